/** What was used this month and is not shown any more, as daily sweeps saw it. */
import type { Billed } from './instance-record.ts';
import type { Instant } from './instant.ts';

interface Stay {
  readonly id: string;
  readonly region: string;
  readonly from: Instant;
  /** Null: it goes on. */
  readonly to: Instant | null;
}

/** Of a Region that no pass looks at. */
export interface PastInstance extends Billed {
  readonly id: string;
  readonly region: string;
  readonly runs: readonly Pick<Stay, 'from' | 'to'>[];
}

export interface PastVolume extends Stay {
  readonly type: string;
  readonly sizeGiB: number;
  readonly iops: number | null;
  readonly throughputMiBps: number | null;
}

export interface PastAddress extends Stay {
  readonly kind: 'elastic' | 'auto';
  readonly isInUse: boolean;
  /** The instance that it was on; it was in use while that ran. */
  readonly instanceId: string | null;
}

/** What CPU samples say of the month in which a sweep looked for the first time. */
export interface SampledUsage {
  /** `2026-11`. */
  readonly month: string;
  /** False where some instances could not be asked for: those may have run, too. */
  readonly isWhole: boolean;
  readonly instances: readonly PastInstance[];
  /** Automatic addresses of those runs, by the id of the instance. */
  readonly addresses: readonly Stay[];
}

/** When a sweep last saw it. */
export type Seen<T> = T & { readonly lastSeen: Instant };

export interface PastUsage {
  readonly kind: 'past-usage';
  /** Of the first sweep that kept it: what was gone before that is not in it. */
  readonly since: Instant;
  /** Of the last one. */
  readonly at: Instant;
  readonly instances: readonly PastInstance[];
  readonly volumes: readonly PastVolume[];
  readonly addresses: readonly PastAddress[];
  /** Not given: there was nothing to ask for, or nobody has asked yet. */
  readonly sampled?: SampledUsage | undefined;
  /** What the last sweep was shown, or could not read. */
  readonly seen: {
    readonly instances: readonly Seen<PastInstance>[];
    readonly volumes: readonly Seen<PastVolume>[];
    readonly addresses: readonly Seen<PastAddress>[];
  };
}
