/**
 * What Savings Plans may pay for of what is off. AWS applies them once Reserved Instances are,
 * those of a family before Compute ones, to whatever an account and its organization run
 * (docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html). Who runs what, and at which
 * rates, is not known here; the most that a commitment can pay for is.
 */
import type { Instance } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { MicroUsd } from '../model/money.ts';
import { isInForce, type PlanScope, type SavingsPlan } from '../model/savings-plan.ts';

export interface PlanPayable extends Pick<Instance, 'id' | 'type' | 'lifecycle'> {
  /** On demand; null: unknown, so that no money is claimed anyway. */
  readonly hourMicroUsd: MicroUsd | null;
  /** The share of it that Reserved Instances pay for, 0 to 1. */
  readonly reservedShare: number;
}

/** The deepest discounts that AWS names (aws.amazon.com/savingsplans/faqs). */
const DEEPEST: Readonly<Record<PlanScope['of'], number>> = {
  family: 0.72,
  compute: 0.66,
  other: 0,
};

/** What is left of one plan, in micro-USD an hour on demand. */
interface Pool {
  readonly scope: PlanScope;
  left: number;
}

const poolOf = ({ scope, commitmentMicroUsdPerHour: commitment }: SavingsPlan): Pool => ({
  scope,
  left: commitment === null ? Number.POSITIVE_INFINITY : commitment / (1 - DEEPEST[scope.of]),
});

const familyOf = (type: string): string => type.split('.')[0] ?? '';

function fits(scope: PlanScope, type: string, region: string): boolean {
  switch (scope.of) {
    case 'compute':
      return true;
    case 'family':
      return scope.family === familyOf(type) && scope.region === region;
    case 'other':
      return false;
  }
}

/** How much of it these pay for; what they have left is less then. */
function taken(pools: readonly Pool[], hour: number, missing: number): number {
  let share = 0;
  for (const pool of pools) {
    const more = Math.max(0, Math.min(missing - share, pool.left / hour));
    pool.left -= more * hour;
    share += more;
  }
  return share;
}

export interface PlansThere {
  readonly plans: readonly SavingsPlan[];
  readonly region: string;
  readonly now: Instant;
}

/**
 * Of each instance the share of its price that a plan may pay for either way, 0 to 1; none of who
 * is not in it. Who comes first is paid for first. What runs takes nothing: a plan goes where its
 * discount is deepest, and may have left what runs to be paid on demand.
 */
export function planShares(
  { plans, region, now }: PlansThere,
  inTurn: readonly PlanPayable[],
): ReadonlyMap<string, number> {
  const pools = plans.filter((plan) => isInForce(plan, now)).map(poolOf);
  const ordered = (['family', 'compute'] as const).flatMap((of) =>
    pools.filter(({ scope }) => scope.of === of),
  );
  const shares = new Map<string, number>();
  for (const { id, type, lifecycle, hourMicroUsd: hour, reservedShare } of inTurn) {
    if (lifecycle !== 'on-demand' || hour === null || hour <= 0) continue;
    const fitting = ordered.filter(({ scope }) => fits(scope, type, region));
    const share = taken(fitting, hour, 1 - reservedShare);
    if (share > 0) shares.set(id, share);
  }
  return shares;
}
