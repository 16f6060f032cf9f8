/**
 * From one daily sweep to the next: what was shown and is not any more was used at least until the
 * sweep that saw it last, and stays in the month. So what is used never falls.
 */
import { days, type Instant, minus } from '../model/instant.ts';
import type { MeteredInstance, MeteredUsage } from '../model/metered-usage.ts';
import type {
  PastAddress,
  PastInstance,
  PastUsage,
  PastVolume,
  Seen,
} from '../model/past-usage.ts';
import { partsOf, type RunsById, seenSince, upTo } from './elastic-parts.ts';
import { type Followed, follow, type Rules } from './follow.ts';
import { monthOf } from './month.ts';

export interface SweepLook {
  readonly now: Instant;
  /** Its instances are looked at by every pass, and not kept here. */
  readonly home: string;
  readonly isUnread: (family: 'instances' | 'volumes' | 'addresses', region: string) => boolean;
}

const runsUpTo = <T extends PastInstance>(one: T, end: Instant): T => ({
  ...one,
  runs: one.runs.map((run) => upTo(run, end)),
});

function bare<T extends object>({ lastSeen: _, ...one }: Seen<T>) {
  return one;
}

/** A run is known by its start. Those that are not shown any more are over. */
const instanceRules = ({ isUnread }: SweepLook): Rules<PastInstance> => {
  const end = (old: Seen<PastInstance>) => [runsUpTo(bare(old), old.lastSeen)];
  return {
    isUnread: ({ region }) => isUnread('instances', region),
    first: (shown) => shown,
    end,
    turn: (old, shown) => {
      const known = new Set(shown.runs.map(({ from }) => from));
      const over = old.runs.filter(({ from }) => !known.has(from));
      return { now: shown, ended: over.length === 0 ? [] : end({ ...old, runs: over }) };
    },
  };
};

const shapeOf = ({ type, sizeGiB, iops, throughputMiBps }: PastVolume): string =>
  [type, sizeGiB, iops, throughputMiBps].join();

/** One that grew somewhen since was at least what it had been before. */
const volumeRules = ({ isUnread, now }: SweepLook): Rules<PastVolume> => ({
  isUnread: ({ region }) => isUnread('volumes', region),
  first: (shown) => shown,
  end: (old) => [upTo(bare(old), old.lastSeen)],
  turn: (old, shown) =>
    shapeOf(old) === shapeOf(shown)
      ? { now: { ...shown, from: old.from }, ended: [] }
      : { now: { ...shown, from: now }, ended: [upTo(bare(old), now)] },
});

const holderOf = ({ instanceId, isInUse }: PastAddress): string => instanceId ?? `${isInUse}`;

/** What is on the same instance still is taken to have been there all the time. */
const addressRules = (
  { isUnread, now }: SweepLook,
  runs: RunsById,
  lastSweep: Instant | null,
): Rules<PastAddress> => {
  const end = (old: Seen<PastAddress>) =>
    partsOf(bare(old), runs, old.lastSeen).map((one) => upTo(one, old.lastSeen));
  return {
    isUnread: ({ region }) => isUnread('addresses', region),
    // When an address came AWS does not say; an automatic one may have come with the run.
    first: (shown) => {
      if (lastSweep === null) return { ...shown, from: seenSince(shown, runs) };
      const isOlder = shown.kind === 'elastic' || shown.from <= lastSweep;
      return isOlder ? { ...shown, from: now } : shown;
    },
    end,
    turn: (old, shown) =>
      holderOf(old) === holderOf(shown)
        ? { now: { ...shown, from: old.from }, ended: [] }
        : { now: { ...shown, from: now }, ended: end(old) },
  };
};

/** Of some hundred bytes each, in an item that holds 400 KB. What is too much is the shortest. */
const MOST_KEPT = 400;
/** The burn of credits looks back over the border of a month. */
const LOOKS_BACK = days(8);

function kept<T extends { readonly from: Instant; readonly to: Instant | null }>(
  ended: readonly T[],
  now: Instant,
): readonly T[] {
  const since = minus(monthOf(now).from, LOOKS_BACK);
  return ended
    .filter(({ to }) => to === null || to > since)
    .toSorted((a, b) => (b.to ?? now) - b.from - ((a.to ?? now) - a.from))
    .slice(0, MOST_KEPT);
}

const keptInstances = (ended: readonly PastInstance[], now: Instant): readonly PastInstance[] =>
  ended
    .map((one) => ({ ...one, runs: kept(one.runs, now).toSorted((a, b) => a.from - b.from) }))
    .filter(({ runs }) => runs.length > 0)
    .slice(-MOST_KEPT);

/** As they were read, without what this item has no use for. */
const elsewhere = (usage: MeteredUsage, home: string): readonly PastInstance[] =>
  usage.instances
    .filter(({ region, runs }) => region !== home && runs.length > 0)
    .map(({ id, type, platform, region, runs }) => ({ id, type, platform, region, runs }));

/** The runs of one instance in order, whichever list they are from. */
function joined(usage: MeteredUsage, past: readonly PastInstance[]): readonly MeteredInstance[] {
  const extra = Map.groupBy(past, ({ id }) => id);
  const shown = usage.instances.map((one) => {
    const runs = (extra.get(one.id) ?? []).flatMap((before) => before.runs);
    extra.delete(one.id);
    const inOrder = [...runs, ...one.runs].toSorted((a, b) => a.from - b.from);
    return runs.length === 0 ? one : { ...one, runs: inOrder };
  });
  const gone = [...extra.values()].flatMap(([one, ...more]): readonly MeteredInstance[] => {
    if (one === undefined) return [];
    const runs = [one, ...more].flatMap((part) => part.runs).toSorted((a, b) => a.from - b.from);
    return [{ ...one, runs, schedule: null }];
  });
  return [...shown, ...gone];
}

const NOTHING: Omit<PastUsage, 'kind' | 'since' | 'at' | 'sampled'> = {
  ...{ instances: [], volumes: [], addresses: [] },
  seen: { instances: [], volumes: [], addresses: [] },
};

export interface WithPast {
  readonly usage: MeteredUsage;
  /** For the next sweep. */
  readonly past: PastUsage;
}

export function withPast(usage: MeteredUsage, before: PastUsage | null, look: SweepLook): WithPast {
  const { now, home } = look;
  const { since, sampled, ...known } = before ?? { ...NOTHING, since: now, sampled: undefined };
  const runs: RunsById = new Map(usage.instances.map((one) => [one.id, one.runs]));
  const isOurs = ({ kind, region }: PastAddress): boolean => kind === 'auto' && region === home;
  const shown = elsewhere(usage, home);
  const open = usage.addresses.filter((one) => one.to === null && !isOurs(one));
  const instances = follow(known.seen.instances, shown, instanceRules(look));
  const volumes = follow(known.seen.volumes, usage.volumes, volumeRules(look));
  const addresses = follow(
    known.seen.addresses,
    open,
    addressRules(look, runs, before?.at ?? null),
  );
  const over = {
    instances: keptInstances([...known.instances, ...instances.ended], now),
    volumes: kept([...known.volumes, ...volumes.ended], now),
    addresses: kept([...known.addresses, ...addresses.ended], now),
  };
  const seen = <T>({ shown: list, unseen }: Followed<T>): readonly Seen<T>[] =>
    [...list.map((one) => ({ ...one, lastSeen: now })), ...unseen].slice(0, MOST_KEPT);
  const unseenUpTo = <T extends { readonly to: Instant | null }>(list: readonly Seen<T>[]) =>
    list.map((one) => upTo(one, one.lastSeen));
  const unseenInstances = instances.unseen.map((one) => runsUpTo(one, one.lastSeen));
  return {
    usage: {
      ...usage,
      instances: joined(usage, [...over.instances, ...unseenInstances]),
      volumes: [...volumes.shown, ...over.volumes, ...unseenUpTo(volumes.unseen)],
      addresses: [
        ...usage.addresses.filter((one) => one.to !== null || isOurs(one)),
        ...addresses.shown.flatMap((one) => partsOf(one, runs, now)),
        ...over.addresses,
        ...unseenUpTo(addresses.unseen),
      ],
    },
    past: {
      kind: 'past-usage',
      since,
      at: now,
      ...over,
      sampled,
      seen: { instances: seen(instances), volumes: seen(volumes), addresses: seen(addresses) },
    },
  };
}
