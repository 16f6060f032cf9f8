/** How far messages have come on each channel: pending, settled, or never to be sent again. */
import { MOST_ATTEMPTS } from '../model/channel-record.ts';
import { hours, type Instant, minus } from '../model/instant.ts';
import type { Delivery, NoticeRecord } from '../model/ledger.ts';

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
const withDelivery = (deliveries: readonly Delivery[], next: Delivery): readonly Delivery[] => [
  ...deliveries.filter(({ channel }) => channel !== next.channel),
  next,
];

/** The next step of a message on one channel. */
export function stepped(
  deliveries: readonly Delivery[],
  step: Omit<Delivery, 'attempts' | 'refusedSince'>,
): readonly Delivery[] {
  const before = deliveryOn(deliveries, step.channel);
  const refusedSince = before?.refusedSince ?? (step.status === 'refused' ? step.at : undefined);
  const attempts = (before?.attempts ?? 0) + (step.status === 'sending' ? 1 : 0);
  const since = refusedSince === undefined ? {} : { refusedSince };
  return withDelivery(deliveries, { ...step, attempts, ...since });
}

/** `sending` that a later pass finds: a crash came between, and nobody knows on which side. */
export const hasLostTrack = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some(({ status }) => status === 'sending');

export const asDoubtful = (deliveries: readonly Delivery[]): readonly Delivery[] =>
  deliveries.map((delivery) =>
    delivery.status === 'sending' ? { ...delivery, status: 'doubtful' } : delivery,
  );

export const isPending = (record: NoticeRecord, channel: string): boolean =>
  record.notice.urgency === 'now' &&
  !isRefusalOf(record, channel) &&
  record.digestedAt === null &&
  canTry(record.deliveries, channel);

/** That a channel takes nothing is told on the others. */
const isRefusalOf = ({ notice: { kind, facts } }: NoticeRecord, channel: string): boolean =>
  kind === 'own-trouble' && facts.trouble === 'channel-refused' && facts.family === channel;

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
