/** Why the free-tier guard stops, leaves or starts an instance, with what each reason knows. */
import type { Instant } from './instant.ts';
import type { LimitName } from './meter.ts';

/** An allowance of which so much is used that its guard is up. */
interface GuardEvidence {
  readonly limit: LimitName;
  /** Hours. */
  readonly used: number;
  readonly allowed: number;
  readonly stopAtPercent: number;
  /** When the next allowance begins, or this one ends for good. */
  readonly until: Instant;
}

export interface GuardReasons {
  'guard-warned': GuardEvidence & {
    /** Null: it is only observed. */
    readonly stopAt: Instant | null;
  };
  'guard-waiting': GuardEvidence & { readonly stopAt: Instant };
  'guard-stop': GuardEvidence & {
    readonly warnedAt: Instant;
    /** How many are to be stopped before it. */
    readonly place: number;
  };
  /** Nothing that draws on the allowance is started. */
  'guard-closed': GuardEvidence;
  /** What is left is enough for it. */
  'guard-kept': GuardEvidence;
  'guard-withdrawn': Record<never, never>;
  'guard-restart': { readonly stoppedAt: Instant };
  /** For a window of its schedule. */
  'guard-restart-waits': { readonly stoppedAt: Instant };
}
