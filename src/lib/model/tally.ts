/** What came of the time before a digest, counted and priced: what later digests look back on. */
import type { Duration, Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';

/** Why something was stopped. */
export const STOP_CAUSES = ['schedule', 'idle', 'longest', 'hold'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** What stops of ours saved, as far as it is known; others may have started in between. */
export interface Saved {
  /** Instance hours that were off because of a stop of ours, and not started since. */
  readonly off: Duration;
  /** At the on-demand price of the instances alone. */
  readonly savedMicroUsd: MicroUsd;
  /** That much of `off` has no known price. */
  readonly unpriced: Duration;
}

export interface Tally extends Saved {
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
