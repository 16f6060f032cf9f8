/** Whole five-minute periods of a span of time. */
import { type Instant, instant, seconds } from '../../model/instant.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS, type MetricQuery } from '../../model/metric.ts';

const PERIOD = seconds(METRIC_PERIOD_SECONDS);

/** CloudWatch counts its periods from StartTime: only an aligned one gives whole five minutes. */
export const alignedBefore = (at: Instant): Instant => instant(Math.floor(at / PERIOD) * PERIOD);

/** Cut inside a period, EndTime would leave a part of it out of its sum. */
export const alignedAfter = (at: Instant): Instant => instant(Math.ceil(at / PERIOD) * PERIOD);

/** AWS answers in no order, and an aligned start lets in a period that began before `from`. */
export const wholePeriods = (
  points: readonly Datapoint[],
  { from, to }: Pick<MetricQuery, 'from' | 'to'>,
): readonly Datapoint[] =>
  points.filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at);
