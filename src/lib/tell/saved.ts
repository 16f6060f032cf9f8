/** What stops of ours saved, as far as the ledger and the list of instances can tell. */
import { itemsOf } from '../model/family.ts';
import type { Instance, InstanceState } from '../model/instance.ts';
import { hourOf } from '../model/instance-price.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import {
  between,
  type Duration,
  type Instant,
  inHours,
  later,
  milliseconds,
} from '../model/instant.ts';
import { microUsd, sumOf } from '../model/money.ts';
import type { PriceTable } from '../model/price.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Saved } from '../model/tally.ts';

interface Off {
  readonly length: Duration;
  /** Null where the instance is not listed, or has no price. */
  readonly hourMicroUsd: number | null;
}

/**
 * Each instance's last stop of ours, up to its next launch. What was started and stopped again
 * before that is left out: it is "at least" so much.
 */
export function savedSince(
  { memory, instances, takenAt, region }: Snapshot,
  since: Instant,
  prices: PriceTable,
): Saved {
  const listed = new Map(itemsOf(instances).map((one) => [one.id, one]));
  const offs = memory.instances.flatMap((record): readonly Off[] => {
    const instance = listed.get(record.instanceId);
    if (instances.complete && instance === undefined) return [];
    const end = endOfStop(record, instance ?? record.sighting, takenAt);
    const length = end === null ? 0 : between(later(since, end.from), end.to);
    const hourMicroUsd = instance ? hourOf(instance, region, prices) : null;
    return length > 0 ? [{ length: milliseconds(length), hourMicroUsd }] : [];
  });
  const lengthOf = (some: readonly Off[]): Duration =>
    milliseconds(some.reduce((sum, { length }) => sum + length, 0));
  const amounts = offs.map(({ length, hourMicroUsd }) =>
    microUsd((hourMicroUsd ?? 0) * inHours(length)),
  );
  return {
    off: lengthOf(offs),
    savedMicroUsd: sumOf(amounts),
    unpriced: lengthOf(offs.filter(({ hourMicroUsd }) => hourMicroUsd === null)),
  };
}

const OFF: ReadonlySet<InstanceState> = new Set(['stopping', 'stopped']);

/** A launch after the stop ends it, whoever made it; what others stopped then is theirs. */
function endOfStop(
  { lastStop }: InstanceRecord,
  { state, launchTime }: Pick<Instance, 'state' | 'launchTime'>,
  now: Instant,
): { readonly from: Instant; readonly to: Instant } | null {
  if (lastStop?.result !== 'stopped') return null;
  const { at: from } = lastStop;
  if (launchTime > from) return { from, to: launchTime };
  return OFF.has(state) ? { from, to: now } : null;
}
