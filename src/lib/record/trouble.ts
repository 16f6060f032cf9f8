/** Trouble that no pass has seen: of a place that could not even be looked at. */
import type { Instant } from '../model/instant.ts';
import type { NoticeFacts, Urgency } from '../model/notice.ts';
import type { LocalDate } from '../model/schedule.ts';
import { post } from './post.ts';
import type { Ledger } from './record.ts';

interface Posting {
  readonly now: Instant;
  readonly date: LocalDate;
  readonly urgency?: Urgency;
}

/** Once a date of the owner's calendar for what it is about, in the ledger of whose place it is. */
export async function postTrouble(
  ledger: Ledger,
  facts: NoticeFacts['own-trouble'],
  { now, date, urgency = 'now' }: Posting,
): Promise<void> {
  const dedupeKey = `own-trouble:${facts.trouble}:${facts.family ?? ''}:${date}` as const;
  await post(ledger, { kind: 'own-trouble', dedupeKey, urgency, at: now, facts }, now);
}
