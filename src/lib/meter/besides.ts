/**
 * What AWS has counted and nobody here has seen: it ran before Tierkeeper looked, or between two
 * looks. AWS's count is up to a day late, so that the higher of the two is nearer to the truth.
 */
import { days, type Instant, minus } from '../model/instant.ts';
import type { LimitUse } from '../model/meter.ts';
import type { Besides, MonthBefore } from '../model/metered-usage.ts';
import type { PastUsage } from '../model/past-usage.ts';
import type { PriceTable } from '../model/price.ts';
import type { ToldUse } from './account-plan.ts';
import type { Charge, ChargeContext } from './charge.ts';
import { monthOf } from './month.ts';
import { unitMs } from './unit.ts';

/** In the first days of a month its count may still be that of the month before. */
const LATE = days(2);

export interface Comparison {
  readonly told: readonly ToldUse[];
  readonly uses: readonly Pick<LimitUse, 'name' | 'used'>[];
  readonly region: string;
  readonly now: Instant;
}

export function besidesOf({ told, uses, region, now }: Comparison): readonly Besides[] {
  if (minus(now, LATE) < monthOf(now).from) return [];
  return uses.flatMap(({ name, used }) => {
    const amount = (told.find((one) => one.name === name)?.used ?? 0) - used;
    return amount > 0 ? [{ name, amount, region }] : [];
  });
}

interface FirstLook {
  readonly past: Pick<PastUsage, 'since' | 'sampled'>;
  /** AWS has counted something of the account. */
  readonly isTold: boolean;
  readonly now: Instant;
}

/** Null: somebody has looked since the month began, or before. */
export function monthBefore({ past, isTold, now }: FirstLook): MonthBefore | null {
  const { from, name } = monthOf(now);
  if (past.since <= from) return null;
  const byAws = isTold && minus(now, LATE) >= from;
  const { sampled } = past;
  const hours = byAws ? 'aws' : sampled?.month === name && sampled.isWhole ? 'samples' : 'unknown';
  const others = byAws ? 'aws' : 'unknown';
  return {
    ...{ instanceHoursLinux: hours, instanceHoursWindows: hours },
    ...{ volumeGibMonths: others, publicIpv4Hours: others },
  };
}

/** Of the smallest kind of each: of hours of both types that are free, and of gp3. */
function priceOf({ name, region }: Besides, prices: PriceTable): number | null {
  const type = 't3.micro';
  switch (name) {
    case 'instanceHoursLinux':
      return prices.instanceHour({ type, region, platform: 'linux' });
    case 'instanceHoursWindows':
      return prices.instanceHour({ type, region, platform: 'windows' });
    case 'volumeGibMonths': {
      const bare = { iops: null, throughputMiBps: null };
      return prices.volumeMonth({ type: 'gp3', region, sizeGiB: 1, ...bare });
    }
    case 'publicIpv4Hours':
      return prices.publicIpv4Hour(region);
  }
}

/** No resource has this id: it is nobody's share. */
export const BESIDES = '';

/** Spread evenly from the month's beginning up to now; of no month but that which `now` ends. */
export function besidesCharges(
  besides: readonly Besides[],
  { month, now, prices }: ChargeContext,
): (name: Besides['name']) => readonly Charge[] {
  return (wanted) =>
    besides
      .filter(({ name }) => name === wanted && now > month.from && now <= month.to)
      .map((one): Charge => {
        const unit = unitMs(wanted, month);
        const whole = priceOf(one, prices);
        return {
          id: BESIDES,
          what: `${wanted} ${one.region}`,
          unit: wanted === 'volumeGibMonths' ? 'gibMonths' : 'hours',
          ...{ at: month.from, lump: 0, since: month.from, until: now },
          rate: (one.amount * unit) / (now - month.from),
          price: whole === null ? null : whole / unit,
        };
      });
}
