/**
 * CPU credits of T instances, looked at with the daily digest: what AWS charged beyond what was
 * earned (unlimited mode), and who was held to its baseline because none were left (standard).
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-monitoring-cpu-credits.html
 */
import { freeCallsLeft } from '../meter/metric-calls.ts';
import type { Mark } from '../model/decision.ts';
import { burstableFamily } from '../model/instance-type.ts';
import {
  between,
  type Duration,
  days,
  hours,
  type Instant,
  minus,
  minutes,
  plus,
} from '../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricName,
  type MetricQuery,
} from '../model/metric.ts';
import { type Reason, reason } from '../model/reason.ts';
import type { Query } from '../model/snapshot.ts';
import { flagOf, TAG } from '../model/tag.ts';
import { newestDaily } from '../schedule/daily.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { type Case, caseOf } from './case.ts';
import { CREDITS_PER_VCPU_HOUR, creditCharge } from './surplus.ts';
import { toldOnce } from './told-once.ts';
import { regionsIn, type World } from './world.ts';

/** What is told of, and as long before it: whether it began or only goes on. */
const TOLD_OF = days(1);
const LOOKED_AT = days(2);
/** An instance that is idle earns more than this in five minutes. */
const NEXT_TO_NONE = 1;
/** Shorter dips mend themselves. */
const LONG_ENOUGH = hours(1);
/** T3 and later begin with nothing: the first hour after a start proves nothing. */
const BEGINNING = hours(1);

const ALWAYS: readonly MetricName[] = ['CPUCreditBalance', 'CPUSurplusCreditsCharged'];
const UNLIMITED: MetricName = 'CPUSurplusCreditBalance';

/** From the digest's time until its record is there; a pass that is later than a day lets it be. */
function isDue({ policy, snapshot, now }: World): boolean {
  const { on, cpuCredits } = policy.health;
  if (!on || !cpuCredits) return false;
  const { zone, tell } = policy;
  const { date, at } = newestDaily({ zone, minuteOfDay: tell.digest }, now);
  const { activation, digests } = snapshot.memory;
  const isOurs = activation !== null && at >= activation.since && between(at, now) <= TOLD_OF;
  return isOurs && !digests.some((digest) => digest.date === date);
}

const hasCredits = ({ instance: { state, type, tags } }: Case): boolean =>
  state === 'running' && burstableFamily(type) !== null && !flagOf(tags, TAG.ignore);

/** Two metrics of each T instance; of one that had none left also whether it may owe some. */
export function creditQueries(world: World): readonly Query[] {
  if (!isDue(world)) return [];
  const queries = world.living
    .map((instance) => caseOf(world, instance))
    .filter(hasCredits)
    .flatMap((subject) => missingOf(subject).map((metric) => queryFor(subject, metric)));
  const freeCalls = freeCallsLeft(world.snapshot.metrics.length, regionsIn(world));
  return queries.length > 0 ? [{ kind: 'metrics', queries, freeCalls }] : [];
}

function missingOf(subject: Case): readonly MetricName[] {
  const missing = ALWAYS.filter((metric) => readingOf(subject, metric) === undefined);
  if (missing.length > 0) return missing;
  const asksMore =
    emptyFor(subject, TOLD_OF) !== null && readingOf(subject, UNLIMITED) === undefined;
  return asksMore ? [UNLIMITED] : [];
}

const queryFor = ({ instance, world: { now } }: Case, metric: MetricName): MetricQuery => ({
  instanceId: instance.id,
  metric,
  from: minus(now, LOOKED_AT),
  to: now,
});

/** Idleness and surplus credits are read over shorter times. */
const readingOf = ({ instance, world }: Case, wanted: MetricName) =>
  world.readings
    .get(instance.id)
    ?.find(({ metric, from }) => metric === wanted && from <= minus(world.now, LOOKED_AT));

/** The datapoints of the day that ends then. */
function pointsOf(subject: Case, metric: MetricName, until: Instant): readonly Datapoint[] {
  const series = readingOf(subject, metric)?.series;
  const from = minus(until, TOLD_OF);
  return series?.complete ? series.items.filter(({ at }) => at >= from && at < until) : [];
}

/** Minutes of the day that began so long ago; null: not for long, or nobody knows. */
function emptyFor(subject: Case, ago: Duration): number | null {
  const { instance, world } = subject;
  const until = plus(minus(world.now, ago), TOLD_OF);
  const booted = plus(instance.launchTime, BEGINNING);
  const empty = pointsOf(subject, 'CPUCreditBalance', until).filter(
    ({ at, value }) => at >= booted && value < NEXT_TO_NONE,
  );
  const length = empty.length * (METRIC_PERIOD_SECONDS / 60);
  return minutes(length) >= LONG_ENOUGH ? length : null;
}

const chargedIn = (subject: Case, until: Instant): number =>
  pointsOf(subject, 'CPUSurplusCreditsCharged', until).reduce((sum, { value }) => sum + value, 0);

/** Only unlimited mode has them, and then nothing is held back. */
function owes(subject: Case): boolean {
  const series = readingOf(subject, UNLIMITED)?.series;
  return !series?.complete || series.items.some(({ value }) => value > 0);
}

/** Lines for the digest: one where it begins, and none while it goes on. */
export function creditMarks(world: World, cases: readonly Case[]): readonly Mark[] {
  if (!isDue(world)) return [];
  return cases.filter(hasCredits).flatMap((subject) => {
    const found = findingOf(subject);
    return found ? marksFor(subject, found) : [];
  });
}

interface Finding {
  readonly because: Reason<'credits-charged' | 'credits-exhausted'>;
  /** It was so the day before too. */
  readonly goesOn: boolean;
}

function findingOf(subject: Case): Finding | null {
  const { instance, world } = subject;
  const yesterday = minus(world.now, TOLD_OF);
  const credits = chargedIn(subject, world.now);
  if (credits > 0) {
    const microUsd = creditCharge(subject, credits);
    const because = reason('credits-charged', { credits, microUsd });
    return { because, goesOn: chargedIn(subject, yesterday) > 0 };
  }
  const length = emptyFor(subject, TOLD_OF);
  if (length === null || owes(subject)) return null;
  const isLaunchCredit = burstableFamily(instance.type) === 't2';
  const vcpuHourMicroUsd = creditCharge(subject, CREDITS_PER_VCPU_HOUR);
  const evidence = { length: minutes(length), isLaunchCredit, vcpuHourMicroUsd };
  const because = reason('credits-exhausted', evidence);
  return { because, goesOn: emptyFor(subject, LOOKED_AT) !== null };
}

function marksFor(subject: Case, { because, goesOn }: Finding): readonly Mark[] {
  const { record, world } = subject;
  const isKnown = record.told.some((what) => what.startsWith(`credits:${because.key}:`));
  if (goesOn && isKnown) return [];
  const { date } = localTimeAt(world.policy.zone, world.now);
  return toldOnce(subject, { line: 'credits', reason: because }, `${because.key}:${date}`);
}
