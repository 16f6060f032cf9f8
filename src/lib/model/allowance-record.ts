/** What was told of the free tier, so that nothing of it is told twice. */
import type { LimitName } from './meter.ts';

/** `guard`: which instances the guard stops, and which it leaves running. */
export const THRESHOLD_KINDS = ['used', 'forecast', 'guard'] as const;
export type ThresholdKind = (typeof THRESHOLD_KINDS)[number];

export interface ToldThreshold {
  readonly limit: LimitName;
  readonly of: ThresholdKind;
  /** The highest that was told: those below it are told with it. */
  readonly percent: number;
}

/** The 12 months of an older account, its credits, or the free plan of a newer one. */
export const ENDINGS = ['twelve-months', 'credits', 'free-plan'] as const;
export type Ending = (typeof ENDINGS)[number];

export interface ToldEnding {
  readonly ending: Ending;
  /** The fewest days before it that were told. */
  readonly days: number;
}

export interface AllowanceRecord {
  readonly kind: 'allowance';
  /** `2026-11`, a month of UTC: of which the thresholds were told. */
  readonly month: string;
  readonly thresholds: readonly ToldThreshold[];
  readonly endings: readonly ToldEnding[];
}
