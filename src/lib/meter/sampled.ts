/**
 * What ran this month before Tierkeeper looked for the first time, by the CPU samples that
 * CloudWatch has of it: one each five minutes while an instance runs, kept for 63 days
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html).
 */
import { itemsOf } from '../model/family.ts';
import type { Instance } from '../model/instance.ts';
import { days, type Instant, instant, later, minus, plus, seconds } from '../model/instant.ts';
import type { MeteredAddress, MeteredInstance, MeteredUsage, Run } from '../model/metered-usage.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS } from '../model/metric.ts';
import type { SampledUsage } from '../model/past-usage.ts';
import type { SampleQuestion, SampleSight } from '../model/sample-sight.ts';
import type { UsageSight } from '../model/usage-sight.ts';
import { drawsOnHours } from './allowance.ts';
import { monthOf } from './month.ts';
import { privateAddressesOf } from './seen-usage.ts';

/** The burn of credits looks back over the border of a month. */
const LOOKS_BACK = days(8);

/** The beginning of what is known of an instance this month; null: it did not run before. */
function knownFrom(runs: readonly Run[], month: { readonly from: Instant }, now: Instant) {
  const starts = runs.filter(({ to }) => to === null || to > month.from).map(({ from }) => from);
  if (starts.length === 0) return runs.length === 0 ? now : null;
  const first = instant(Math.min(...starts));
  return first > month.from ? first : null;
}

/** Of each instance, from the month's beginning to what is known of it; what is free first. */
export function sampleQuestions(
  { regions, takenAt: now }: Pick<UsageSight, 'regions' | 'takenAt'>,
  { instances }: Pick<MeteredUsage, 'instances'>,
): readonly SampleQuestion[] {
  const month = monthOf(now);
  const runs = new Map(instances.map((one) => [one.id, one.runs]));
  const asked = regions.flatMap(({ region, instances: family }) =>
    itemsOf(family).flatMap((one): readonly SampleQuestion[] => {
      const to = knownFrom(runs.get(one.id) ?? [], month, now);
      return to === null ? [] : [{ region, instanceId: one.id, from: month.from, to }];
    }),
  );
  const types = new Map<string, string>(instances.map(({ id, type }) => [id, type]));
  const rank = ({ instanceId }: SampleQuestion): number =>
    drawsOnHours(types.get(instanceId) ?? '') ? 0 : 1;
  return asked.toSorted((a, b) => rank(a) - rank(b));
}

const PERIOD = seconds(METRIC_PERIOD_SECONDS);
const HALF = seconds(METRIC_PERIOD_SECONDS / 2);

/**
 * Somewhere in its first and its last five minutes a run began and ended: on the average half of
 * each. What reaches the month's beginning, or what is known, goes on there.
 */
function runsOf(samples: readonly Datapoint[], { from, to }: SampleQuestion): readonly Run[] {
  const runs: { from: Instant; to: Instant }[] = [];
  for (const { at } of samples) {
    const last = runs.at(-1);
    if (last !== undefined && at <= last.to) last.to = plus(at, PERIOD);
    else runs.push({ from: at, to: plus(at, PERIOD) });
  }
  return runs.map((run) => {
    const begins = run.from <= from ? from : plus(run.from, HALF);
    const ends = instant(Math.min(to, run.to >= plus(to, PERIOD) ? to : minus(run.to, HALF)));
    return { from: begins, to: later(ends, begins) };
  });
}

const hasAutomatic = (instance: Instance): number =>
  privateAddressesOf(instance).filter(({ publicIp, elastic }) => publicIp !== null && !elastic)
    .length;

/** What was answered, as the ledger keeps it. */
export function sampledUsage(
  { takenAt, regions }: Pick<UsageSight, 'regions' | 'takenAt'>,
  { instances }: Pick<MeteredUsage, 'instances'>,
  { answers, isWhole }: SampleSight,
): SampledUsage {
  const shown = new Map<string, Instance>(
    regions.flatMap((one) => itemsOf(one.instances)).map((one) => [one.id, one]),
  );
  const metered = new Map(instances.map((one) => [one.id, one]));
  const found = answers.flatMap(({ samples, ...question }) => {
    const one = metered.get(question.instanceId);
    const runs = runsOf(samples, question);
    return one === undefined || runs.length === 0 ? [] : [{ one, runs }];
  });
  return {
    month: monthOf(takenAt).name,
    isWhole: isWhole && regions.every((one) => one.instances.complete),
    instances: found.map(({ one: { id, type, platform, region }, runs }) => ({
      ...{ id, type, platform, region, runs },
    })),
    // Who gets an address at each start now, got one at the starts before.
    addresses: found.flatMap(({ one: { id, region }, runs }) => {
      const instance = shown.get(id);
      const count = instance?.state === 'running' ? hasAutomatic(instance) : 0;
      return Array.from({ length: count }, () => runs).flatMap((many) =>
        many.map(({ from, to }) => ({ id, region, from, to })),
      );
    }),
  };
}

/** It is of no more use once the month, and what looks back on it, is over. */
export const isOld = ({ month }: SampledUsage, now: Instant): boolean =>
  month < monthOf(minus(now, LOOKS_BACK)).name;

type Sampled = Pick<SampledUsage, 'instances' | 'addresses'>;

function joined(one: MeteredInstance, before: readonly Run[]): MeteredInstance {
  const first = one.runs[0]?.from ?? null;
  const earlier = before.filter(({ to }) => to !== null && (first === null || to <= first));
  return { ...one, runs: [...earlier, ...one.runs] };
}

export function withSampled(usage: MeteredUsage, sampled: Sampled | undefined): MeteredUsage {
  if (sampled === undefined) return usage;
  const runs = new Map(sampled.instances.map((one) => [one.id, one.runs]));
  const there = new Set(usage.instances.map(({ id }) => id));
  const gone = sampled.instances.filter(({ id }) => !there.has(id));
  const addresses = sampled.addresses.map(
    (one): MeteredAddress => ({ ...one, kind: 'auto', isInUse: true, instanceId: null }),
  );
  return {
    ...usage,
    instances: [
      ...usage.instances.map((one) => joined(one, runs.get(one.id) ?? [])),
      ...gone.map((one) => ({ ...one, schedule: null })),
    ],
    addresses: [...usage.addresses, ...addresses],
  };
}
