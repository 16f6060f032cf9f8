/** What the meter needs words for: command line, digest and status page share them. */
import type { Meter } from '../../meter/meter.ts';
import type { Instant } from '../../model/instant.ts';
import type {
  LeftOut,
  LimitName,
  LimitUse,
  MeterReport,
  PlanEnd,
  ToldCount,
  ToldOther,
} from '../../model/meter.ts';
import type { PaidAhead } from './paid-ahead.ts';
import type { Say } from './say.ts';

export type UnreadName =
  | 'regions'
  | 'instances'
  | 'volumes'
  | 'addresses'
  | 'plan'
  | 'freeTier'
  | 'reserved'
  | 'savingsPlans';

export interface MeterWords {
  /** `2026-11` as a heading, and up to when it is counted. */
  title(of: Pick<Meter, 'month' | 'asOf'>, say: Say): string;
  readonly names: Readonly<Record<LimitName, string>>;
  /** `412.5 of 750`. */
  used(use: LimitUse): string;
  percent(part: number, whole: number): string;
  /** Behind a bar and its name: `650 at month's end`, or when the limit is passed. */
  ending(use: LimitUse, say: Say): string;
  /** The same in a sentence, with what that means for the bill. */
  outlook(use: LimitUse, asOf: Instant, say: Say): string;
  /** Where there is no allowance: what was used, and what the month ends with. */
  plainly(of: { readonly used: number; readonly forecast: number }): string;
  readonly nothing: string;
  plan(plan: PlanEnd | null, asOf: Instant, say: Say): string;
  cost(cost: MeterReport['cost'], say: Say): string;
  unpriced(what: Meter['unpriced'], say: Say): string;
  /** What is paid for in advance, as far as it is seen: none of it is in the sums. */
  paidAhead(what: PaidAhead, say: Say): string;
  /** What a look at the account alone cannot see. */
  lowerBound(of: {
    readonly account: string;
    readonly regions: number;
    /** Runs that ended are known from the ledger at home. */
    readonly remembers: boolean;
  }): string;
  /** Who has what of an allowance; `more` others have `rest` together. */
  shares(of: {
    readonly named: readonly (readonly [name: string, amount: string])[];
    readonly more: number;
    readonly rest: string;
  }): string;
  /** Which place has used how much of one allowance so far; `more` are not named. */
  places(of: {
    readonly name: LimitName;
    readonly named: readonly (readonly [place: string, used: string])[];
    readonly more: number;
  }): string;
  /** Places that nobody could look at lately. */
  missing(places: readonly string[]): string;
  /** AWS's own count, beside ours, which has what is counted because AWS has it. */
  told(told: ToldCount, used: number): string;
  /** Those of all allowances in one sentence. */
  toldTogether(told: readonly ToldCount[], uses: readonly LimitUse[]): string;
  /** What only AWS can count: snapshots, and what went out. */
  others(counts: readonly ToldOther[]): string;
  /** What is in no sum, and why. */
  leftOut(what: LeftOut, say: Say): string;
  /** What could not be read, as `trouble` has it, and in which Regions. */
  readonly unread: Readonly<Record<UnreadName, string>>;
  trouble(what: string, regions: readonly string[], because: string): string;
  credits(credits: NonNullable<MeterReport['credits']>, say: Say): string;
}
