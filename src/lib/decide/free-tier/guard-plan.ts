/**
 * Above its threshold the guard keeps what is left of an allowance: of the instances that draw on
 * it, it stops as few as it must so that the others last to the month's end. Stopping them all
 * would waste the rest; stopping none would pay for it.
 */
import { drawsOnHours } from '../../meter/allowance.ts';
import { monthOf } from '../../meter/month.ts';
import { sharedAheadMs } from '../../meter/shared-charges.ts';
import type { LeftBecause } from '../../model/allowance-news.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { Instance } from '../../model/instance.ts';
import { between, type Instant, instant, minutes } from '../../model/instant.ts';
import { endOf, type LimitName, type LimitUse } from '../../model/meter.ts';
import type { Schedule } from '../../model/schedule.ts';
import { edgesBetween, newestEdge } from '../../schedule/edges.ts';
import { type Case, caseOf } from '../case.ts';
import { openIdleWarning } from '../idle-warning.ts';
import { held } from '../rules/held.ts';
import { notOurs } from '../rules/not-ours.ts';
import { protectedFromUs } from '../rules/protected.ts';
import { isUnanswered } from '../rules/schedule.ts';
import { priorityOf } from '../tags.ts';
import type { World } from '../world.ts';
import { type GuardedLimit, limitOf } from './hours-limit.ts';
import { type LiveMeter, liveMeter } from './live-meter.ts';

const GUARDED: readonly GuardedLimit[] = ['instanceHoursLinux', 'instanceHoursWindows'];

export interface LeftAlone {
  readonly id: string;
  readonly because: LeftBecause;
}

export interface GuardPlan {
  readonly use: LimitUse;
  /** When the month ends, or the allowance: then it is over. */
  readonly until: Instant;
  /** In the order in which they are to be stopped. */
  readonly stops: readonly InstanceId[];
  /** All others that run on this allowance. */
  readonly left: readonly LeftAlone[];
}

export type GuardPlans = ReadonlyMap<LimitName, GuardPlan>;

const NO_PLANS: GuardPlans = new Map();

type Known = { readonly spot: World['snapshot']['spotRequests']; readonly plans: GuardPlans };

/** Whose instance it is hangs on the spot requests, which a look asks for after its first draft. */
const known = new WeakMap<World['records'], Known>();

/** Of the allowances that are closed: those of which so much is used as the policy says. */
export function guardPlans(world: World): GuardPlans {
  if (world.policy.freeTier.guard !== 'stop') return NO_PLANS;
  const spot = world.snapshot.spotRequests;
  const before = known.get(world.records);
  if (before?.spot === spot) return before.plans;
  const live = liveMeter(world);
  const plans = live === null ? NO_PLANS : plansIn(world, live);
  known.set(world.records, { spot, plans });
  return plans;
}

function plansIn(world: World, live: LiveMeter): GuardPlans {
  const { stopAtPercent } = world.policy.freeTier;
  const closed = live.meter.limits.filter(
    ({ name, used, limit }) =>
      GUARDED.some((guarded) => guarded === name) && used * 100 >= limit * stopAtPercent,
  );
  return new Map(closed.map((use) => [use.name, planFor(world, live, use)]));
}

/** One that runs now, and for how long it will if nobody stops it. */
interface Runner {
  readonly subject: Case;
  readonly aheadMs: number;
}

/** What runs at most between the warning and the stop: the grace, and the ticks around it. */
const UNTIL_STOPPED = minutes(15);

function planFor(world: World, live: LiveMeter, use: LimitUse): GuardPlan {
  const until = untilIn(world, live);
  const runners = runnersOf(world, live, { name: use.name, until });
  const fixed = runners.flatMap(fixedIn);
  const elsewhere = elsewhereOn(world, live, use.name);
  const bound = new Set(fixed.map(({ runner }) => runner.subject));
  const open = runners.filter(({ subject }) => !bound.has(subject)).sort(firstToStop);
  const ahead = Math.max(0, between(world.now, until));
  const left = (use.limit - use.used) * 3_600_000;
  const shared = sharedAheadMs(live.usage.others ?? [], use.name, { from: world.now, to: until });
  const spoken =
    shared + elsewhere.length * ahead + sumOf(fixed.map(({ runner }) => runner.aheadMs));
  const kept = keptFrom(open, left - spoken, world.policy.idle.grace + UNTIL_STOPPED);
  return {
    use,
    until,
    stops: open.slice(0, open.length - kept.length).map(({ subject }) => subject.instance.id),
    left: [
      ...fixed.flatMap(({ runner, because }) =>
        because === null ? [] : [{ id: runner.subject.instance.id, because }],
      ),
      ...elsewhere,
      ...kept.map(({ subject }) => ({ id: subject.instance.id, because: 'fits' as const })),
    ],
  };
}

function untilIn({ now }: World, { meter }: LiveMeter): Instant {
  const { to } = monthOf(now);
  const ends = endOf(meter.plan, 'legacy');
  return ends === null ? to : instant(Math.min(to, ends));
}

const isRunning = ({ state }: Instance): boolean => state === 'running' || state === 'pending';

function runnersOf(
  world: World,
  { schedules }: LiveMeter,
  { name, until }: { readonly name: LimitName; readonly until: Instant },
): readonly Runner[] {
  const drawing = world.living.filter((one) => isRunning(one) && limitOf(one) === name);
  return drawing.map((instance) => {
    const subject = caseOf(world, instance);
    const schedule = schedules.get(instance.id);
    const stop = schedule === undefined ? null : nextStop(subject, schedule, until);
    return { subject, aheadMs: Math.max(0, (stop ?? until) - world.now) };
  });
}

/** An edge that no pass has answered yet is answered now. */
function nextStop({ record, world }: Case, schedule: Schedule, until: Instant): Instant | null {
  const newest = newestEdge(schedule, world.now);
  if (newest?.to === 'stopped' && record.schedule && isUnanswered(newest, record.schedule)) {
    return world.now;
  }
  return edgesBetween(schedule, world.now, until).find(({ to }) => to === 'stopped')?.at ?? null;
}

interface Fixed {
  readonly runner: Runner;
  /** Null: it only comes or goes at this moment. */
  readonly because: LeftBecause | null;
}

/** What may not be stopped draws on the allowance all the same. */
function fixedIn(runner: Runner): readonly Fixed[] {
  const { subject } = runner;
  const foreign = notOurs(subject);
  if (foreign?.reason.key === 'in-transition') {
    return [{ runner: isBeingStopped(subject) ? { subject, aheadMs: 0 } : runner, because: null }];
  }
  if (foreign) return [{ runner, because: 'not-ours' }];
  if (protectedFromUs(subject)) return [{ runner, because: 'protected' }];
  return held(subject) ? [{ runner, because: 'held' }] : [];
}

const isBeingStopped = ({ world, instance }: Case): boolean =>
  world.snapshot.memory.intents.some(
    ({ verb, targets }) =>
      verb === 'stop' && targets.some(({ instanceId }) => instanceId === instance.id),
  );

const elsewhereOn = (
  { snapshot: { region } }: World,
  { usage }: LiveMeter,
  name: LimitName,
): readonly LeftAlone[] =>
  usage.instances
    .filter((one) => one.region !== region && drawsOnHours(one.type))
    .filter(({ platform }) => (platform === 'windows') === (name === 'instanceHoursWindows'))
    .filter(({ runs }) => runs.some(({ to }) => to === null))
    .map(({ id }) => ({ id, because: 'elsewhere' }));

/** Idle first, then the lowest priority, then the newest. */
function firstToStop({ subject: a }: Runner, { subject: b }: Runner): number {
  return (
    Number(isIdle(b)) - Number(isIdle(a)) ||
    (priorityOf(a.instance) ?? 0) - (priorityOf(b.instance) ?? 0) ||
    b.instance.launchTime - a.instance.launchTime ||
    (a.instance.id < b.instance.id ? -1 : 1)
  );
}

/** As far as is known without asking: it has been warned of it. */
const isIdle = (subject: Case): boolean => openIdleWarning(subject) !== undefined;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** The longest tail of the order that lasts; those before it draw until they are stopped. */
function keptFrom(order: readonly Runner[], leftMs: number, stopMs: number): readonly Runner[] {
  const ahead = order.map(({ aheadMs }) => aheadMs);
  for (let stopped = 0; stopped < order.length; stopped += 1) {
    const drawn = sumOf(ahead.slice(0, stopped).map((one) => Math.min(one, stopMs)));
    if (sumOf(ahead.slice(stopped)) + drawn <= leftMs) return order.slice(stopped);
  }
  return [];
}
