import type { Family } from './family.ts';
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * The metrics of namespace AWS/EC2 that idleness is judged by. EBSReadOps and EBSWriteOps are
 * published by Nitro instances only: never by t2, and not by bare metal.
 */
export const METRIC_NAMES = [
  'CPUUtilization',
  'NetworkIn',
  'NetworkOut',
  'EBSReadOps',
  'EBSWriteOps',
] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** Average for CPUUtilization (percent), Sum for all others (bytes or operations a period). */
export const statisticOf = (metric: MetricName): 'Average' | 'Sum' =>
  metric === 'CPUUtilization' ? 'Average' : 'Sum';

/** Basic monitoring publishes one datapoint each five minutes. */
export const METRIC_PERIOD_SECONDS = 300;

export interface MetricQuery {
  readonly instanceId: InstanceId;
  readonly metric: MetricName;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export interface Datapoint {
  /** The beginning of the five minutes. */
  readonly at: Instant;
  readonly value: number;
}

export interface MetricReading extends MetricQuery {
  /** Ascending by time. A refused reading is incomplete, which is `unknown`, never idle. */
  readonly series: Family<Datapoint>;
}
