/** What changes again and again is told by its newest state, and how often it has changed. */
import { hours, type Instant, instant, minus } from '../model/instant.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import type { Notice } from '../model/notice.ts';
import { deliveryOn } from './delivery.ts';

/** A source told of so often within an hour waits for another message, or for the hour's end. */
const MOST_AN_HOUR = 3;

/** What may change back and forth; null for what is told each time, as warnings of stops are. */
function sourceOf({ kind, facts }: Notice): string | null {
  switch (kind) {
    case 'stopped':
    case 'started':
    case 'withdrawn':
      return `power:${facts.subject.instanceId}`;
    case 'health':
      return `health:${facts.subject.instanceId}`;
    case 'exposed-port':
      return `exposed:${facts.securityGroupId}`;
    case 'notebook':
      return BACK_AND_FORTH.has(facts.news) ? `notebook:${facts.notebookId}` : null;
    default:
      return null;
  }
}

const BACK_AND_FORTH: ReadonlySet<string> = new Set(['stopped', 'started', 'withdrawn']);

interface Told {
  readonly records: readonly NoticeRecord[];
  readonly channel: string;
  readonly now: Instant;
}

/** By source: what a channel may have shown within the last hour. */
function toldBySource({ records, channel, now }: Told): ReadonlyMap<string | null, NoticeRecord[]> {
  const since = minus(now, hours(1));
  const told = records.filter(({ deliveries }) => {
    const delivery = deliveryOn(deliveries, channel);
    return delivery !== undefined && delivery.status !== 'refused' && delivery.at > since;
  });
  return Map.groupBy(told, ({ notice }) => sourceOf(notice));
}

/** Whether nothing of this opens a message of its own just now. */
export function allFlap(pending: readonly NoticeRecord[], told: Told): boolean {
  const before = toldBySource(told);
  return pending.every(({ notice }) => {
    const source = sourceOf(notice);
    if (source === null) return false;
    const deliveries = (before.get(source) ?? []).map((record) =>
      deliveryOn(record.deliveries, told.channel),
    );
    return new Set(deliveries.map((one) => one?.at)).size >= MOST_AN_HOUR;
  });
}

/** What a message says of a batch: of each source that flaps the newest, with their number. */
export function summarised(batch: readonly NoticeRecord[], told: Told): readonly Notice[] {
  const before = toldBySource(told);
  return grouped(batch.map(({ notice }) => notice)).flatMap(([source, notices]) => {
    const earlier = (source === null ? [] : (before.get(source) ?? [])).map((one) => one.notice);
    return notices.length + earlier.length > MOST_AN_HOUR && source !== null
      ? [newestOf(notices, earlier)]
      : notices;
  });
}

/** A day's notices, with those of a source that flapped within an hour as one. */
export const calmed = (notices: readonly Notice[]): readonly Notice[] =>
  grouped(notices).flatMap(([source, of]) =>
    source !== null && flapped(of) ? [newestOf(of, [])] : of,
  );

const grouped = (notices: readonly Notice[]) => [...Map.groupBy(notices, sourceOf)];

function flapped(notices: readonly Notice[]): boolean {
  const times = notices.map(({ at }) => at).sort((a, b) => a - b);
  return times.some((at, index) => {
    const later = times[index + MOST_AN_HOUR];
    return later !== undefined && later - at <= hours(1);
  });
}

function newestOf(notices: readonly Notice[], earlier: readonly Notice[]): Notice {
  const all = [...earlier, ...notices];
  const newest = notices.reduce((a, b) => (b.at >= a.at ? b : a));
  const since = instant(Math.min(...all.map(({ at }) => at)));
  return { ...newest, repeats: { times: all.length, since } };
}
