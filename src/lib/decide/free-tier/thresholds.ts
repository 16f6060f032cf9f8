/** Shares of an allowance that are told once a month: of what is used, and of what is forecast. */
import type { Meter } from '../../meter/meter.ts';
import { monthOf } from '../../meter/month.ts';
import type { AllowanceNews, AllowanceShare } from '../../model/allowance-news.ts';
import type { ToldThreshold } from '../../model/allowance-record.ts';
import { nameOf } from '../../model/instance.ts';
import { between, days, type Instant, later, plus } from '../../model/instant.ts';
import type { LimitUse } from '../../model/meter.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { Notice, Urgency } from '../../model/notice.ts';
import type { World } from '../world.ts';
import type { LiveMeter } from './live-meter.ts';
import { namedThere } from './named-there.ts';

export interface ThresholdNews {
  readonly notices: readonly Notice<'allowance-threshold'>[];
  /** What is told by then, of all limits. */
  readonly told: readonly ToldThreshold[];
}

type Of = 'used' | 'forecast';
const BOTH: readonly Of[] = ['used', 'forecast'];

/** What is reached so soon is worth a message at once. */
const SOON = days(3);
const MOST_SHARES = 4;
/** Sums of fractions may end a hair below what they are. */
const HAIR = 1e-6;

export function thresholdNews(
  world: World,
  live: LiveMeter,
  before: readonly ToldThreshold[],
): ThresholdNews {
  const found = live.meter.limits.flatMap((use) => reachedIn(world, use, before));
  const fresh = found.map(({ told }) => told);
  const notices = [...Map.groupBy(found, ({ told }) => told.limit).values()].flatMap((reached) => {
    const [first] = reached.toSorted((a, b) => b.told.percent - a.told.percent);
    return first === undefined ? [] : [noticeOf(world, live, first)];
  });
  const isOld = ({ limit, of }: ToldThreshold): boolean =>
    !fresh.some((one) => one.limit === limit && one.of === of);
  return { notices, told: [...before.filter(isOld), ...fresh] };
}

interface Reached {
  readonly use: LimitUse;
  readonly told: ToldThreshold & { readonly of: Of };
}

/** The highest that is reached, where none as high was told this month. */
function reachedIn(
  { policy }: World,
  use: LimitUse,
  before: readonly ToldThreshold[],
): readonly Reached[] {
  if (use.limit <= 0) return [];
  return BOTH.flatMap((of) => {
    const now = (use[of] / use.limit) * 100 + HAIR;
    const percent = policy.freeTier.thresholds.findLast((threshold) => threshold <= now);
    const known = before.find((one) => one.limit === use.name && one.of === of)?.percent ?? 0;
    return percent === undefined || percent <= known
      ? []
      : [{ use, told: { limit: use.name, of, percent } }];
  });
}

/** At once where it will cost something and time is short; what stays free can wait. */
function urgencyOf({ now }: World, { reachedAt }: LimitUse, percent: number): Urgency {
  if (reachedAt === null) return 'digest';
  return percent >= 95 || reachedAt <= plus(now, SOON) ? 'now' : 'digest';
}

function noticeOf(
  world: World,
  live: LiveMeter,
  { use, told: { of, percent } }: Reached,
): Notice<'allowance-threshold'> {
  const meter = live.whole();
  const { guard, stopAtPercent } = world.policy.freeTier;
  const isGuarded = guard === 'stop' && world.mode === 'act' && use.name.startsWith('instance');
  const facts: AllowanceNews = {
    news: 'threshold',
    ...{ use: withLow(use, meter), of, percent },
    ...sharesOf(world, live, use),
    ...placesOf(world, use),
    dayMicroUsd: dayAfter(meter, use),
    stopsAtPercent: isGuarded ? stopAtPercent : null,
  };
  return {
    kind: 'allowance-threshold',
    dedupeKey: `allowance:${meter.month}:${use.name}:${of}:${percent}`,
    urgency: urgencyOf(world, use, percent),
    at: world.now,
    facts,
  };
}

/** As the whole meter has it: with what it ends with at the least. */
export function withLow(use: LimitUse, { limits }: Pick<Meter, 'limits'>): LimitUse {
  const low = limits.find(({ name }) => name === use.name)?.low;
  return low === undefined ? use : { ...use, low };
}

/** Of the last sweep, where it is one of this month. */
function placesOf({ snapshot }: World, { name }: LimitUse): Pick<Threshold, 'places'> {
  const { meter = null } = snapshot.memory.survey ?? {};
  if (meter?.places === undefined || meter.month !== monthOf(snapshot.takenAt).name) return {};
  const places = meter.places
    .map(({ place, uses }) => ({ place, uses: uses.filter((use) => use.name === name) }))
    .filter(({ uses }) => uses.length > 0);
  return places.length > 1 ? { places } : {};
}

/** An address is called by the instance that it is on. */
function sharesOf(
  { instances, snapshot }: World,
  { whole, usage }: LiveMeter,
  { name: limit }: LimitUse,
): Pick<Threshold, 'shares' | 'moreShares'> {
  const all = whole()
    .shares.filter((share) => share.name === limit && share.forecast > 0)
    .toSorted((a, b) => b.forecast - a.forecast);
  const names = new Map<string, string>([...instances].map(([id, one]) => [id, nameOf(one)]));
  const there = namedThere(usage, snapshot.region);
  const holders = new Map(usage.addresses.map(({ id, instanceId }) => [id, instanceId ?? id]));
  const listed = all.slice(0, MOST_SHARES).map(
    ({ id, used, forecast }): AllowanceShare => ({
      ...{ id, used, forecast },
      name: names.get(holders.get(id) ?? id) ?? there.get(holders.get(id) ?? id) ?? id,
      isHere: names.has(id),
    }),
  );
  return { shares: listed, moreShares: all.length - listed.length };
}

type Threshold = Extract<AllowanceNews, { readonly news: 'threshold' }>;

/** On the average of the days from then to the month's end. */
function dayAfter(meter: Meter, { name, reachedAt }: LimitUse): MicroUsd | null {
  const beyond = meter.beyond[name];
  if (reachedAt === null || beyond === null) return null;
  const { from, to } = monthOf(meter.asOf);
  const since: Instant = later(reachedAt, from);
  return microUsd((beyond / Math.max(1, between(since, to))) * days(1));
}
