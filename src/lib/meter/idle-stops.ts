/** The least that a month can end with: as if all that may be stopped for idleness were. */
import { type Instant, later } from '../model/instant.ts';
import type { LimitUse } from '../model/meter.ts';
import type { MeteredAddress, MeteredInstance, MeteredUsage, Run } from '../model/metered-usage.ts';
import type { PriceTable } from '../model/price.ts';
import { type Meter, meter } from './meter.ts';

/** By instance: when idleness could stop it at the earliest. Who is not in it is never stopped. */
export type IdleStops = ReadonlyMap<string, Instant>;

const endedBy = (run: Run, stop: Instant): Run =>
  run.to === null ? { from: run.from, to: later(stop, run.from) } : run;

const OFF = { schedule: null, due: undefined };

/** Stopped then, and never started again: nothing that happens can come to less. */
function stoppedInstance(instance: MeteredInstance, stops: IdleStops): MeteredInstance {
  const stop = stops.get(instance.id);
  if (stop === undefined) return instance;
  return { ...instance, runs: instance.runs.map((run) => endedBy(run, stop)), ...OFF };
}

/** An automatic address goes with the stop; an Elastic IP stays, and is idle. */
function stoppedAddress(address: MeteredAddress, stops: IdleStops): readonly MeteredAddress[] {
  const stop = address.instanceId === null ? undefined : stops.get(address.instanceId);
  if (stop === undefined || address.to !== null || !address.isInUse) return [address];
  const at = later(stop, address.from);
  const before = { ...address, to: at };
  return address.kind === 'auto' ? [before] : [before, { ...address, isInUse: false, from: at }];
}

export const withIdleStops = (usage: MeteredUsage, stops: IdleStops): MeteredUsage => ({
  ...usage,
  instances: usage.instances.map((one) => stoppedInstance(one, stops)),
  addresses: usage.addresses.flatMap((one) => stoppedAddress(one, stops)),
});

export interface RangeBasis {
  readonly usage: MeteredUsage;
  readonly stops: IdleStops;
  readonly now: Instant;
  readonly prices: PriceTable;
}

/** The meter, with what each limit ends with at the least. */
export function meterRange({ usage, stops, now, prices }: RangeBasis): Meter {
  const high = meter(usage, now, prices);
  if (stops.size === 0) return high;
  const low = meter(withIdleStops(usage, stops), now, prices);
  const withLow = (use: LimitUse): LimitUse => {
    const least = low.limits.find(({ name }) => name === use.name)?.forecast ?? use.forecast;
    return least < use.forecast ? { ...use, low: least } : use;
  };
  const least = low.cost.forecast;
  const cost = least < high.cost.forecast ? { ...high.cost, low: least } : high.cost;
  return { ...high, cost, limits: high.limits.map(withLow) };
}
