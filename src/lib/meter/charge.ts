/** What is counted from when to when, and what a unit of it costs. */
import type { Instant } from '../model/instant.ts';
import type { PriceTable } from '../model/price.ts';
import type { Month } from './month.ts';

/** What people count it in. */
export type Unit = 'hours' | 'gibMonths';

/**
 * `lump` units at once at `at`, then `rate` units a millisecond from `since` to `until`. A unit is
 * a millisecond, of a volume a GiB for a millisecond.
 */
export interface Charge {
  readonly id: string;
  /** Its kind and Region, for where its price is unknown. */
  readonly what: string;
  readonly unit: Unit;
  readonly at: Instant;
  readonly lump: number;
  readonly since: Instant;
  readonly until: Instant;
  readonly rate: number;
  /** Micro-USD a unit, not rounded; null where nobody knows. */
  readonly price: number | null;
}

/** When these are counted, what is known of them, and what they cost. */
export interface ChargeContext {
  readonly month: Month;
  readonly now: Instant;
  readonly prices: PriceTable;
}
