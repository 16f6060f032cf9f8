/** What Tierkeeper remembers between passes, item by item. */
import type { ActionVerb, EdgeAnswer, OutcomeResult } from './action.ts';
import type { Fault } from './fault.ts';
import type { Finding, Unread } from './finding.ts';
import type { Check, EventCode } from './health.ts';
import type {
  AllocationId,
  InstanceId,
  NetworkInterfaceId,
  NotebookName,
  SecurityGroupId,
  VolumeId,
} from './ids.ts';
import type { NewestSnapshot } from './image.ts';
import type { InstanceState } from './instance.ts';
import type { Instant } from './instant.ts';
import type { Notice } from './notice.ts';
import type { ActingRule, Mode } from './policy.ts';
import type { Reason } from './reason.ts';
import type { LocalDate, PowerState } from './schedule.ts';
import type { Target } from './target.ts';
import type { Scope } from './wake.ts';

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

export interface InstanceRecord {
  readonly kind: 'instance';
  readonly instanceId: InstanceId;
  readonly sighting: Sighting;
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

export const NOTEBOOK_CAUSES = ['nightly', 'longest', 'idle'] as const;
export type NotebookCause = (typeof NOTEBOOK_CAUSES)[number];

/** A warned stop of a notebook; void once it has been off. */
export interface NotebookWarning {
  readonly cause: NotebookCause;
  /** The edge, or when its longest time is over, or the start since which it idles. */
  readonly dueAt: Instant;
  readonly warnedAt: Instant;
  /** Grace runs from that message's first accepted delivery to a confirmed recipient. */
  readonly noticeKey: string;
}

/** A notebook as passes have seen it; SageMaker does not say when one was started. */
export interface NotebookRecord {
  readonly kind: 'notebook';
  readonly name: NotebookName;
  readonly type: string;
  readonly power: PowerState;
  /** When a pass first saw it so. */
  readonly since: Instant;
  readonly schedule: ScheduleState | null;
  readonly warning: NotebookWarning | null;
  readonly lastStop: OwnAction | null;
  readonly lastStart: OwnAction | null;
  /** It is off because our own schedule stopped it. */
  readonly stoppedBySchedule: boolean;
  /** Things told once, as of an instance. */
  readonly told: readonly string[];
}

export type NotebookChange = Partial<Omit<NotebookRecord, 'kind' | 'name'>>;

/** "Not now", from a link, a button or the command line. */
export interface Hold {
  readonly kind: 'hold';
  readonly instanceId: InstanceId;
  readonly want: 'leave' | PowerState;
  readonly until: Instant;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** "One hour more" postpones an edge; any other hold answers it. */
  readonly postpones: boolean;
}

/** What is to be associated where, resolved when it was decided. */
export interface Association {
  readonly allocationId: AllocationId;
  readonly publicIp: string;
  readonly networkInterfaceId: NetworkInterfaceId;
  readonly privateIpAddress: string;
}

export interface IntentTarget {
  readonly target: Target;
  /** Null for a notebook. */
  readonly instanceId: InstanceId | null;
  readonly rule: string;
  readonly reason: Reason;
  /** `recorded` before the call, `requested` when AWS accepted it. */
  readonly progress: 'recorded' | 'requested';
  readonly association: Association | null;
}

/** Written before the call it announces; one item may name a whole batch. */
export interface Intent {
  readonly kind: 'intent';
  readonly id: string;
  readonly verb: ActionVerb;
  readonly hibernate: boolean;
  readonly at: Instant;
  /** The fencing number of the lease it was written under. */
  readonly fence: number;
  readonly targets: readonly IntentTarget[];
}

/** What became of one target of an intent. */
export interface Outcome {
  readonly intentId: string;
  readonly verb: ActionVerb;
  readonly target: Target;
  /** Null for a notebook. */
  readonly instanceId: InstanceId | null;
  readonly rule: string;
  readonly reason: Reason;
  readonly result: OutcomeResult;
  readonly fault: Fault | null;
  readonly intendedAt: Instant;
  readonly at: Instant;
}

/** Outcomes that were written together: one item for a whole batch. */
export interface OutcomeBatch {
  readonly kind: 'outcomes';
  readonly intentId: string;
  readonly at: Instant;
  readonly outcomes: readonly Outcome[];
}

/** A volume that a terminated instance left behind, until it is gone, attached or kept. */
export interface LeftVolume {
  readonly kind: 'left-volume';
  readonly volumeId: VolumeId;
  readonly instanceId: InstanceId;
  readonly instanceName: string;
  readonly device: string;
  /** When its instance was seen to end; null where nobody saw that. */
  readonly attachedUntil: Instant | null;
  readonly foundAt: Instant;
}

/** An Elastic IP that a terminated instance held, until it is associated or released. */
export interface LeftAddress {
  readonly kind: 'left-address';
  readonly allocationId: AllocationId;
  readonly publicIp: string;
  readonly instanceId: InstanceId;
  readonly instanceName: string;
  readonly foundAt: Instant;
}

/** One pass at a time; the item also counts what the last hour did. */
export interface Lease {
  readonly kind: 'lease';
  /** Null when free. */
  readonly holder: string | null;
  readonly expiresAt: Instant;
  /** Grows by one with each take. */
  readonly fence: number;
  /** Set by a wake that found the lease taken. */
  readonly dirty: Scope | null;
  /** What the last 60 minutes did, oldest first. */
  readonly recent: readonly {
    readonly at: Instant;
    readonly actions: number;
    readonly shareStops: number;
  }[];
  /** When a pass over the whole Region last completed. */
  readonly lastSweepAt: Instant | null;
}

/** The owner's switch: may only lower `act` to `observe`, or pause everything. */
export interface Control {
  readonly kind: 'control';
  readonly paused: boolean;
  readonly mode: Mode | null;
  readonly at: Instant;
}

export interface ModeSince {
  readonly mode: Mode;
  readonly since: Instant;
}

/** Since when the policy has been acting; a switch from observe to act starts it anew. */
export interface Activation extends ModeSince {
  readonly kind: 'activation';
  /** Those of single rules that differ; the others are at the mode of all, since then. */
  readonly rules?: Readonly<Partial<Record<ActingRule, ModeSince>>> | undefined;
}

/**
 * `refused` is tried again; `sending` found by a later pass is `doubtful`: it may have gone out,
 * is never sent twice, and the digest shows it.
 */
export type DeliveryStatus = 'sending' | 'accepted' | 'refused' | 'doubtful';

/** How far a message came on one channel. */
export interface Delivery {
  readonly channel: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly at: Instant;
  /** Whether the channel had a recipient who had confirmed when the message was accepted. */
  readonly confirmedRecipient: boolean;
}

/** When our alarms were last compared with what is wanted, and what there was afterwards. */
export interface AlarmRecord {
  readonly kind: 'alarms';
  readonly comparedAt: Instant;
  /** A fingerprint of what was wanted; null where not all of it was done. */
  readonly wanted: string | null;
  /** Instances that have an alarm of ours. */
  readonly watched: readonly InstanceId[];
}

/** A security group that was told to be open to the world, until it is closed or nobody has it. */
export interface OpenGroup {
  readonly securityGroupId: SecurityGroupId;
  readonly name: string;
  /** The rules that were told, each as `tcp/22-22/0.0.0.0/0`. */
  readonly openings: readonly string[];
  /** The sensitive ports that they let in. */
  readonly ports: readonly number[];
  /** Instances that were told with it, so many as are followed. */
  readonly instanceIds: readonly InstanceId[];
  readonly foundAt: Instant;
}

/** When security groups were last looked at for open ports, and which were open then. */
export interface ExposureRecord {
  readonly kind: 'exposures';
  readonly lookedAt: Instant;
  /** All that stood before a public address; one that is not here is looked at without delay. */
  readonly asked: readonly SecurityGroupId[];
  readonly open: readonly OpenGroup[];
}

/** A status check that fails, or has only just stopped to. */
export interface FailedCheck {
  readonly check: Check;
  /** As AWS says, or since a pass first saw it. */
  readonly since: Instant;
  /** Null: it has not lasted yet. */
  readonly toldAt: Instant | null;
  /** Since when a check that was told passes again; it may yet fail again. */
  readonly wellSince: Instant | null;
}

/** A scheduled event that was told. */
export interface ToldEvent {
  readonly id: string;
  readonly code: EventCode;
  readonly notBefore: Instant | null;
}

/** What is wrong with one instance, or planned for it. */
export interface Ailment {
  readonly instanceId: InstanceId;
  readonly checks: readonly FailedCheck[];
  readonly events: readonly ToldEvent[];
}

/** Of whom something was told, or may have to be; written when that changes. */
export interface HealthRecord {
  readonly kind: 'health';
  readonly ailing: readonly Ailment[];
}

/** A message in the ledger: recorded, then sent; kept until a digest has shown it. */
export interface NoticeRecord {
  readonly kind: 'notice';
  readonly notice: Notice;
  readonly recordedAt: Instant;
  /** One for each channel that was tried; empty for what waits, and for digest lines. */
  readonly deliveries: readonly Delivery[];
  readonly digestedAt: Instant | null;
}

/** One digest a local date, whoever was woken for it. */
export interface DigestRecord {
  readonly kind: 'digest';
  readonly date: LocalDate;
  readonly deliveries: readonly Delivery[];
  readonly at: Instant;
}

/** What the last daily sweep of all Regions found; the next digest shows it. */
export interface SurveyRecord {
  readonly kind: 'survey';
  /** The local date of the policy's zone that it was made for. */
  readonly date: LocalDate;
  readonly at: Instant;
  readonly regionsRead: number;
  /** Dearest first, also those that only a second sweep will make worth a word. */
  readonly findings: readonly Finding[];
  /** So many more, cheaper than all of these, did not fit into one item. */
  readonly leftOut: number;
  /** Found by an earlier sweep where this one could not look: not told, but not forgotten. */
  readonly unseen: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Regions that there was no time for. */
  readonly unlooked: readonly string[];
  /** Of the volumes that are told to be left; empty where home's snapshots could not be read. */
  readonly leftBackups: readonly LeftBackup[];
}

export interface LeftBackup {
  readonly volumeId: VolumeId;
  readonly newest: NewestSnapshot | 'none';
}

export type LedgerItem =
  | InstanceRecord
  | NotebookRecord
  | Hold
  | Intent
  | OutcomeBatch
  | LeftVolume
  | LeftAddress
  | Lease
  | Control
  | Activation
  | AlarmRecord
  | ExposureRecord
  | HealthRecord
  | NoticeRecord
  | DigestRecord
  | SurveyRecord;

export type LedgerKind = LedgerItem['kind'];

/** What a pass recalls from the ledger; `past` items are written, never read back. */
export interface Memory {
  readonly instances: readonly InstanceRecord[];
  readonly notebooks: readonly NotebookRecord[];
  readonly holds: readonly Hold[];
  /** Open ones only. */
  readonly intents: readonly Intent[];
  readonly leftVolumes: readonly LeftVolume[];
  readonly leftAddresses: readonly LeftAddress[];
  readonly notices: readonly NoticeRecord[];
  readonly digests: readonly DigestRecord[];
  readonly survey: SurveyRecord | null;
  readonly control: Control | null;
  readonly activation: Activation | null;
  /** Null until our alarms were compared for the first time. */
  readonly alarms: AlarmRecord | null;
  /** Null until security groups were looked at for the first time. */
  readonly exposures: ExposureRecord | null;
  /** Null until something was wrong with an instance for the first time. */
  readonly health: HealthRecord | null;
  readonly lastSweepAt: Instant | null;
  readonly recent: Lease['recent'];
}

export const EMPTY_MEMORY: Memory = {
  instances: [],
  notebooks: [],
  holds: [],
  intents: [],
  leftVolumes: [],
  leftAddresses: [],
  notices: [],
  digests: [],
  survey: null,
  control: null,
  activation: null,
  alarms: null,
  exposures: null,
  health: null,
  lastSweepAt: null,
  recent: [],
};
