/** What Savings Plans of the account may pay for either way: the last sweep read them. */
import { type PlansThere, planShares } from '../meter/savings-plans.ts';
import type { InstanceId } from '../model/ids.ts';
import type { Instance } from '../model/instance.ts';
import { hourOf } from '../model/instance-price.ts';
import { type Instant, instant } from '../model/instant.ts';
import { isInForce } from '../model/savings-plan.ts';
import { type ReservedShares, reservedAfter, reservedNow, turns } from './reserved.ts';
import type { World } from './world.ts';

/** By instance, 0 to 1, beside what Reserved Instances pay for. */
export type PlanShares = ReadonlyMap<string, number>;

const NONE: PlanShares = new Map();

/** By the records of a world, which all drafts of one look share. */
const known = new WeakMap<World['records'], PlanShares>();

/** Of what is off because of us, as it went off. */
export function plansNow(world: World): PlanShares {
  const before = known.get(world.records);
  if (before !== undefined) return before;
  const shares = sharesOf(world, turns(world, new Set()).off, reservedNow(world));
  known.set(world.records, shares);
  return shares;
}

/** As if those that are about to stop, or warned of it, had gone off last. */
export function plansAfter(world: World, going: ReadonlySet<string>): PlanShares {
  const { off, goes } = turns(world, going);
  return sharesOf(world, [...off, ...goes], reservedAfter(world, going));
}

/** Of one that runs, as if it were alone. */
export function plansOfOne(world: World, id: InstanceId): PlanShares {
  const instance = world.instances.get(id);
  return instance === undefined ? NONE : sharesOf(world, [instance], reservedNow(world));
}

/** When the first of those in force began; now where there is none. */
export function plansBegan(world: World): Instant {
  const plans = plansIn(world) ?? [];
  const begun = plans.filter((plan) => isInForce(plan, world.now));
  return instant(Math.min(world.now, ...begun.map(({ startsAt }) => startsAt)));
}

/** Of the account, in whichever Region it is swept; undefined: no sweep has seen any. */
export const plansIn = ({ snapshot: { memory } }: World) =>
  (memory.survey ?? memory.accountSurvey)?.savingsPlans;

function sharesOf(world: World, inTurn: readonly Instance[], reserved: ReservedShares): PlanShares {
  const plans = plansIn(world) ?? [];
  if (plans.length === 0) return NONE;
  const { region } = world.snapshot;
  const there: PlansThere = { plans, region, now: world.now };
  return planShares(
    there,
    inTurn.map((one) => ({
      ...{ id: one.id, type: one.type, lifecycle: one.lifecycle },
      hourMicroUsd: hourOf(one, region, world.prices),
      reservedShare: reserved.get(one.id) ?? 0,
    })),
  );
}
