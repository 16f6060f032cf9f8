/** What is left of the credits of an account, how fast they go, and when they end. */
import { days, hours, type Instant, instant, later, minus, plus } from '../model/instant.ts';
import type { MeteredUsage } from '../model/metered-usage.ts';
import { microUsd } from '../model/money.ts';
import type { PriceTable } from '../model/price.ts';
import type { Charge } from './charge.ts';
import { chargesOf } from './charges.ts';
import { monthsBetween } from './month.ts';
import { tally } from './tally.ts';

/** What a day costs is told from so many. */
const BURN_DAYS = 7;
const DAY_MS = days(1);
/** Of less no day can be told: a start alone costs a minute. */
const LEAST_MS = hours(1);

/** The last day that ECMAScript can tell; what lasts longer has no end in sight. */
const FARTHEST_MS = 8.64e15;

/** What all usage costs from one instant to another, where nothing is free; not rounded. */
function spent(usage: MeteredUsage, [from, to]: readonly [Instant, Instant], prices: PriceTable) {
  return monthsBetween(from, to).reduce((sum, month) => {
    const charges: readonly Charge[] = Object.values(
      chargesOf(usage, { month, now: to, prices }),
    ).flat();
    const marks = [later(from, month.from), instant(Math.min(to, month.to))];
    const [before, after] = tally(charges, { units: null, ends: null }, marks).sums;
    return sum + (after?.cost ?? 0) - (before?.cost ?? 0);
  }, 0);
}

/** When the first of it began; `now` where there is nothing. */
const beginning = ({ instances, volumes, addresses }: MeteredUsage, now: Instant): Instant =>
  [...instances.flatMap(({ runs }) => runs), ...volumes, ...addresses].reduce(
    (first, { from }) => instant(Math.min(first, from)),
    now,
  );

/** Micro-USD a day: of the last seven, or of the time since there has been anything. */
export function burnOf(usage: MeteredUsage, now: Instant, prices: PriceTable): number {
  const since = later(minus(now, days(BURN_DAYS)), beginning(usage, now));
  const length = Math.max(now - since, LEAST_MS);
  return (spent(usage, [since, now], prices) / length) * DAY_MS;
}

/** As much of them as each pass asks for. */
export function creditsLeft(usage: MeteredUsage, now: Instant, prices: PriceTable) {
  const { plan } = usage;
  if (plan.kind !== 'credits' || plan.credits === null) return null;
  const { amount, asOf } = plan.credits;
  const remaining = Math.max(0, amount - (asOf < now ? spent(usage, [asOf, now], prices) : 0));
  const burn = burnOf(usage, now, prices);
  const lasts = burn > 0 ? (remaining / burn) * DAY_MS : Number.POSITIVE_INFINITY;
  return {
    remaining: microUsd(remaining),
    burnPerDay: microUsd(burn),
    endsAt: now + lasts <= FARTHEST_MS ? plus(now, days(lasts / DAY_MS)) : null,
  };
}

export function creditsOf(usage: MeteredUsage, now: Instant, prices: PriceTable) {
  const left = creditsLeft(usage, now, prices);
  if (left === null) return null;
  return { ...left, burnLastDay: microUsd(spent(usage, [minus(now, days(1)), now], prices)) };
}
