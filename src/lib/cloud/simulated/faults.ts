/** The probability, from 0 to 1, of each thing that can go wrong. */
export interface FaultOptions {
  // Events. EC2's are best effort; alarm events are durable, so they are never lost.
  readonly eventLost: number;
  /** Minutes to hours late. */
  readonly eventLate: number;
  readonly eventDuplicated: number;
  /** Held back long enough that later ones overtake it. */
  readonly eventReordered: number;
  /** EventBridge Scheduler is at least once: late or twice, never lost. */
  readonly tickLate: number;
  readonly tickDuplicated: number;

  // Calls
  readonly apiThrottled: number;
  /** A mutating call does its work and its answer never comes; a read just fails. */
  readonly apiTimedOut: number;
  /** IncorrectInstanceState, out of the blue. */
  readonly wrongState: number;
  readonly emptyPage: number;
  readonly halfPage: number;
  readonly familyDenied: number;
  /** A list within 10 s of a change shows what was before (EC2 is eventually consistent). */
  readonly staleRead: number;

  // The machines. These depend on the hour, not on who asks how often.
  /** InsufficientInstanceCapacity: for a type in a zone, for an hour. */
  readonly noCapacity: number;
  /** VcpuLimitExceeded: for the account, for an hour. */
  readonly overQuota: number;
  /** A start of an instance with encrypted volumes goes back to stopped (KMS), for an hour. */
  readonly startFallsBack: number;
  /** A stop that takes a quarter of an hour. */
  readonly stopHangs: number;
  /** A stop with Hibernate is refused: the agent on the instance does not answer, for an hour. */
  readonly notReadyToHibernate: number;
  /** A stop with Hibernate is accepted and comes to a plain stop, for an hour. */
  readonly hibernationFails: number;
  /** The system check of an instance fails for the first of six hours. */
  readonly checkFails: number;
  /** A stop by API that leaves StateTransitionReason empty. */
  readonly reasonEmpty: number;

  // The ledger
  readonly ledgerThrottled: number;
  readonly ledgerTimedOut: number;
  /** An eventually consistent query misses the writes of the last second. */
  readonly ledgerStale: number;

  // Channels
  readonly sendRefused: number;
  /** No answer; half of these were sent. */
  readonly sendDoubtful: number;

  /** At each port call: the invocation ends there, before or after the call has its effect. */
  readonly lambdaCrash: number;
}

const NONE: FaultOptions = {
  eventLost: 0,
  eventLate: 0,
  eventDuplicated: 0,
  eventReordered: 0,
  tickLate: 0,
  tickDuplicated: 0,
  apiThrottled: 0,
  apiTimedOut: 0,
  wrongState: 0,
  emptyPage: 0,
  halfPage: 0,
  familyDenied: 0,
  staleRead: 0,
  noCapacity: 0,
  overQuota: 0,
  startFallsBack: 0,
  stopHangs: 0,
  notReadyToHibernate: 0,
  hibernationFails: 0,
  checkFails: 0,
  reasonEmpty: 0,
  ledgerThrottled: 0,
  ledgerTimedOut: 0,
  ledgerStale: 0,
  sendRefused: 0,
  sendDoubtful: 0,
  lambdaCrash: 0,
};

const LIGHT: FaultOptions = {
  ...NONE,
  eventLost: 0.02,
  eventLate: 0.02,
  eventDuplicated: 0.02,
  eventReordered: 0.02,
  tickLate: 0.01,
  tickDuplicated: 0.005,
  apiThrottled: 0.002,
  apiTimedOut: 0.0005,
  wrongState: 0.005,
  emptyPage: 0.0005,
  halfPage: 0.0005,
  familyDenied: 0.0005,
  noCapacity: 0.01,
  startFallsBack: 0.01,
  stopHangs: 0.005,
  notReadyToHibernate: 0.01,
  hibernationFails: 0.01,
  checkFails: 0.005,
  reasonEmpty: 0.05,
  ledgerThrottled: 0.0005,
  ledgerTimedOut: 0.0002,
  ledgerStale: 0.05,
  sendRefused: 0.01,
  sendDoubtful: 0.005,
  lambdaCrash: 0.0001,
};

const HEAVY: FaultOptions = {
  eventLost: 0.3,
  eventLate: 0.2,
  eventDuplicated: 0.2,
  eventReordered: 0.2,
  tickLate: 0.1,
  tickDuplicated: 0.05,
  apiThrottled: 0.03,
  apiTimedOut: 0.005,
  wrongState: 0.05,
  emptyPage: 0.005,
  halfPage: 0.005,
  familyDenied: 0.005,
  staleRead: 0.02,
  noCapacity: 0.1,
  overQuota: 0.02,
  startFallsBack: 0.1,
  stopHangs: 0.05,
  notReadyToHibernate: 0.1,
  hibernationFails: 0.1,
  checkFails: 0.05,
  reasonEmpty: 0.3,
  ledgerThrottled: 0.005,
  ledgerTimedOut: 0.002,
  ledgerStale: 0.5,
  sendRefused: 0.1,
  sendDoubtful: 0.05,
  lambdaCrash: 0.002,
};

export const FAULT_PRESETS = { none: NONE, light: LIGHT, heavy: HEAVY } as const;
export type FaultPreset = keyof typeof FAULT_PRESETS;
