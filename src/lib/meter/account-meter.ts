/** The meter of an account as it is seen, with what is remembered of it. */
import { type Family, NOT_ASKED } from '../model/family.ts';
import type { AccountId } from '../model/ids.ts';
import type { Instance } from '../model/instance.ts';
import type { GoneInstance, InstanceRecord } from '../model/instance-record.ts';
import type { MeterReport } from '../model/meter.ts';
import type { PastUsage } from '../model/past-usage.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { UsageSight } from '../model/usage-sight.ts';
import { accountPlan } from './account-plan.ts';
import { type Meter, meter } from './meter.ts';
import { type SweepLook, withPast } from './past-usage.ts';
import { seenSchedules } from './seen-schedules.ts';
import { seenUsage } from './seen-usage.ts';
import type { AccountPlan } from './usage.ts';

export interface SeenAccount {
  readonly account: AccountId;
  /** Where Tierkeeper acts, or would. */
  readonly region: string;
  readonly sight: UsageSight;
  /** Instances as the ledger knows them: their runs that ended. */
  readonly records: readonly InstanceRecord[];
  /** Those that are terminated, with theirs. */
  readonly gone: readonly GoneInstance[];
  /** What daily sweeps saw before; null: there was none. */
  readonly past: PastUsage | null;
  readonly policy: Policy;
  readonly prices: PriceTable;
}

export interface AccountMeter {
  readonly meter: Meter;
  /** Null: nobody says which free tier the account has. */
  readonly plan: AccountPlan | null;
  /** For the next sweep. */
  readonly past: PastUsage;
}

export function accountMeter(seen: SeenAccount): AccountMeter {
  const { account, region, sight, records, gone, policy, prices } = seen;
  const { takenAt, regions } = sight;
  const plan = accountPlan(policy, sight);
  const home = regions.find((one) => one.region === region);
  const instances: Family<Instance> = home?.instances ?? NOT_ASKED;
  const scheduleOf = seenSchedules({ account, region, takenAt, instances }, policy, prices);
  const remembered = { region, records, gone };
  const shown = seenUsage({ sight, plan: plan ?? { kind: 'none' }, scheduleOf, remembered });
  const read = new Map(regions.map((one) => [one.region, one]));
  const isUnread: SweepLook['isUnread'] = (family, name) =>
    read.get(name)?.[family].complete !== true;
  const { usage, past } = withPast(shown, seen.past, { now: takenAt, home: region, isUnread });
  return { meter: meter(usage, takenAt, prices), plan, past };
}

/** As much of it as messages and pages show. */
export const reportOf = ({ month, asOf, limits, cost, credits }: Meter): MeterReport => ({
  month,
  asOf,
  limits,
  cost,
  credits,
});
