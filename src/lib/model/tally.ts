/** What came of the time before a digest, counted and priced: what later digests look back on. */
import type { Duration, Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';

/** Why something was stopped. */
export const STOP_CAUSES = ['schedule', 'idle', 'longest', 'hold', 'guard'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** What stops of ours saved: docs/savings.md says what counts. */
export interface Saved {
  /** Instance hours that were off because of stops of ours. */
  readonly off: Duration;
  /**
   * On demand, with the public addresses that were freed, less what a kept Elastic IP costs more
   * for being idle: below zero where that is all.
   */
  readonly savedMicroUsd: MicroUsd;
  /** That much of `off` would have been free of charge: it saves allowance, and no money. */
  readonly allowance: Duration;
  /** That much of `off` has no known price. */
  readonly unpriced: Duration;
  /** That much of `off` Reserved Instances pay for either way; not given: none. */
  readonly reserved?: Duration | undefined;
  /** That much of `off` a Savings Plan may pay for either way: no money is counted for it. */
  readonly savingsPlan?: Duration | undefined;
}

/** What a month of UTC has come to by then. */
export interface SavedSoFar extends Saved {
  readonly month: string;
}

/** What the meter has counted of a month by then. */
export interface CostSoFar {
  readonly month: string;
  readonly soFar: MicroUsd;
  /** What it was expected to end with. */
  readonly forecast: MicroUsd;
  readonly partial: boolean;
}

/** What the account cost, as far as the meter knows. */
export interface Spent {
  readonly spentMicroUsd: MicroUsd;
  /** Something of it has no known price. */
  readonly partial: boolean;
}

export interface Tally extends Saved {
  /** Null or not given: nobody metered all of that time. */
  readonly spent?: Spent | null | undefined;
  /** For the digest after this one. */
  readonly savedSoFar?: SavedSoFar | undefined;
  readonly costSoFar?: CostSoFar | undefined;
  readonly since: Instant;
  readonly stops: Readonly<Partial<Record<StopCause, number>>>;
  readonly starts: number;
  /** Calls that did not work. */
  readonly failed: number;
  /** In `observe`. */
  readonly wouldStop: number;
  readonly wouldStart: number;
}

export const stopCount = ({ stops }: Pick<Tally, 'stops'>): number =>
  STOP_CAUSES.reduce((sum, cause) => sum + (stops[cause] ?? 0), 0);

/** Up to and with the digest that says it. */
export interface LookBack extends Tally {
  readonly of: 'week' | 'month';
}
