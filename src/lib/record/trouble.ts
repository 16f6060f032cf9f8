/** Trouble that no pass has seen: of a place that could not even be looked at. */
import type { Instant } from '../model/instant.ts';
import type { NoticeFacts, Urgency } from '../model/notice.ts';
import type { LocalDate } from '../model/schedule.ts';
import { claim, type Ledger } from './record.ts';

interface Posting {
  readonly now: Instant;
  readonly date: LocalDate;
  readonly urgency?: Urgency;
}

/**
 * Written as AWS Health's words are (`bulletin.ts`): whoever has the lease of the ledger's place
 * sends it with its next look. Once a date of the owner's calendar for what it is about.
 */
export async function postTrouble(
  ledger: Ledger,
  facts: NoticeFacts['own-trouble'],
  { now, date, urgency = 'now' }: Posting,
): Promise<void> {
  const dedupeKey = `own-trouble:${facts.trouble}:${facts.family ?? ''}:${date}`;
  await claim(ledger, {
    kind: 'notice',
    notice: { kind: 'own-trouble', dedupeKey, urgency, at: now, facts },
    recordedAt: now,
    deliveries: [],
    digestedAt: null,
  });
}
