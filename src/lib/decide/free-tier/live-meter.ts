/** The free-tier meter of a pass: from what runs now, what is remembered, and the last sweep. */
import { accountPlan } from '../../meter/account-plan.ts';
import { creditsLeft } from '../../meter/credits.ts';
import { meterRange } from '../../meter/idle-stops.ts';
import { liveUsage } from '../../meter/live-usage.ts';
import { type LimitMeter, limitMeter, type Meter } from '../../meter/meter.ts';
import { monthOf } from '../../meter/month.ts';
import { NOT_ASKED } from '../../model/family.ts';
import type { AccountPlan, MeteredUsage, SurveyedUsage } from '../../model/metered-usage.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { World } from '../world.ts';
import { foreseen } from './foreseen.ts';

/**
 * Each pass asks how its limits stand. What they end with at the least, who has what of them and
 * what comes above them is for what is told, which is rare: that is reckoned when it is asked for.
 */
export interface LiveMeter {
  readonly meter: LimitMeter;
  readonly whole: () => Meter;
  readonly credits: () => ReturnType<typeof creditsLeft>;
  readonly usage: MeteredUsage;
  readonly plan: AccountPlan;
  /** Of the instances at home that a schedule will turn. */
  readonly schedules: ReadonlyMap<string, Schedule>;
}

/** By the records of a world, which all drafts of one look share. */
const meters = new WeakMap<World['records'], { readonly found: LiveMeter | null }>();

/** Null where there is nothing to count against, or where instances could not be listed. */
export function liveMeter(world: World): LiveMeter | null {
  const known = meters.get(world.records);
  if (known !== undefined) return known.found;
  const found = metered(world);
  meters.set(world.records, { found });
  return found;
}

function metered(world: World): LiveMeter | null {
  const { snapshot, records, instances, prices, now } = world;
  const plan = planInForce(world);
  if (plan === null || plan.kind === 'none' || !snapshot.instances.complete) return null;
  const { schedules, due, idleStops } = foreseen(world);
  const usage = liveUsage({
    plan,
    takenAt: now,
    region: snapshot.region,
    instances: [...instances.values()],
    surveyed: surveyedIn(world),
    scheduleOf: ({ id }) => schedules.get(id) ?? null,
    dueOf: ({ id }) => due.get(id),
    remembered: {
      region: snapshot.region,
      records: [...records.values()],
      gone: snapshot.memory.goneInstances,
    },
  });
  return {
    meter: limitMeter(usage, now, prices),
    whole: once(() => meterRange({ usage, stops: idleStops, now, prices })),
    credits: once(() => creditsLeft(usage, now, prices)),
    usage,
    plan,
    schedules,
  };
}

function once<Found>(find: () => Found): () => Found {
  let found: { readonly is: Found } | null = null;
  return () => {
    found ??= { is: find() };
    return found.is;
  };
}

/** What AWS alone counted is of the month in which it did. */
function surveyedIn({ snapshot: { memory, region }, now }: World): SurveyedUsage | null {
  const survey = memory.survey ?? memory.accountSurvey;
  const usage = survey?.usage ?? null;
  if (usage === null || survey === null) return null;
  const isOfThisMonth = survey.at >= monthOf(now).from;
  const counted = isOfThisMonth ? usage : { ...usage, besides: [], before: undefined };
  return memory.survey === null ? seenFrom(region, counted) : counted;
}

/** The sweep was made from another Region: what it left out of its lists is in `atHome`. */
function seenFrom(region: string, usage: SurveyedUsage): SurveyedUsage {
  const { instances, addresses, others = [], atHome = [], sampled: _, ...rest } = usage;
  return {
    ...rest,
    instances: instances.filter((one) => one.region !== region),
    addresses: addresses.filter((one) => one.region !== region || one.kind === 'elastic'),
    others: [...others, ...atHome],
  };
}

/** What the policy says; what AWS told the last sweep, where that says more. */
function planInForce({ policy, snapshot, now }: World): AccountPlan | null {
  const said = accountPlan(policy, { planState: NOT_ASKED, freeTier: NOT_ASKED, takenAt: now });
  const { survey, accountSurvey } = snapshot.memory;
  const told = (survey ?? accountSurvey)?.usage?.plan ?? null;
  if (said === null) return told;
  return told?.kind === 'credits' && said.kind === 'credits' ? told : said;
}
