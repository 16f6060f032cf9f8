import type { ActionVerb, EdgeAnswer } from './action.ts';
import type { AlarmRecord } from './alarm-record.ts';
import type { AllowanceRecord } from './allowance-record.ts';
import type { ChannelRecord } from './channel-record.ts';
import type { ExposureRecord } from './exposure-record.ts';
import type { HealthRecord } from './health-record.ts';
import type { AllocationId, InstanceId, NotebookName, VolumeId } from './ids.ts';
import type {
  GoneInstance,
  InstanceRecord,
  OwnAction,
  ScheduleState,
  Warning,
  WarningRule,
} from './instance-record.ts';
import type { Instant } from './instant.ts';
import type { Association, Outcome } from './intent.ts';
import type { Activation, LeftAddress, LeftVolume } from './ledger.ts';
import type { NotebookChange, NotebookRecord } from './notebook-record.ts';
import type { Notice } from './notice.ts';
import type { Mode, Modes } from './policy.ts';
import type { Reason } from './reason.ts';
import type { SavingsRecord } from './savings.ts';
import type { Target } from './target.ts';
import type { Upkeep } from './upkeep.ts';
import type { Verdict } from './verdict.ts';

/** In the order in which `arbitrate` believes them, highest first (power); then the other kinds. */
export const RULES = [
  'not-ours',
  'protected',
  'held',
  'guard',
  'schedule',
  'idle',
  'addresses',
  'volumes',
  'exposure',
  'health',
  'notebooks',
  'limits',
  'nothing',
] as const;
export type RuleName = (typeof RULES)[number];

/**
 * What one rule thinks of one target. A binding opinion silences every rule below it; an aside is
 * heard and kept, and decides only where nobody binds ("busy", "the edge is answered").
 */
export interface Opinion {
  readonly rule: RuleName;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly binding: boolean;
  /** Written to the ledger if this opinion wins, and always for an aside. */
  readonly marks: readonly Mark[];
}

/** The one decision about a target, with every opinion that was heard, the winner's first. */
export interface Decision {
  readonly target: Target;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly rule: RuleName;
  readonly opinions: readonly Opinion[];
  /** Resolved for `associate`. */
  readonly association: Association | null;
  /** For `stop`: stop with Hibernate. */
  readonly hibernate: boolean;
}

/** A write to the ledger that a decision asks for; folded into items by `record`. */
export type Mark =
  | { readonly mark: 'seen'; readonly record: InstanceRecord }
  | { readonly mark: 'forgotten'; readonly instanceId: InstanceId }
  /** Of an instance that is forgotten: what it used of the month stays. */
  | { readonly mark: 'runs-kept'; readonly gone: GoneInstance }
  | { readonly mark: 'warned'; readonly instanceId: InstanceId; readonly warning: Warning }
  | { readonly mark: 'withdrawn'; readonly instanceId: InstanceId; readonly rule: WarningRule }
  | {
      readonly mark: 'schedule';
      readonly instanceId: InstanceId;
      readonly schedule: ScheduleState | null;
    }
  | {
      readonly mark: 'edge-answered';
      readonly instanceId: InstanceId;
      readonly edge: Instant;
      readonly how: EdgeAnswer;
    }
  | {
      readonly mark: 'called';
      readonly instanceId: InstanceId;
      readonly verb: Exclude<ActionVerb, 'associate'>;
      readonly action: OwnAction;
      /** The edge that the call answers; a call that was made for it counts as an attempt. */
      readonly edge: Instant | null;
    }
  | { readonly mark: 'protected'; readonly instanceId: InstanceId; readonly at: Instant }
  | { readonly mark: 'hibernation-refused'; readonly instanceId: InstanceId; readonly at: Instant }
  | {
      readonly mark: 'unknown-since';
      readonly instanceId: InstanceId;
      /** Null: it is known again, or nobody asks any more. */
      readonly since: Instant | null;
    }
  | { readonly mark: 'told-once'; readonly instanceId: InstanceId; readonly what: string }
  | { readonly mark: 'notebook-seen'; readonly record: NotebookRecord }
  | {
      readonly mark: 'notebook-changed';
      readonly name: NotebookName;
      readonly change: NotebookChange;
    }
  | { readonly mark: 'notebook-forgotten'; readonly name: NotebookName }
  /** A month that is over leaves the record of its instance. */
  | {
      readonly mark: 'savings-kept';
      readonly instanceId: InstanceId;
      readonly savings: SavingsRecord;
    }
  | { readonly mark: 'volume-left'; readonly volume: LeftVolume }
  | { readonly mark: 'volume-settled'; readonly volumeId: VolumeId }
  | { readonly mark: 'address-left'; readonly address: LeftAddress }
  | { readonly mark: 'address-settled'; readonly allocationId: AllocationId }
  | { readonly mark: 'activated'; readonly activation: Activation }
  | { readonly mark: 'alarms-compared'; readonly record: AlarmRecord }
  | { readonly mark: 'allowance-told'; readonly record: AllowanceRecord }
  | { readonly mark: 'exposures-looked'; readonly record: ExposureRecord }
  | { readonly mark: 'health-looked'; readonly record: HealthRecord }
  | { readonly mark: 'channels-looked'; readonly record: ChannelRecord }
  | { readonly mark: 'notice'; readonly notice: Notice };

/** What a pass will do, and write down. Pure data: printing it is what `tierkeeper plan` does. */
export interface Plan {
  /** The policy's mode, lowered by the control item. In `observe` no decision is acted on. */
  readonly mode: Mode;
  /** Of the rules that act; one in `observe` has its decisions told, and not acted on. */
  readonly modes: Modes;
  readonly decisions: readonly Decision[];
  readonly marks: readonly Mark[];
  /** What became of earlier intents, as this snapshot shows it. */
  readonly settled: readonly Outcome[];
  /** Our own alarms; null where they were not compared in this pass. */
  readonly upkeep: Upkeep | null;
}
