/** What there is to tell, as facts: no sentence, no language, no channel. */
import type { Fault } from './fault.ts';
import type { AllocationId, InstanceId, VolumeId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { ActionVerb, OutcomeResult } from './ledger.ts';
import type { MicroUsd } from './money.ts';
import type { Reason } from './reason.ts';

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
  /** Null: the price of this type in this Region is unknown, which is not zero. */
  readonly monthlyMicroUsd: MicroUsd | null;
}

/** What a stop changes for the owner's bill and addresses. */
export interface StopEffects {
  /** The on-demand price that no longer runs up; null when unknown. */
  readonly savesMicroUsdPerHour: MicroUsd | null;
  /** An auto-assigned public address, which is lost at the stop and will be another one. */
  readonly losesPublicIp: string | null;
  /** An Elastic IP, which stays and bills as idle while the instance is stopped. */
  readonly idleElasticIp: string | null;
}

/** Every kind of message with its facts. */
export interface NoticeFacts {
  'about-to-stop': {
    readonly subject: Subject;
    readonly reason: Reason;
    readonly stopAt: Instant;
    readonly effects: StopEffects;
  };
  stopped: { readonly subject: Subject; readonly reason: Reason; readonly effects: StopEffects };
  started: {
    readonly subject: Subject;
    readonly reason: Reason;
    /** The on-demand price that runs up again; null or not given: unknown. */
    readonly costsMicroUsdPerHour?: MicroUsd | null;
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
      | 'unknown';
    readonly reason: Reason;
  };
  'own-trouble': {
    readonly trouble: 'nobody-to-warn' | 'family-refused' | 'pass-failed';
    readonly fault: Fault | null;
    readonly family: string | null;
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
  };
}[Among];
