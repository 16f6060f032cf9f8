/** How far messages have come on each channel: pending, settled, or never to be sent again. */
import { hours, type Instant, minus } from '../model/instant.ts';
import type { Delivery, NoticeRecord } from '../model/ledger.ts';

/** After so many refusals a message is left to the digest: 25 minutes of a pass each five. */
export const MOST_ATTEMPTS = 5;

export const deliveryOn = (
  deliveries: readonly Delivery[],
  channel: string,
): Delivery | undefined => deliveries.find((delivery) => delivery.channel === channel);

/** A channel that has never been tried, or that refused and may be asked again. */
export function canTry(deliveries: readonly Delivery[], channel: string): boolean {
  const delivery = deliveryOn(deliveries, channel);
  return delivery === undefined || isRetried(delivery);
}

export const isRetried = ({ status, attempts }: Delivery): boolean =>
  status === 'refused' && attempts < MOST_ATTEMPTS;

/** One channel's delivery put in the place of its last. */
export const withDelivery = (
  deliveries: readonly Delivery[],
  next: Delivery,
): readonly Delivery[] => [...deliveries.filter(({ channel }) => channel !== next.channel), next];

/** `sending` that a later pass finds: a crash came between, and nobody knows on which side. */
export const hasLostTrack = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some(({ status }) => status === 'sending');

export const asDoubtful = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  deliveries.map((delivery) =>
    delivery.status === 'sending' ? { ...delivery, status: 'doubtful' } : delivery,
  );

export const isPending = (record: NoticeRecord, channel: string): boolean =>
  record.notice.urgency === 'now' &&
  record.digestedAt === null &&
  canTry(record.deliveries, channel);

/** Nothing more will be tried before the digest: the digest may show it, and be done with it. */
export const isSettled = ({ notice, deliveries }: NoticeRecord): boolean =>
  notice.urgency === 'digest' ||
  (deliveries.length > 0 &&
    deliveries.every((delivery) => delivery.status !== 'sending' && !isRetried(delivery)));

export const wasAccepted = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some(({ status }) => status === 'accepted');

/** Messages of the last hour on a channel: the notices of one message share their instant. */
export function messagesInLastHour(
  records: readonly NoticeRecord[],
  channel: string,
  now: Instant,
): number {
  const since = minus(now, hours(1));
  const sent = records
    .flatMap(({ deliveries }) => deliveryOn(deliveries, channel) ?? [])
    .filter(({ status, at }) => status !== 'refused' && at > since);
  return new Set(sent.map(({ at }) => at)).size;
}
