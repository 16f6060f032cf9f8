/** What a day says of one instance stands together, where a channel can do that. */
import type { Channel } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import type { Notice } from '../model/notice.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { deliveryOn } from './delivery.ts';
import { subjectOf } from './render/chat-pass.ts';

interface Where {
  readonly channel: Pick<Channel, 'name'>;
  readonly zone: string;
  readonly now: Instant;
}

interface Sent {
  readonly ref: string;
  readonly at: Instant;
  readonly notice: Notice;
}

/**
 * The first message of the local day that was about this instance alone; undefined where there is
 * none yet, and for a message about several.
 */
export function threadOf(
  notices: readonly Notice[],
  records: readonly NoticeRecord[],
  { channel, zone, now }: Where,
): string | undefined {
  const about = subjectOf(notices);
  if (about === null) return undefined;
  const today = localTimeAt(zone, now).date;
  const sent = records
    .flatMap((record) => sentOn(record, channel.name))
    .filter(({ at }) => localTimeAt(zone, at).date === today);
  const messages = [...Map.groupBy(sent, ({ ref }) => ref).values()];
  const alone = messages.filter((parts) => subjectOf(parts.map(({ notice }) => notice)) === about);
  const [first] = alone.flat().sort((a, b) => a.at - b.at);
  return first?.ref;
}

function sentOn({ notice, deliveries }: NoticeRecord, channel: string): readonly Sent[] {
  const delivery = deliveryOn(deliveries, channel);
  if (delivery?.status !== 'accepted' || delivery.ref === undefined) return [];
  return [{ ref: delivery.ref, at: delivery.at, notice }];
}
