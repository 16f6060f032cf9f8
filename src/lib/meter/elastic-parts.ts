/** When an Elastic IP was in use, and when it was idle: by the runs of the instance it is on. */
import type { Instant } from '../model/instant.ts';
import type { MeteredInstance } from '../model/metered-usage.ts';
import type { PastAddress } from '../model/past-usage.ts';
import { gapsIn } from './runs.ts';

export type RunsById = ReadonlyMap<string, MeteredInstance['runs']>;

export const upTo = <T extends { readonly to: Instant | null }>(one: T, end: Instant) => ({
  ...one,
  to: one.to ?? end,
});

const runsUnder = ({ kind, instanceId }: PastAddress, runs: RunsById) =>
  kind !== 'elastic' || instanceId === null ? undefined : runs.get(instanceId);

/** When it came AWS does not say: it was there through all runs at whose ends one was seen. */
export function seenSince(address: PastAddress, runs: RunsById): Instant {
  let { from } = address;
  const before = (runsUnder(address, runs) ?? []).filter(({ to }) => to !== null);
  for (const run of before.toReversed()) {
    if (!run.elastics) break;
    if (run.from < from) ({ from } = run);
  }
  return from;
}

export function partsOf<T extends PastAddress>(
  address: T,
  runs: RunsById,
  end: Instant,
): readonly T[] {
  const { from } = address;
  const known = runsUnder(address, runs);
  if (known === undefined || from >= end) return [address];
  const whole = { from, to: end };
  const runsThere = known.map((run) => upTo(run, end));
  const off = gapsIn(whole, runsThere);
  const on = gapsIn(whole, off);
  const part =
    (isInUse: boolean) =>
    (time: { from: Instant; to: Instant }): T => ({
      ...{ ...address, isInUse, from: time.from },
      to: time.to === end ? null : time.to,
    });
  return [...on.map(part(true)), ...off.map(part(false))];
}
