/** The free-tier meter: what a month has used, what it will end with, and what that costs. */
import { type Instant, instant, later } from '../model/instant.ts';
import {
  LIMIT_NAMES,
  type LimitName,
  type LimitUse,
  type MeterReport,
  type PlanEnd,
} from '../model/meter.ts';
import type { AccountPlan, MeteredUsage } from '../model/metered-usage.ts';
import { type MicroUsd, microUsd } from '../model/money.ts';
import type { PriceTable } from '../model/price.ts';
import { allowanceEnds, hasAllowance, LEGACY_LIMITS } from './allowance.ts';
import { BESIDES } from './besides.ts';
import type { Charge, ChargeContext, Unit } from './charge.ts';
import { type Charges, chargesOf, type LimitCharges, limitChargesOf } from './charges.ts';
import { creditsOf } from './credits.ts';
import { type Month, monthOf } from './month.ts';
import { type Allowed, type Sum, type Tally, tally } from './tally.ts';
import { HOUR_MS, unitMs } from './unit.ts';

/** What one resource has of the use of an allowance. */
export interface Share {
  readonly name: LimitName;
  readonly id: string;
  readonly used: number;
  readonly forecast: number;
}

/** Counted all the same: no sum of money has it. */
export interface Unpriced {
  /** `x9.large (linux) eu-west-1`. */
  readonly what: string;
  readonly unit: Unit;
  /** Up to now. */
  readonly used: number;
}

/** What of the month is counted under one name, allowance or not. */
export type Use = Pick<LimitUse, 'name' | 'used' | 'forecast'>;

export interface Meter extends MeterReport {
  readonly plan: PlanEnd;
  /** All four, also where the account has no allowance of them. */
  readonly uses: readonly Use[];
  /** Most used first. */
  readonly shares: readonly Share[];
  /** What of each comes above its allowance by the month's end; null: some price is unknown. */
  readonly beyond: Readonly<Record<LimitName, MicroUsd | null>>;
  /** What of the month has no known price, each once. */
  readonly unpriced: readonly Unpriced[];
}

function allowedOf(name: LimitName, { plan }: MeteredUsage, month: Month): Allowed {
  if (!hasAllowance(plan, month)) return { units: null, ends: null };
  return { units: LEGACY_LIMITS[name] * unitMs(name, month), ends: allowanceEnds(plan) };
}

/** So many units one charge has come to before `at`. */
const unitsBefore = ({ at, lump, since, until, rate }: Charge, mark: Instant): number =>
  at < mark ? lump + rate * Math.max(0, Math.min(until, mark) - since) : 0;

function sharesOf(name: LimitName, charges: readonly Charge[], context: ChargeContext) {
  const { month, now } = context;
  const sums = new Map<string, { used: number; forecast: number }>();
  for (const charge of charges) {
    if (charge.id === BESIDES) continue;
    const sum = sums.get(charge.id) ?? { used: 0, forecast: 0 };
    sum.used += unitsBefore(charge, now);
    sum.forecast += unitsBefore(charge, month.to);
    sums.set(charge.id, sum);
  }
  const unit = unitMs(name, month);
  return [...sums]
    .map(
      ([id, { used, forecast }]): Share => ({
        name,
        id,
        used: used / unit,
        forecast: forecast / unit,
      }),
    )
    .sort((a, b) => b.used - a.used || b.forecast - a.forecast || (a.id < b.id ? -1 : 1));
}

const NAMES = [...LIMIT_NAMES, 'beyond'] as const;

const marksIn = ({ month, now }: ChargeContext): readonly Instant[] =>
  [now, month.to].map((at) => later(month.from, instant(Math.min(at, month.to))));

function limitTallies(usage: MeteredUsage, charges: LimitCharges, context: ChargeContext) {
  const marks = marksIn(context);
  const of = (name: LimitName): Tally =>
    tally(charges[name], allowedOf(name, usage, context.month), marks);
  return new Map(LIMIT_NAMES.map((name) => [name, of(name)]));
}

function talliesOf(usage: MeteredUsage, charges: Charges, context: ChargeContext) {
  const beyond = tally(charges.beyond, { units: null, ends: null }, marksIn(context));
  const tallies: readonly (readonly [LimitName | 'beyond', Tally])[] = [
    ...limitTallies(usage, charges, context),
    ['beyond', beyond],
  ];
  return new Map(tallies);
}

type Tallies = ReadonlyMap<LimitName | 'beyond', Tally>;

const NOTHING: Sum = { units: 0, cost: 0 };
const NOW = 0;
const MONTHS_END = 1;

const sumIn = (tallies: Tallies, at: typeof NOW | typeof MONTHS_END, name: LimitName | 'beyond') =>
  tallies.get(name)?.sums[at] ?? NOTHING;

const usesIn = (tallies: Tallies, { month }: ChargeContext): readonly Use[] =>
  LIMIT_NAMES.map((name) => ({
    name,
    used: sumIn(tallies, NOW, name).units / unitMs(name, month),
    forecast: sumIn(tallies, MONTHS_END, name).units / unitMs(name, month),
  }));

/** None where the account has no allowance. */
function limitsIn(
  tallies: Tallies,
  { plan, before }: MeteredUsage,
  context: ChargeContext,
): readonly LimitUse[] {
  if (!hasAllowance(plan, context.month)) return [];
  return usesIn(tallies, context).map((use) => ({
    name: use.name,
    used: use.used,
    limit: LEGACY_LIMITS[use.name],
    forecast: use.forecast,
    reachedAt: tallies.get(use.name)?.reachedAt ?? null,
    ...(before === undefined ? {} : { before: before[use.name] }),
  }));
}

/** As much of it as each pass asks for: nothing of what costs money alone is in it. */
export type LimitMeter = Pick<Meter, 'month' | 'limits' | 'plan'>;

export function limitMeter(usage: MeteredUsage, now: Instant, prices: PriceTable): LimitMeter {
  const month = monthOf(now);
  const of = { month: month.name, plan: planEndOf(usage.plan) };
  if (!hasAllowance(usage.plan, month)) return { ...of, limits: [] };
  const context: ChargeContext = { month, now, prices };
  const tallies = limitTallies(usage, limitChargesOf(usage, context), context);
  return { ...of, limits: limitsIn(tallies, usage, context) };
}

function beyondOf(charges: Charges, costOf: (name: LimitName) => number): Meter['beyond'] {
  const of = (name: LimitName): MicroUsd | null =>
    charges[name].some(({ price }) => price === null) ? null : microUsd(costOf(name));
  return {
    instanceHoursLinux: of('instanceHoursLinux'),
    instanceHoursWindows: of('instanceHoursWindows'),
    volumeGibMonths: of('volumeGibMonths'),
    publicIpv4Hours: of('publicIpv4Hours'),
  };
}

const planEndOf = (plan: AccountPlan): PlanEnd => ({
  kind: plan.kind,
  endsAt: plan.kind === 'credits' ? plan.endsAt : allowanceEnds(plan),
});

function unpricedIn(charges: readonly Charge[], { month, now }: ChargeContext) {
  const unknown = Map.groupBy(
    charges.filter(({ price }) => price === null),
    ({ what }) => what,
  );
  return [...unknown.values()]
    .flatMap(([first, ...more]): readonly Unpriced[] => {
      if (first === undefined) return [];
      const { what, unit } = first;
      const units = [first, ...more].reduce((sum, one) => sum + unitsBefore(one, now), 0);
      return [{ what, unit, used: units / (unit === 'hours' ? HOUR_MS : month.to - month.from) }];
    })
    .sort((a, b) => (a.what < b.what ? -1 : 1));
}

/** Of the month of UTC that `now` is in. */
export function meter(usage: MeteredUsage, now: Instant, prices: PriceTable): Meter {
  const context: ChargeContext = { month: monthOf(now), now, prices };
  const { month } = context;
  const charges = chargesOf(usage, context);
  const tallies = talliesOf(usage, charges, context);
  const unpriced = unpricedIn(
    NAMES.flatMap((name) => charges[name]),
    context,
  );
  const costAt = (at: typeof NOW | typeof MONTHS_END) =>
    microUsd(NAMES.reduce((sum, name) => sum + sumIn(tallies, at, name).cost, 0));
  return {
    month: month.name,
    asOf: now,
    limits: limitsIn(tallies, usage, context),
    uses: usesIn(tallies, context),
    cost: {
      soFar: costAt(NOW),
      forecast: costAt(MONTHS_END),
      partial: unpriced.length > 0,
    },
    credits: creditsOf(usage, now, prices),
    shares: LIMIT_NAMES.flatMap((name) => sharesOf(name, charges[name], context)),
    plan: planEndOf(usage.plan),
    beyond: beyondOf(charges, (name) => sumIn(tallies, MONTHS_END, name).cost),
    unpriced,
  };
}
