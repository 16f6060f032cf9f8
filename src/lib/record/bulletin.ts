/** How a message of AWS Health gets into the ledger: before the lease, and by no pass. */
import type { Bulletin } from '../model/bulletin.ts';
import type { Instant } from '../model/instant.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import { noticeKey } from './place.ts';
import { claim, type Ledger } from './record.ts';

const PREFIX = 'aws-health:';

/**
 * Written as a link writes its hold: whoever has the lease reads it with its next look, and sends
 * it like any other message. One message of AWS has one key, however often it is delivered.
 */
export async function postBulletin(
  ledger: Ledger,
  bulletin: Bulletin,
  now: Instant,
): Promise<void> {
  const record: NoticeRecord = {
    kind: 'notice',
    notice: {
      kind: 'aws-health',
      dedupeKey: PREFIX + bulletin.communicationId,
      urgency: (await isNews(ledger, bulletin)) ? 'now' : 'digest',
      at: now,
      facts: bulletin,
    },
    recordedAt: now,
    deliveries: [],
    digestedAt: null,
  };
  await claim(ledger, record);
}

/** AWS writes again and again of what goes on: its first message goes out, the others can wait. */
async function isNews({ store, place }: Ledger, { eventArn }: Bulletin): Promise<boolean> {
  const { partition, sort } = noticeKey(place, PREFIX);
  const { items } = await store.query(partition, { sortPrefix: sort, consistent: true });
  const known = items.flatMap(({ item }) => (item.kind === 'notice' ? [item.notice] : []));
  return !known.some(({ kind, facts }) => kind === 'aws-health' && facts.eventArn === eventArn);
}
