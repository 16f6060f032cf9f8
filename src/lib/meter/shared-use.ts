/**
 * What others draw on allowances that are shared. They are the bill's, not the account's: "For
 * billing purposes, AWS treats all of the accounts in the organization as if they were one
 * account."
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/useconsolidatedbilling-effective.html
 */
import { days, type Instant, minus } from '../model/instant.ts';
import { LIMIT_NAMES } from '../model/meter.ts';
import type { MeteredUsage, SharedUse } from '../model/metered-usage.ts';
import type { PriceTable } from '../model/price.ts';
import { meter } from './meter.ts';

/** Two sweeps that did not come are trouble: what was counted then is called missing. */
const OLD = days(2);

export const isOldShare = ({ at }: { readonly at: Instant }, now: Instant): boolean =>
  at < minus(now, OLD);

/** Of this usage alone, as if there were no allowance: what there is of one the sum decides. */
export function sharedUses(
  usage: MeteredUsage,
  now: Instant,
  prices: PriceTable,
): readonly SharedUse[] {
  const { uses, beyond } = meter({ ...usage, others: [], plan: { kind: 'none' } }, now, prices);
  return uses
    .filter(({ forecast }) => forecast > 0)
    .map(({ name, used, forecast }) => {
      const cost = beyond[name];
      const unitMicroUsd = cost === null ? null : cost / forecast;
      return { name, asOf: now, used, forecast, unitMicroUsd };
    });
}

/** Sums by name, of shares of one time. */
export function togetherBy(
  shares: readonly Pick<SharedUse, 'name' | 'used' | 'forecast'>[],
): readonly Pick<SharedUse, 'name' | 'used' | 'forecast'>[] {
  return LIMIT_NAMES.flatMap((name) => {
    const alike = shares.filter((one) => one.name === name);
    const sum = (of: 'used' | 'forecast'): number => alike.reduce((all, one) => all + one[of], 0);
    return alike.length === 0 ? [] : [{ name, used: sum('used'), forecast: sum('forecast') }];
  });
}
