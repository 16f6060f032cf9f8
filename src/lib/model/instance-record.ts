/** What is remembered of an instance. */
import type { EdgeAnswer, OutcomeResult } from './action.ts';
import type { InstanceId, VolumeId } from './ids.ts';
import type { InstanceState } from './instance.ts';
import type { Instant } from './instant.ts';
import type { InstanceSavings } from './savings.ts';

/** A volume as it was last seen on a living instance. */
export interface SeenVolume {
  readonly volumeId: VolumeId;
  readonly device: string;
  readonly deleteOnTermination: boolean;
}

/** An Elastic IP as it was last seen on a living instance. */
export interface SeenAddress {
  readonly publicIp: string;
}

export interface Sighting {
  readonly state: InstanceState;
  /** When a pass first saw this state (of this launch). */
  readonly since: Instant;
  readonly launchTime: Instant;
  readonly name: string;
  readonly type: string;
  readonly volumes: readonly SeenVolume[];
  readonly addresses: readonly SeenAddress[];
  /** Public IPv4 addresses that it had when it last ran, and that a stop frees. */
  readonly automaticAddresses?: number | undefined;
  /** Where it is not on demand, of shared tenancy and with Linux: what its hours are billed as. */
  readonly billedAs?: Billed | undefined;
}

/** What hours of instances are told apart by. */
export interface Billed {
  /** `t3.micro`; `t3.micro spot` where it is not simply on demand. */
  readonly type: string;
  readonly platform: 'linux' | 'windows';
}

/** Where an instance stands with its schedule. */
export interface ScheduleState {
  readonly schedule: string;
  readonly hash: string;
  /** Edges at or before this count as answered. */
  readonly adoptedAt: Instant;
  readonly answeredEdge: Instant | null;
  readonly how: EdgeAnswer;
  /** Calls made for the newest unanswered edge, accepted or refused. */
  readonly attempts: number;
  readonly lastAttemptAt: Instant | null;
}

export const WARNING_RULES = ['idle', 'schedule', 'guard'] as const;
export type WarningRule = (typeof WARNING_RULES)[number];

/** A warned stop. Void after a restart, or if nobody looked for longer than the grace. */
export interface Warning {
  readonly rule: WarningRule;
  readonly launchTime: Instant;
  /** Which edge it warns of; null for idle. */
  readonly edge: Instant | null;
  readonly warnedAt: Instant;
  /**
   * The message that carries it; null if it was only observed, and then nothing follows. Grace
   * runs from that message's first accepted delivery to a confirmed recipient.
   */
  readonly noticeKey: string | null;
}

/** The last power call that Tierkeeper made for the instance, and how far it came. */
export interface OwnAction {
  readonly rule: string;
  /** When the intent was recorded. */
  readonly at: Instant;
  /** `requested`: AWS accepted the call, and nobody has seen its effect yet. */
  readonly result: OutcomeResult | 'requested';
}

/** A run that is over: from its launch to when AWS says it stopped, or to when that was seen. */
export interface EndedRun {
  readonly from: Instant;
  readonly to: Instant;
  /** Automatic public IPv4 addresses that it had; not given: none, or nobody knows. */
  readonly addresses?: number | undefined;
  /** Elastic IPs that were on it when it ended; not given: none, or nobody knows. */
  readonly elastics?: number | undefined;
}

/** What was used by an instance that is not there any more: AWS shows nothing of it. */
export interface GoneInstance extends Billed {
  readonly kind: 'gone-instance';
  readonly instanceId: InstanceId;
  /** When nobody found it any more. */
  readonly at: Instant;
  readonly runs: readonly EndedRun[];
}

export interface InstanceRecord {
  readonly kind: 'instance';
  readonly instanceId: InstanceId;
  readonly sighting: Sighting;
  /** Those of the last weeks, oldest first; AWS shows none but the last. */
  readonly runs?: readonly EndedRun[] | undefined;
  /** Not given: no stop of ours was seen yet. */
  readonly savings?: InstanceSavings | undefined;
  readonly schedule: ScheduleState | null;
  readonly warnings: readonly Warning[];
  readonly lastStop: OwnAction | null;
  readonly lastStart: OwnAction | null;
  /** When AWS last refused a stop for DisableApiStop. */
  readonly protectedAt: Instant | null;
  /** When AWS last refused to hibernate it; of this launch, its stops are plain ones then. */
  readonly hibernationRefusedAt: Instant | null;
  /** Since when no pass could tell whether it is idle; null: the last that looked could. */
  readonly unknownSince: Instant | null;
  /** Things told once: `unreadable-tag:tierkeeper:hold-until=soon`. */
  readonly told: readonly string[];
}
