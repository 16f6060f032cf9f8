/** Which datapoints count: those in the window and after the boot, if they are not too old. */
import {
  type Duration,
  type Instant,
  instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
} from '../model/instant.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS } from '../model/metric.ts';

const PERIOD = seconds(METRIC_PERIOD_SECONDS);

/** CloudWatch shows a period one or two periods late; where it lags further, nothing is proven. */
const LONGEST_LAG = minutes(15);

export interface MetricWindow {
  readonly window: Duration;
  readonly now: Instant;
  /** Datapoints from before the last start, or from the boot after it, prove nothing. */
  readonly bootedAt: Instant;
}

export interface Windowed {
  readonly values: readonly number[];
  /** Of those datapoints that should be there, how many are. */
  readonly coveragePercent: number;
  /** The newest is older than CloudWatch has ever been late. */
  readonly isStale: boolean;
}

/** From when to ask: as long before the window as CloudWatch may lag. */
export const askFrom = ({ window, now }: Pick<MetricWindow, 'window' | 'now'>): Instant =>
  minus(minus(now, LONGEST_LAG), window);

/**
 * The window ends with the newest datapoint, so that what CloudWatch has not shown yet does not
 * count as missing.
 */
export function inWindow(of: MetricWindow, points: readonly Datapoint[]): Windowed {
  const { window, now, bootedAt } = of;
  const newest = points.reduce((last, { at }) => later(last, at), instant(0));
  const until = Math.min(now, later(plus(newest, PERIOD), minus(now, LONGEST_LAG)));
  const since = later(minus(instant(until), window), bootedAt);
  const values = points.filter(({ at }) => at >= since && at < until).map(({ value }) => value);
  const expected = Math.max(1, Math.floor(window / PERIOD));
  return {
    values,
    coveragePercent: Math.min(100, (100 * values.length) / expected),
    isStale: plus(newest, PERIOD) < minus(now, LONGEST_LAG),
  };
}
