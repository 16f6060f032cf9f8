/** What was decided lately, for people who ask: written only when a decision changes. */

import type { Instant } from './instant.ts';
import type { Reason } from './reason.ts';
import type { Target } from './target.ts';
import type { Verdict } from './verdict.ts';

export interface LoggedDecision {
  /** Of the pass that first decided so. */
  readonly at: Instant;
  readonly target: Target;
  /** What people call it. */
  readonly name: string;
  readonly verdict: Verdict;
  /** With the numbers of that pass. */
  readonly reason: Reason;
}

export interface DecisionLog {
  readonly kind: 'decision-log';
  /** As it is now, a decision for each target of power; at most 100. */
  readonly standing: readonly LoggedDecision[];
  /** The last 50 that differed from the one before, newest first. */
  readonly recent: readonly LoggedDecision[];
}
