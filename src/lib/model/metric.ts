import type { Family } from './family.ts';
import type { InstanceId, NotebookName } from './ids.ts';
import type { Instant } from './instant.ts';
import type { NotebookMetric } from './policy.ts';

/**
 * The metrics of namespace AWS/EC2 that idleness is judged by. EBSReadOps and EBSWriteOps are
 * published by Nitro instances only: never by t2, and not by bare metal. Those of credits are of
 * T types only and no sign of idleness: CPUSurplusCreditBalance says what a stop would charge,
 * CPUSurplusCreditsCharged what each five minutes did charge, CPUCreditBalance what is left.
 */
export const METRIC_NAMES = [
  'CPUUtilization',
  'NetworkIn',
  'NetworkOut',
  'EBSReadOps',
  'EBSWriteOps',
  'CPUSurplusCreditBalance',
  'CPUCreditBalance',
  'CPUSurplusCreditsCharged',
] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** Average for percent and credits, Sum for bytes and operations of a period. */
export const statisticOf = (metric: MetricName): 'Average' | 'Sum' =>
  metric.startsWith('CPU') ? 'Average' : 'Sum';

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

/** A metric of the owner's own, by the highest value of each five minutes. */
export interface NotebookQuery extends Pick<NotebookMetric, 'namespace' | 'name' | 'dimension'> {
  readonly notebook: NotebookName;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export interface NotebookReading extends NotebookQuery {
  /** As of a `MetricReading`. */
  readonly series: Family<Datapoint>;
}
