/** What CloudWatch has of the time before anybody looked: CPU samples, one each five minutes. */
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Datapoint } from './metric.ts';

export interface SampleQuestion {
  readonly region: string;
  readonly instanceId: InstanceId;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export interface SampleAnswer extends SampleQuestion {
  /** Ascending by time. */
  readonly samples: readonly Datapoint[];
}

export interface SampleSight {
  readonly answers: readonly SampleAnswer[];
  /** False where some were refused, or were too many to be asked for. */
  readonly isWhole: boolean;
}
