/** What Tierkeeper remembers between passes, item by item. */
import type { AlarmRecord } from './alarm-record.ts';
import type { AllowanceRecord } from './allowance-record.ts';
import type { ChannelRecord } from './channel-record.ts';
import type { DecisionLog } from './decision-log.ts';
import type { DigestPart, DigestRound } from './digest-part.ts';
import type { ExposureRecord } from './exposure-record.ts';
import type { Fault } from './fault.ts';
import type { Finding, Unread } from './finding.ts';
import type { HealthRecord } from './health-record.ts';
import type { AllocationId, InstanceId, VolumeId } from './ids.ts';
import type { LeftBackup } from './image.ts';
import type { GoneInstance, InstanceRecord } from './instance-record.ts';
import type { Instant } from './instant.ts';
import type { Intent, OutcomeBatch } from './intent.ts';
import type { LinkKeys, Press } from './link-record.ts';
import type { MeterReport } from './meter.ts';
import type { MeterShare, SurveyedUsage } from './metered-usage.ts';
import type { NotebookRecord } from './notebook-record.ts';
import type { Notice } from './notice.ts';
import type { PastUsage } from './past-usage.ts';
import type { ActingRule, Mode } from './policy.ts';
import type { ReservedInstances } from './reserved-instance.ts';
import type { MonthAllowance, SavedInMonth, SavingsRecord } from './savings.ts';
import type { SavingsPlan } from './savings-plan.ts';
import type { LocalDate, PowerState } from './schedule.ts';
import type { Tally } from './tally.ts';
import type { Scope } from './wake.ts';

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
  readonly recent: readonly Readonly<{ at: Instant; actions: number; shareStops: number }>[];
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
  /** What the channel calls the accepted message; not given where it calls it nothing. */
  readonly ref?: string | undefined;
  /** What it was refused with. */
  readonly fault?: Fault | undefined;
  /** When it was refused for the first time. */
  readonly refusedSince?: Instant | undefined;
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
  /** What it told of, for the digests that look back on it; older records have none. */
  readonly tally?: Tally | undefined;
  /** Where several places are looked after: what it shows is still to be marked as shown. */
  readonly unmarked?: true | undefined;
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
  /** Null or not given: nobody says which free tier the account has. */
  readonly meter?: MeterReport | null | undefined;
  /** What that was counted from, for the passes until the next sweep. */
  readonly usage?: SurveyedUsage | null | undefined;
  /** Of home, in force; not given: none. */
  readonly reserved?: readonly ReservedInstances[] | undefined;
  /** Of the account, in force or yet to begin; not given: none. */
  readonly savingsPlans?: readonly SavingsPlan[] | undefined;
  /** What stops saved this month; an older version counted none. */
  readonly saved?: SavedInMonth | undefined;
}

export type LedgerItem =
  | InstanceRecord
  | GoneInstance
  | PastUsage
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
  | AllowanceRecord
  | ExposureRecord
  | HealthRecord
  | ChannelRecord
  | NoticeRecord
  | DigestRecord
  | DigestPart
  | DigestRound
  | SurveyRecord
  | MeterShare
  | SavingsRecord
  | MonthAllowance
  | LinkKeys
  | Press
  | DecisionLog;

export type LedgerKind = LedgerItem['kind'];

/** What a pass recalls from the ledger; `past` items are written, never read back. */
export interface Memory {
  readonly instances: readonly InstanceRecord[];
  /** Those of the last weeks, with what they used. */
  readonly goneInstances: readonly GoneInstance[];
  readonly notebooks: readonly NotebookRecord[];
  readonly holds: readonly Hold[];
  /** What was pressed of late, on a page or in Slack. */
  readonly presses: readonly Press[];
  /** Open ones only. */
  readonly intents: readonly Intent[];
  readonly leftVolumes: readonly LeftVolume[];
  readonly leftAddresses: readonly LeftAddress[];
  readonly notices: readonly NoticeRecord[];
  readonly digests: readonly DigestRecord[];
  readonly survey: SurveyRecord | null;
  /** Of the Region in which the account is swept, where that is another one. */
  readonly accountSurvey: Pick<SurveyRecord, 'at' | 'usage' | 'meter' | 'savingsPlans'> | null;
  /** Not home: what is everybody's is told from there. */
  readonly isElsewhere: boolean;
  readonly control: Control | null;
  readonly activation: Activation | null;
  /** This one and the next: null until there was something to write down for the first time. */
  readonly alarms: AlarmRecord | null;
  readonly allowance: AllowanceRecord | null;
  /** Null until security groups were looked at for the first time. */
  readonly exposures: ExposureRecord | null;
  /** Null until something was wrong with an instance for the first time. */
  readonly health: HealthRecord | null;
  /** Null until a channel refused for the first time. */
  readonly channels: ChannelRecord | null;
  readonly lastSweepAt: Instant | null;
  readonly recent: Lease['recent'];
}
