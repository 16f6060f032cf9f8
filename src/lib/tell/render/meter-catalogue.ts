/** What the meter needs words for, in every language. */
import type { Meter } from '../../meter/meter.ts';
import type { AccountPlan } from '../../meter/usage.ts';
import type { Instant } from '../../model/instant.ts';
import type { LimitName, LimitUse } from '../../model/meter.ts';
import type { Say } from './say.ts';

export interface MeterWords {
  /** `2026-11` as a heading, and up to when it is counted. */
  title(of: Pick<Meter, 'month' | 'asOf'>, say: Say): string;
  readonly names: Readonly<Record<LimitName, string>>;
  /** `412.5 of 750`. */
  used(use: LimitUse): string;
  /** What the month ends with, and when the limit is passed. */
  outlook(use: LimitUse, asOf: Instant, say: Say): string;
  /** Where there is no allowance: what was used, and what the month ends with. */
  plainly(of: { readonly used: number; readonly forecast: number }): string;
  readonly nothing: string;
  plan(plan: AccountPlan, meter: Meter, say: Say): string;
  cost(cost: Meter['cost'], say: Say): string;
  unpriced(what: readonly string[], say: Say): string;
  credits(credits: NonNullable<Meter['credits']>, say: Say): string;
}
