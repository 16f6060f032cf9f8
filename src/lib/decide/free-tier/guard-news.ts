/** Which instances the guard stops, and what it leaves running: told once a month a limit. */
import { monthOf } from '../../meter/month.ts';
import type { GuardedInstance, LeftRunning } from '../../model/allowance-news.ts';
import type { ToldThreshold } from '../../model/allowance-record.ts';
import { type Instance, nameOf } from '../../model/instance.ts';
import { hourOf } from '../../model/instance-price.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { Notice } from '../../model/notice.ts';
import type { World } from '../world.ts';
import { type GuardPlan, guardPlans, type LeftAlone } from './guard-plan.ts';
import type { LiveMeter } from './live-meter.ts';
import { namedThere } from './named-there.ts';
import { type ThresholdNews, withLow } from './thresholds.ts';

const HOURS_PER_DAY = 24;

/** Where nothing has to be stopped, and nothing is left that costs, there is nothing to say. */
export function guardNews(
  world: World,
  live: LiveMeter,
  before: readonly ToldThreshold[],
): ThresholdNews {
  if (world.mode === 'observe' || world.paused) return { notices: [], told: before };
  const plans = [...guardPlans(world).values()]
    .filter(({ stops, left }) => stops.length > 0 || left.some(({ because }) => because !== 'fits'))
    .filter(({ use }) => !before.some((one) => one.limit === use.name && one.of === 'guard'));
  return {
    notices: plans.map((plan) => noticeOf(world, live, plan)),
    told: [
      ...before,
      ...plans.map(({ use }) => ({ limit: use.name, of: 'guard' as const, percent: 0 })),
    ],
  };
}

function noticeOf(
  world: World,
  live: LiveMeter,
  { use, until, stops, left }: GuardPlan,
): Notice<'allowance-threshold'> {
  const { stopAtPercent, restart } = world.policy.freeTier;
  return {
    kind: 'allowance-threshold',
    dedupeKey: `allowance:${monthOf(world.now).name}:${use.name}:guard`,
    urgency: 'now',
    at: world.now,
    facts: {
      news: 'guard',
      ...{ use: withLow(use, live.whole()), stopAtPercent, until, restarts: restart },
      stops: stops.map((id) => named(world, id)),
      left: left.map((one) => leftRunning(world, live, one)),
    },
  };
}

const instanceOf = ({ instances }: World, id: string): Instance | undefined =>
  [...instances.values()].find((one) => one.id === id);

function named(world: World, id: string): GuardedInstance {
  const instance = instanceOf(world, id);
  return { id, name: instance === undefined ? id : nameOf(instance) };
}

const leftRunning = (world: World, live: LiveMeter, { id, because }: LeftAlone): LeftRunning => ({
  ...named(world, id),
  ...(because === 'elsewhere' ? calledThere(world, live, id) : {}),
  because,
  dayMicroUsd: because === 'fits' ? microUsd(0) : dayOf(world, live, id),
});

function calledThere({ snapshot }: World, { usage }: LiveMeter, id: string) {
  const name = namedThere(usage, snapshot.region).get(id);
  return name === undefined ? {} : { name };
}

function dayOf(world: World, { usage }: LiveMeter, id: string): MicroUsd | null {
  const { prices, snapshot } = world;
  const here = instanceOf(world, id);
  const there = usage.instances.find((one) => one.id === id);
  const hour =
    here !== undefined
      ? hourOf(here, snapshot.region, prices)
      : there === undefined
        ? null
        : prices.instanceHour(there);
  return hour === null ? null : microUsd(hour * HOURS_PER_DAY);
}
