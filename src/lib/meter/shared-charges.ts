/** What others draw on an allowance, as charges among our own. */
import type { Instant } from '../model/instant.ts';
import type { LimitName } from '../model/meter.ts';
import type { SharedUse } from '../model/metered-usage.ts';
import { BESIDES } from './besides.ts';
import type { Charge, ChargeContext } from './charge.ts';
import { type Month, monthOf } from './month.ts';
import { unitMs } from './unit.ts';

/** What it adds by the millisecond from `asOf` on, in the units of its month. */
function rateOf({ name, asOf, used, forecast }: SharedUse): number {
  const month = monthOf(asOf);
  return (Math.max(0, forecast - used) * unitMs(name, month)) / Math.max(1, month.to - asOf);
}

/** What its month has come to by `now`, if it went on as expected. */
export function usedBy(use: SharedUse, now: Instant): number {
  const month = monthOf(use.asOf);
  const until = Math.min(now, month.to);
  return use.used + (rateOf(use) * Math.max(0, until - use.asOf)) / unitMs(use.name, month);
}

/** Of another month than that in which it was counted only how fast it grows is known. */
function chargesIn(use: SharedUse, month: Month): readonly Charge[] {
  const { name, asOf, used, unitMicroUsd } = use;
  const unit = unitMs(name, month);
  const price = unitMicroUsd === null ? null : unitMicroUsd / unit;
  const isOfMonth = monthOf(asOf).name === month.name;
  const counted = name === 'volumeGibMonths' ? 'gibMonths' : 'hours';
  const whose = { id: BESIDES, what: `${name} of others`, unit: counted } as const;
  const shared = { ...whose, lump: 0, price };
  const begun = isOfMonth ? asOf : month.from;
  const rate = (used * unit) / Math.max(1, asOf - month.from);
  const before: Charge = { ...shared, at: month.from, since: month.from, until: begun, rate };
  const ahead = { ...shared, at: begun, since: begun, until: month.to, rate: rateOf(use) };
  return isOfMonth && asOf > month.from ? [before, ahead] : [ahead];
}

/** Evenly up to when it was counted, and as evenly from then on. */
export const sharedCharges =
  (others: readonly SharedUse[], { month }: ChargeContext) =>
  (wanted: LimitName): readonly Charge[] =>
    others.filter(({ name }) => name === wanted).flatMap((use) => chargesIn(use, month));

/** Time of instances that they will draw between two instants, in milliseconds. */
export const sharedAheadMs = (
  others: readonly SharedUse[],
  wanted: LimitName,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number =>
  others
    .filter(({ name }) => name === wanted)
    .reduce((sum, use) => sum + rateOf(use) * Math.max(0, to - from), 0);
