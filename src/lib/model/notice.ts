/** What there is to tell, as facts: no sentence, no language, no channel. */

import type { ActionVerb, OutcomeResult } from './action.ts';
import type { AllowanceNews } from './allowance-news.ts';
import type { Bulletin } from './bulletin.ts';
import type { Fault } from './fault.ts';
import type { Check, EventCode, EventEnd, ScheduledEvent } from './health.ts';
import type { AllocationId, InstanceId, NotebookName, SecurityGroupId, VolumeId } from './ids.ts';
import type { NewestSnapshot } from './image.ts';
import type { Instant } from './instant.ts';
import type { LookedPlace } from './managed-place.ts';
import type { MicroUsd } from './money.ts';
import type { Owner, Reason } from './reason.ts';
import type { FreeHours, StopEffects } from './stop-effects.ts';

/** The instance a message speaks of. */
export interface Subject {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly type: string;
}

export interface VolumeFacts {
  readonly volumeId: VolumeId;
  readonly name: string;
  readonly type: string;
  readonly sizeGiB: number;
  readonly encrypted: boolean;
  readonly device: string;
  /** Provisioned; null or not given: the type has none. */
  readonly iops?: number | null;
  readonly throughputMiBps?: number | null;
  /** When a pass first saw its instance end: until then it was attached. */
  readonly attachedUntil?: Instant | null;
  /** Null or not given: nobody has looked, or nobody might. */
  readonly newestSnapshot?: NewestSnapshot | 'none' | null;
  /** Null: the price of this type in this Region is unknown, which is not zero. */
  readonly monthlyMicroUsd: MicroUsd | null;
}

/** One rule of a security group that lets the world in, with one of its ranges. */
export interface Opening {
  /** `tcp`, or `-1` for all protocols. */
  readonly protocol: string;
  /** Null: all ports. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly cidr: string;
  /** The sensitive ports that it lets in. */
  readonly ports: readonly number[];
}

/** What there is to say of a notebook instance. */
export type NotebookNews =
  | 'about-to-stop'
  | 'stopped'
  | 'started'
  | 'did-not-stop'
  | 'did-not-start'
  | 'would-stop'
  | 'would-start'
  | 'withdrawn'
  | 'unreadable'
  | 'missed';

/** What can be done for an instance by whom: the advice hangs on it. */
export type Handling =
  /** By its owner: stopped and started it comes up on other hardware. */
  | {
      readonly by: 'stop-and-start';
      readonly effects: Pick<StopEffects, 'losesPublicIp' | 'idleElasticIp' | 'losesInstanceStore'>;
      /** DisableApiStop was on when a stop was last tried. */
      readonly stopProtected: boolean;
    }
  /** It cannot be stopped: another one must take its place. */
  | {
      readonly by: 'replacement';
      readonly because: 'instance-store-root' | 'spot-one-time' | 'capacity-block';
    }
  /** A Dedicated Host: started again it may come up on the same one. */
  | { readonly by: 'dedicated-host' }
  /** What controls it sees to it, and a stop by hand may be in its way. */
  | { readonly by: 'owner'; readonly owner: Owner }
  /** `Operator.Managed`: an AWS service runs it. */
  | { readonly by: 'aws' };

/** What there is to say of an instance's health. */
export type HealthNews =
  | {
      readonly news: 'impaired';
      readonly checks: readonly Check[];
      readonly since: Instant;
      readonly handling: Handling;
      readonly volumeIds: readonly VolumeId[];
    }
  | { readonly news: 'well'; readonly checks: readonly Check[]; readonly since: Instant }
  | { readonly news: 'scheduled'; readonly event: ScheduledEvent; readonly handling: Handling }
  | {
      readonly news: 'moved';
      readonly event: ScheduledEvent;
      readonly handling: Handling;
      /** When it was to happen; null: nobody knew. */
      readonly before: Instant | null;
    }
  | { readonly news: 'over'; readonly code: EventCode; readonly how: EventEnd };

/** A channel's refusing, from its first refusal to what it accepted next. */
export interface Refused {
  readonly since: Instant;
  /** Null: it still does. */
  readonly until: Instant | null;
  /** Messages that were given up on it. */
  readonly lost: number;
}

/** Every kind of message with its facts. */
export interface NoticeFacts {
  'about-to-stop': {
    readonly subject: Subject;
    readonly reason: Reason;
    readonly stopAt: Instant;
    readonly effects: StopEffects;
  };
  stopped: {
    readonly subject: Subject;
    readonly reason: Reason;
    readonly effects: StopEffects;
    /** Where it was to hibernate: whether EC2 began to, came to a plain stop, or had refused. */
    readonly hibernation?: 'begun' | 'fell-back' | 'refused';
  };
  started: {
    readonly subject: Subject;
    readonly reason: Reason;
    /** The on-demand price that runs up again; null or not given: unknown. */
    readonly costsMicroUsdPerHour?: MicroUsd | null;
    /** Given where its hours are free. */
    readonly freeHours?: FreeHours;
    /** True where credits of the account pay for it. */
    readonly byCredits?: boolean;
    /** As a stop's: the share that Reserved Instances pay for. */
    readonly reservedShare?: number;
    /** As a stop's: the share that a Savings Plan may pay for. */
    readonly savingsPlanShare?: number;
  };
  'did-not-work': {
    readonly subject: Subject;
    readonly verb: ActionVerb;
    readonly result: OutcomeResult;
    readonly reason: Reason;
    readonly fault: Fault | null;
  };
  withdrawn: { readonly subject: Subject; readonly reason: Reason };
  'address-restored': {
    readonly subject: Subject;
    readonly publicIp: string;
    readonly allocationId: AllocationId;
  };
  'address-missing': {
    readonly subject: Subject;
    readonly reason: Reason;
    readonly allocationId: AllocationId | null;
  };
  'volumes-left': { readonly subject: Subject; readonly volumes: readonly VolumeFacts[] };
  'exposed-port': {
    readonly securityGroupId: SecurityGroupId;
    readonly name: string;
    /** The widest of them first; `moreOpenings` others are not listed. */
    readonly openings: readonly Opening[];
    readonly moreOpenings: number;
    readonly instances: readonly Subject[];
    readonly moreInstances: number;
  };
  'allowance-threshold': AllowanceNews;
  health: { readonly subject: Subject } & HealthNews;
  'aws-health': Bulletin;
  notebook: {
    readonly notebookId: NotebookName;
    readonly type: string;
    readonly news: NotebookNews;
    readonly reason: Reason;
    /** With `about-to-stop`. */
    readonly stopAt: Instant | null;
    /** Null: the price is unknown. */
    readonly hourMicroUsd: MicroUsd | null;
    /** What AWS refused a call with. */
    readonly fault: Fault | null;
  };
  /** A line that waits for the digest: what would have been done, a proposal, a tag to mend. */
  digest: {
    readonly subject: Subject;
    readonly line:
      | 'would-stop'
      | 'would-start'
      | 'would-associate'
      | 'proposal'
      | 'unreadable'
      | 'missed'
      | 'over-limit'
      | 'unknown'
      | 'credits';
    readonly reason: Reason;
  };
  'own-trouble': {
    readonly trouble:
      | 'nobody-to-warn'
      | 'family-refused'
      | 'alarms-refused'
      | 'channel-refused'
      | 'channel-works'
      | 'scope-refused'
      | 'places-unlooked'
      | 'pass-failed';
    readonly fault: Fault | null;
    /** With `family-refused`; else the name of the channel, or of the account that refuses. */
    readonly family: string | null;
    /** With those of channels: from when to when it refused, and how many messages were lost. */
    readonly refused?: Refused;
    /** With `places-unlooked`: who has waited longest comes first. */
    readonly unlooked?: { readonly places: readonly LookedPlace[]; readonly more: number };
  };
}

export type NoticeKind = keyof NoticeFacts;

/** `now` goes out with this pass, one message a channel; `digest` waits for the daily summary. */
export type Urgency = 'now' | 'digest';

export type Notice<Among extends NoticeKind = NoticeKind> = {
  [Kind in Among]: {
    readonly kind: Kind;
    /** The same fact told twice has the same key, and is told once. */
    readonly dedupeKey: string;
    readonly urgency: Urgency;
    readonly at: Instant;
    readonly facts: NoticeFacts[Kind];
    /** Only in a message: the newest of so many changes back and forth, as one. */
    readonly repeats?: { readonly times: number; readonly since: Instant };
  };
}[Among];
