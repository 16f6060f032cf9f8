/** Sends a date's digest once, whoever was woken for it and however often. */
import type { Channel, ChannelMessage } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { Delivery, DigestRecord, NoticeRecord } from '../model/ledger.ts';
import type { Tally } from '../model/tally.ts';
import { asDoubtful, canTry, hasLostTrack, isRetried, stepped, wasAccepted } from './delivery.ts';
import type { DueDigest } from './digest-due.ts';
import { onEachChannel } from './each-channel.ts';
import { sendMarked } from './send.ts';

export interface DigestSending {
  readonly due: DueDigest;
  /** Null for an empty day that the policy passes over: the date is settled in silence. */
  readonly message: ChannelMessage | null;
  readonly tally: Tally;
  /** What the message shows; marked as shown once no channel is waited for any more. */
  readonly shows: readonly NoticeRecord[];
  readonly channels: readonly Channel[];
  /** Where several places are looked after: marking what is shown is gone on with after a crash. */
  readonly isOfMany?: boolean;
  /** For the one digest of all places: puts what this one has to tell, if nothing is there yet. */
  readonly handOver?: (() => Promise<void>) | undefined;
  /** Puts the date's record if there is none; false where somebody else has put it. */
  readonly claim: (record: DigestRecord) => Promise<boolean>;
  readonly save: (record: DigestRecord | NoticeRecord) => Promise<void>;
  readonly now: () => Instant;
}

export interface DigestSent {
  /** As it is now; null where the date belongs to somebody else. */
  readonly record: DigestRecord | null;
  /** What channels threw; for the caller to rethrow when all is done. */
  readonly failures: readonly unknown[];
}

export async function sendDigest(sending: DigestSending): Promise<DigestSent> {
  const { due, message } = sending;
  const record = await (due.known ? resume(sending, due.known) : begin(sending));
  if (record === null) return { record, failures: [] };
  const held = { record };
  await handOver(sending, held);
  if (message === null) return { record: held.record, failures: [] };
  const failures = await onEachChannel(openChannels(sending, record), (channel) =>
    sendOn(sending, held, { channel, message }),
  );
  await markShown(sending, held);
  return { record: held.record, failures };
}

/** The claim names every channel as being sent to: after a crash nobody sends a second digest. */
async function begin(sending: DigestSending): Promise<DigestRecord | null> {
  const { due, message, tally, channels, claim, now } = sending;
  const { date } = due;
  const at = now();
  const claimed = { status: 'sending', attempts: 0, at, confirmedRecipient: false } as const;
  const open = message === null ? [] : channels;
  const deliveries = open.map(({ name }): Delivery => ({ channel: name, ...claimed }));
  const isToMark = sending.handOver !== undefined || (sending.isOfMany && message !== null);
  const unmarked = isToMark ? ({ unmarked: true } as const) : {};
  const record: DigestRecord = { kind: 'digest', date, deliveries, at, tally, ...unmarked };
  return (await claim(record)) ? record : null;
}

async function resume({ save }: DigestSending, known: DigestRecord): Promise<DigestRecord> {
  if (!hasLostTrack(known.deliveries)) return known;
  const record = { ...known, deliveries: asDoubtful(known.deliveries) };
  await save(record);
  return record;
}

const openChannels = (
  { due, channels }: DigestSending,
  record: DigestRecord,
): readonly Channel[] =>
  due.known === null ? channels : channels.filter(({ name }) => canTry(record.deliveries, name));

interface Held {
  record: DigestRecord;
}

async function sendOn(
  { save, now }: DigestSending,
  held: Held,
  { channel, message }: { readonly channel: Channel; readonly message: ChannelMessage },
): Promise<void> {
  const mark = async (step: Omit<Delivery, 'attempts'>): Promise<void> => {
    const record = { ...held.record, deliveries: stepped(held.record.deliveries, step) };
    await save(record);
    held.record = record;
  };
  await sendMarked({ channel, message, now, mark });
}

/** Where home takes it from: no channel, but as sure as one that has accepted. */
const HOME_CHANNEL = 'home';

/** Whether a place's digest was begun as its part of the one of all. */
export const isPartOfAll = ({ unmarked, deliveries }: DigestRecord): boolean =>
  unmarked === true || deliveries.some(({ channel }) => channel === HOME_CHANNEL);

/** Put, marked, and only then done with: what a crash leaves undone the next pass goes on with. */
async function handOver(sending: DigestSending, held: Held): Promise<void> {
  const { handOver: put, save, now } = sending;
  if (put === undefined || !held.record.unmarked) return;
  await put();
  await markAll(sending);
  const delivery = { channel: HOME_CHANNEL, status: 'accepted', at: now() } as const;
  const deliveries = stepped(held.record.deliveries, { ...delivery, confirmedRecipient: false });
  held.record = marked({ ...held.record, deliveries });
  await save(held.record);
}

const marked = ({ unmarked: _, ...record }: DigestRecord): DigestRecord => record;

const markAll = async ({ shows, save, now }: DigestSending): Promise<void> => {
  const digestedAt = now();
  const fresh = shows.filter((shown) => shown.digestedAt === null);
  await Promise.all(fresh.map((shown) => save({ ...shown, digestedAt })));
};

/** While a channel is still tried again, the next try shows the same. */
async function markShown(sending: DigestSending, held: Held): Promise<void> {
  const { record } = held;
  if (record.deliveries.some(isRetried)) return;
  if (wasAccepted(record.deliveries)) await markAll(sending);
  if (!record.unmarked) return;
  held.record = marked(record);
  await sending.save(held.record);
}
