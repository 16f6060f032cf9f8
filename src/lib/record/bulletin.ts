/** How a message of AWS Health gets into the ledger: before the lease, and by no pass. */
import type { Bulletin } from '../model/bulletin.ts';
import type { Instant } from '../model/instant.ts';
import { noticeKey } from './place.ts';
import { post } from './post.ts';
import type { Ledger } from './record.ts';

const PREFIX = 'aws-health:';

/** One message of AWS has one key, however often it is delivered. */
export async function postBulletin(
  ledger: Ledger,
  bulletin: Bulletin,
  now: Instant,
): Promise<void> {
  const urgency = (await isNews(ledger, bulletin)) ? 'now' : 'digest';
  const dedupeKey = `${PREFIX}${bulletin.communicationId}` as const;
  const kind = 'aws-health';
  await post(ledger, { kind, dedupeKey, urgency, at: now, facts: bulletin }, now);
}

/** AWS writes again and again of what goes on: its first message goes out, the others can wait. */
async function isNews({ store, place }: Ledger, { eventArn }: Bulletin): Promise<boolean> {
  const { partition, sort } = noticeKey(place, PREFIX);
  const { items } = await store.query(partition, { sortPrefix: sort, consistent: true });
  const known = items.flatMap(({ item }) => (item.kind === 'notice' ? [item.notice] : []));
  return !known.some(({ kind, facts }) => kind === 'aws-health' && facts.eventArn === eventArn);
}
