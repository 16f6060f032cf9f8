/** What is about to be done, written before it is, and what became of it. */
import type { ActionVerb, OutcomeResult } from './action.ts';
import type { Fault } from './fault.ts';
import type { AllocationId, InstanceId, NetworkInterfaceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Reason } from './reason.ts';
import type { Target } from './target.ts';

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
