import type { ToldUse } from '../../lib/meter/account-plan.ts';
import type { Meter } from '../../lib/meter/meter.ts';
import type { Fault } from '../../lib/model/fault.ts';
import type { AccountId } from '../../lib/model/ids.ts';
import type { LeftOut, ToldOther } from '../../lib/model/meter.ts';
import type { AccountPlan } from '../../lib/model/metered-usage.ts';
import type { ReservedInstances } from '../../lib/model/reserved-instance.ts';
import type { SavingsPlan } from '../../lib/model/savings-plan.ts';
import type { UnreadName } from '../../lib/tell/render/meter-catalogue.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { UsageProblem } from './usage-of.ts';

/** One thing that could not be read, and every Region in which it could not. */
export interface UnreadUsage {
  readonly what: UnreadName;
  readonly fault: Fault;
  /** Empty where it is of the whole account. */
  readonly regions: readonly string[];
}

export interface LiveToldUse extends ToldUse {
  /** What of it is not seen, and counted all the same. */
  readonly unseen: number;
}

/** Where the figures come from, if not from a file. */
export interface LiveUsage {
  readonly account: AccountId;
  readonly regionsRead: number;
  /** Runs that ended are known from the ledger at home. */
  readonly remembers: boolean;
  readonly unread: readonly UnreadUsage[];
  /** What AWS counts itself. */
  readonly told: readonly LiveToldUse[];
  /** What only AWS can count. */
  readonly others: readonly ToldOther[];
  /** Paid for in advance, in the home Region. */
  readonly reserved: readonly ReservedInstances[];
  /** Of the account, in force or yet to begin. */
  readonly savingsPlans: readonly SavingsPlan[];
  /** What people call instances, and the addresses on them, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** A meter with how it is to be told. */
export interface MeterView {
  readonly meter: Meter;
  /** Null: nobody knows which free tier the account has. */
  readonly plan: AccountPlan | null;
  readonly say: Say;
  readonly problems: readonly UsageProblem[];
  /** What is in no sum. */
  readonly leftOut: readonly LeftOut[];
  readonly live: LiveUsage | null;
}
