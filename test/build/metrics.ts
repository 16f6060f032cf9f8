/** Metrics as CloudWatch shows them: five-minute datapoints that end shortly before now. */
import { complete, incomplete } from '../../src/lib/model/family.ts';
import type { Fault } from '../../src/lib/model/fault.ts';
import type { InstanceId } from '../../src/lib/model/ids.ts';
import { type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Datapoint, MetricName, MetricReading } from '../../src/lib/model/metric.ts';
import { NOON } from './at.ts';
import { instanceId } from './ids.ts';

/** One value each five minutes, the last for the five minutes that end at `now`; null is a gap. */
export const datapoints = (
  values: readonly (number | null)[],
  now: Instant = NOON,
): readonly Datapoint[] =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ at: minus(now, minutes(5 * (values.length - index))), value }],
  );

export interface ReadingOptions {
  readonly id?: InstanceId;
  readonly now?: Instant;
}

export const reading = (
  metric: MetricName,
  values: readonly (number | null)[] | Fault,
  { id = instanceId(1), now = NOON }: ReadingOptions = {},
): MetricReading => ({
  instanceId: id,
  metric,
  from: minus(now, minutes(75)),
  to: now,
  series: 'code' in values ? incomplete(values) : complete(datapoints(values, now)),
});

const hourOf = (value: number): readonly number[] => Array.from({ length: 12 }, () => value);

/** An hour in which the instance did nothing, by every metric there is. */
export const quietReadings = (options: ReadingOptions = {}): readonly MetricReading[] => [
  reading('CPUUtilization', hourOf(0.4), options),
  reading('NetworkIn', hourOf(600), options),
  reading('NetworkOut', hourOf(600), options),
  reading('EBSReadOps', hourOf(0), options),
  reading('EBSWriteOps', hourOf(3), options),
];
