/** Sends what cannot wait: one message a channel and pass, each recorded before it goes out. */
import type { Channel } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { Delivery, NoticeRecord } from '../model/ledger.ts';
import {
  asDoubtful,
  hasLostTrack,
  isPending,
  messagesInLastHour,
  stepped,
  wasAccepted,
} from './delivery.ts';
import { onEachChannel } from './each-channel.ts';
import { allFlap, summarised } from './flapping.ts';
import { renderPass } from './render/pass-message.ts';
import type { View } from './render/say.ts';
import { sendMarked } from './send.ts';
import { threadOf } from './thread.ts';

export interface Outgoing {
  /** All that the ledger has, sent or not: the hour's messages are counted in them. */
  readonly records: readonly NoticeRecord[];
  readonly channels: readonly Channel[];
  readonly view: View;
  readonly perHour: number;
  /** Whether these are the owner's quiet hours. */
  readonly quiet: boolean;
  readonly save: (record: NoticeRecord) => Promise<void>;
  readonly now: () => Instant;
}

export interface Delivered {
  /** The records as they are now. */
  readonly records: readonly NoticeRecord[];
  /** Dedupe keys of what a channel accepted in this pass. */
  readonly accepted: ReadonlySet<string>;
  /** What channels threw; for the caller to rethrow when all is done. */
  readonly failures: readonly unknown[];
}

export async function deliver(outgoing: Outgoing): Promise<Delivered> {
  const { records: known, channels } = outgoing;
  if (!known.some((record) => isUnsettled(record, channels))) return unchanged(known);
  const box = new Map(known.map((record) => [record.notice.dedupeKey, record]));
  const before = new Set(acceptedKeys(known));
  await giveUpLost(outgoing, box);
  const failures = await onEachChannel(channels, (channel) => deliverOn(outgoing, box, channel));
  const records = [...box.values()];
  const accepted = acceptedKeys(records).filter((key) => !before.has(key));
  return { records, accepted: new Set(accepted), failures };
}

/** Most passes have nothing to send, and nothing to give up. */
const isUnsettled = (record: NoticeRecord, channels: readonly Channel[]): boolean =>
  hasLostTrack(record.deliveries) || channels.some(({ name }) => isPending(record, name));

const unchanged = (records: readonly NoticeRecord[]): Delivered => ({
  records,
  accepted: new Set(),
  failures: [],
});

type Box = Map<string, NoticeRecord>;

const acceptedKeys = (records: readonly NoticeRecord[]): readonly string[] =>
  records.filter(({ deliveries }) => wasAccepted(deliveries)).map(({ notice }) => notice.dedupeKey);

async function keep({ save }: Outgoing, box: Box, record: NoticeRecord): Promise<void> {
  await save(record);
  box.set(record.notice.dedupeKey, record);
}

/** What an earlier pass left at `sending` may have gone out, and is never sent twice. */
async function giveUpLost(outgoing: Outgoing, box: Box): Promise<void> {
  for (const record of outgoing.records) {
    if (!hasLostTrack(record.deliveries)) continue;
    await keep(outgoing, box, { ...record, deliveries: asDoubtful(record.deliveries) });
  }
}

async function deliverOn(outgoing: Outgoing, box: Box, channel: Channel): Promise<void> {
  const { view, now } = outgoing;
  const batch = batchFor(outgoing, box, channel);
  if (batch.length === 0) return;
  const records = [...box.values()];
  const notices = summarised(batch, { records, channel: channel.name, now: now() });
  const inReplyTo = threadOf(notices, records, { channel, zone: view.zone, now: now() });
  const message = { ...renderPass(notices, view, channel.wants), inReplyTo };
  const keys = batch.map(({ notice }) => notice.dedupeKey);
  const mark = (step: Omit<Delivery, 'attempts'>): Promise<void> =>
    markAll(outgoing, box, { keys, step });
  await sendMarked({ channel, message, now, mark });
}

/**
 * In quiet hours and over the hour's limit only a warning of a stop opens the door; then all that
 * waits goes out with it, since it is one message either way.
 */
function batchFor(
  { perHour, quiet, now }: Outgoing,
  box: Box,
  { name }: Channel,
): readonly NoticeRecord[] {
  const records = [...box.values()];
  const pending = records.filter((record) => isPending(record, name));
  if (pending.length === 0) return [];
  const isShut = quiet || messagesInLastHour(records, name, now()) >= perHour;
  if (pending.some(isWarning)) return pending;
  return isShut || allFlap(pending, { records, channel: name, now: now() }) ? [] : pending;
}

const isWarning = ({ notice }: NoticeRecord): boolean =>
  notice.kind === 'about-to-stop' ||
  (notice.kind === 'notebook' && notice.facts.news === 'about-to-stop');

interface Step {
  readonly keys: readonly string[];
  readonly step: Omit<Delivery, 'attempts'>;
}

async function markAll(outgoing: Outgoing, box: Box, { keys, step }: Step): Promise<void> {
  const records = keys.flatMap((key) => box.get(key) ?? []);
  await Promise.all(
    records.map((record) =>
      keep(outgoing, box, { ...record, deliveries: stepped(record.deliveries, step) }),
    ),
  );
}
