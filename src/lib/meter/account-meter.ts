/** The meter of an account as it is seen, with what is remembered of it. */
import { type Foreseen, foreseen } from '../decide/free-tier/foreseen.ts';
import { worldOf } from '../decide/world.ts';
import { EMPTY_MEMORY } from '../model/empty-memory.ts';
import { complete, itemsOf, NOT_ASKED } from '../model/family.ts';
import type { AccountId } from '../model/ids.ts';
import type { GoneInstance, InstanceRecord } from '../model/instance-record.ts';
import { minutes, plus } from '../model/instant.ts';
import type { LeftOut, MeterReport, ToldCount, ToldOther } from '../model/meter.ts';
import type { AccountPlan, Besides, MeteredUsage, SharedUse } from '../model/metered-usage.ts';
import type { PastUsage } from '../model/past-usage.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { SampleQuestion, SampleSight } from '../model/sample-sight.ts';
import { isReadable } from '../model/savings-plan.ts';
import { type Snapshot, UNASKED } from '../model/snapshot.ts';
import type { UsageSight } from '../model/usage-sight.ts';
import { accountPlan, oddUses, toldOthers, toldUses } from './account-plan.ts';
import { besidesOf, monthBefore } from './besides.ts';
import { meterRange } from './idle-stops.ts';
import type { Meter } from './meter.ts';
import { monthOf } from './month.ts';
import { type SweepLook, type WithPast, withPast } from './past-usage.ts';
import { isOld, sampledUsage, sampleQuestions, withSampled } from './sampled.ts';
import { seenUsage } from './seen-usage.ts';

export interface SeenAccount {
  readonly account: AccountId;
  /** Where Tierkeeper acts, or would. */
  readonly region: string;
  readonly sight: UsageSight;
  /** Instances as the ledger knows them: their runs that ended. */
  readonly records: readonly InstanceRecord[];
  /** Those that are terminated, with theirs. */
  readonly gone: readonly GoneInstance[];
  /** What daily sweeps saw before; null: there was none. */
  readonly past: PastUsage | null;
  /** What CPU samples say of the month so far; null: nobody has asked. */
  readonly samples?: SampleSight | null | undefined;
  /** What others draw on the same allowances. */
  readonly others?: readonly SharedUse[] | undefined;
  readonly policy: Policy;
  readonly prices: PriceTable;
}

export interface AccountMeter {
  readonly meter: Meter;
  readonly usage: MeteredUsage;
  /** Null: nobody says which free tier the account has. */
  readonly plan: AccountPlan | null;
  /** What of it AWS alone has counted. */
  readonly besides: readonly Besides[];
  /** All that AWS counts. */
  readonly told: readonly ToldCount[];
  /** What only AWS can count. */
  readonly others: readonly ToldOther[];
  readonly leftOut: readonly LeftOut[];
  /** For the next sweep. */
  readonly past: PastUsage;
}

interface Identified {
  readonly id: string;
}

/** What is seen of it, with what sweeps saw before. */
function knownUsage(seen: SeenAccount, plan: AccountPlan | null, homeWorld: Foreseen) {
  const { region, sight, records, gone } = seen;
  const turns = {
    scheduleOf: ({ id }: Identified) => homeWorld.schedules.get(id) ?? null,
    dueOf: ({ id }: Identified) => homeWorld.due.get(id),
  };
  const remembered = { region, records, gone };
  const shown = seenUsage({ sight, plan: plan ?? { kind: 'none' }, ...turns, remembered });
  const read = new Map(sight.regions.map((one) => [one.region, one]));
  const isUnread: SweepLook['isUnread'] = (family, name) =>
    read.get(name)?.[family].complete !== true;
  return withPast(shown, seen.past, { now: sight.takenAt, home: region, isUnread });
}

/**
 * Whom to ask CloudWatch for CPU samples of: of the month in which somebody looks for the first
 * time, and once.
 */
export function samplesWanted(seen: SeenAccount): readonly SampleQuestion[] {
  const { sight, past, policy } = seen;
  const { from, name } = monthOf(sight.takenAt);
  if (past !== null && (past.since <= from || past.sampled?.month === name)) return [];
  const known = knownUsage(seen, accountPlan(policy, sight), foreseen(homeOf(seen)));
  return sampleQuestions(sight, known.usage);
}

/** With what CPU samples say, of this sweep or of an earlier one. */
function sampledIn({ sight, samples }: SeenAccount, { usage, past }: WithPast): WithPast {
  const fresh = samples ? sampledUsage(sight, usage, samples) : past.sampled;
  const sampled = fresh && !isOld(fresh, sight.takenAt) ? fresh : undefined;
  return { usage: withSampled(usage, sampled), past: { ...past, sampled } };
}

/** Two clocks differ; no more than this is theirs. */
const CLOCKS_DIFFER = minutes(5);

/** What AWS says began in the future: it is the clock here that is wrong. */
function fromTheFuture({ regions, takenAt }: UsageSight): readonly LeftOut[] {
  const starts = regions.flatMap((one) => [
    ...itemsOf(one.instances).map(({ id, launchTime: from }) => ({ id, from })),
    ...itemsOf(one.volumes).map(({ id, createdAt: from }) => ({ id, from })),
  ]);
  const ahead = starts.filter(({ from }) => from > plus(takenAt, CLOCKS_DIFFER));
  const [first] = ahead.toSorted((a, b) => b.from - a.from);
  return first === undefined ? [] : [{ kind: 'future', ...first, count: ahead.length }];
}

const leftOutOf = ({ sight, prices }: SeenAccount): readonly LeftOut[] => [
  ...fromTheFuture(sight),
  ...oddUses(itemsOf(sight.freeTier)).map((odd): LeftOut => ({ kind: 'count', ...odd })),
  ...plansLeftOut(sight),
  ...pricesLeftOut(prices),
];

const plansLeftOut = ({ savingsPlans }: UsageSight): readonly LeftOut[] =>
  itemsOf(savingsPlans ?? complete([])).flatMap((plan): readonly LeftOut[] =>
    isReadable(plan) ? [] : [{ kind: 'savings-plan', ...plan }],
  );

export const pricesLeftOut = ({ odd }: PriceTable): readonly LeftOut[] =>
  odd.map((one): LeftOut => ({ kind: 'price', ...one }));

export function accountMeter(seen: SeenAccount): AccountMeter {
  const { region, sight, policy, prices } = seen;
  const plan = accountPlan(policy, sight);
  const ahead = foreseen(homeOf(seen));
  const { usage: own, past } = sampledIn(seen, knownUsage(seen, plan, ahead));
  // AWS counts all accounts of a bill together, and says so to the one that pays.
  const known = plan?.kind === 'legacy' ? { ...own, others: seen.others } : own;
  const { takenAt: now } = sight;
  const told = plan?.kind === 'legacy' ? toldUses(itemsOf(sight.freeTier)) : [];
  const before = monthBefore({ past, isTold: told.length > 0, now });
  const usage = before === null ? known : { ...known, before };
  const range = { stops: ahead.idleStops, now, prices };
  const counted = meterRange({ usage, ...range });
  const besides = besidesOf({ told, uses: counted.uses, region, now });
  const counts = told.map(({ name, used }): ToldCount => {
    const unseen = besides.find((one) => one.name === name)?.amount ?? 0;
    return { name, used, unseen };
  });
  const others = toldOthers(itemsOf(sight.freeTier));
  const found = { usage, plan, past, besides, told: counts, others, leftOut: leftOutOf(seen) };
  if (besides.length === 0) return { ...found, meter: counted };
  const more = { ...usage, besides };
  return { ...found, usage: more, meter: meterRange({ usage: more, ...range }) };
}

/** Home as a pass would see it, where nobody asked for more. */
function homeOf({ account, region, sight, records, policy, prices }: SeenAccount) {
  const home = sight.regions.find((one) => one.region === region);
  const snapshot: Snapshot = {
    ...{ account, region, takenAt: sight.takenAt, scope: { kind: 'region' } },
    ...UNASKED,
    instances: home?.instances ?? NOT_ASKED,
    memory: { ...EMPTY_MEMORY, instances: records },
  };
  return worldOf(snapshot, policy, prices);
}

/** It may be that so many are wrong; the page has room for some. */
const MOST_LEFT_OUT = 10;

/** As much of it as messages and pages show. */
export function reportOf(
  of: Pick<AccountMeter, 'meter' | 'told' | 'others' | 'leftOut'>,
): MeterReport {
  const { month, asOf, limits, cost, credits, plan } = of.meter;
  const leftOut = of.leftOut.slice(0, MOST_LEFT_OUT);
  return {
    ...{ month, asOf, limits, cost, credits, plan, told: of.told },
    ...(of.others.length === 0 ? {} : { others: of.others }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
}
