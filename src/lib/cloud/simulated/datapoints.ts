/** The five-minute datapoints of AWS/EC2: computed when somebody looks, and then remembered. */

import { burstableFamily, publishesEbsMetrics } from '../../model/instance-type.ts';
import { type Instant, instant, milliseconds, plus, seconds } from '../../model/instant.ts';
import {
  type Datapoint,
  METRIC_NAMES,
  METRIC_PERIOD_SECONDS,
  type MetricName,
} from '../../model/metric.ts';
import type { Account, Machine, Run } from './account.ts';
import { activityOf, BOOT, DEAD, datapointValue, type Effort } from './loads.ts';
import { noise } from './random.ts';

const PERIOD = seconds(METRIC_PERIOD_SECONDS);
/** Less than a minute of running leaves no datapoint. */
const SHORTEST_RUN = seconds(60);
const BOOT_TIME = seconds(300);

/** The datapoints of one metric of one instance. */
export interface Series {
  /** Those that begin from `from` (included) to `to` (excluded) and have been published. */
  between(from: Instant, to: Instant): readonly Datapoint[];
}

const overlap = (run: Run, from: Instant, to: Instant): number =>
  Math.min(run.to ?? to, to) - Math.max(run.from, from);

function runIn({ runs }: Machine, from: Instant): Run | undefined {
  const to = plus(from, PERIOD);
  return runs.findLast((run) => run.from < to && overlap(run, from, to) >= SHORTEST_RUN);
}

function effortOf(machine: Machine, run: Run, at: Instant): Effort | null {
  if (at < plus(run.from, BOOT_TIME) && plus(at, PERIOD) > run.from) return BOOT;
  const change = machine.loads.findLast(({ from }) => from <= at);
  return activityOf(change?.load ?? DEAD, at, machine.noiseKey);
}

/** A t3.micro earns twelve credits an hour, and pays back what it owes first. */
function surplusAt({ spec, runs }: Machine, at: Instant): number {
  const earned = Math.floor((at - (runs[0]?.from ?? at)) / PERIOD);
  return runs.length > 1 ? 0 : Math.max(0, (spec.surplusCredits ?? 0) - earned);
}

/** The most that a t3.micro can have. */
const PLENTY = 288;

function creditsAt(machine: Machine, metric: MetricName, at: Instant): number | null {
  switch (metric) {
    case 'CPUSurplusCreditBalance':
      return surplusAt(machine, at);
    case 'CPUCreditBalance':
      return machine.spec.creditBalance ?? PLENTY;
    case 'CPUSurplusCreditsCharged':
      return machine.spec.chargedCredits ?? 0;
    default:
      return null;
  }
}

function datapoint(machine: Machine, metric: MetricName, period: number): Datapoint | null {
  const at = instant(period * PERIOD);
  const run = runIn(machine, at);
  if (run === undefined) return null;
  const credits = creditsAt(machine, metric, at);
  if (credits !== null) return { at, value: credits };
  const luck = noise(machine.noiseKey + METRIC_NAMES.indexOf(metric) + 1, period);
  return { at, value: datapointValue(metric, effortOf(machine, run, at), luck) };
}

/** A datapoint can be read one to two periods after its beginning; AWS names no number. */
const publishedAt = (machine: Machine, period: number): Instant =>
  plus(
    instant((period + 1) * PERIOD),
    milliseconds(noise(machine.noiseKey, -period) * METRIC_PERIOD_SECONDS * 1_000),
  );

/** The first index whose datapoint is not before `at`; windows lie at the end, so from there. */
function indexFrom(points: readonly Datapoint[], at: Instant): number {
  let index = points.length;
  while (index > 0 && (points[index - 1]?.at ?? at) >= at) index -= 1;
  return index;
}

/** Datapoints are published in order and never change, so what was read once is only sliced. */
function createSeries(account: Account, machine: Machine, metric: MetricName): Series {
  let points: Datapoint[] = [];
  let first = 0;
  let next = 0;
  const restart = (period: number): void => {
    points = [];
    first = period;
    next = period;
  };
  const catchUp = (): void => {
    for (; publishedAt(machine, next) <= account.engine.now(); next += 1) {
      const point = datapoint(machine, metric, next);
      if (point !== null) points.push(point);
    }
  };
  return {
    between: (from, to) => {
      const period = Math.ceil(from / PERIOD);
      if (period < first || period > next) restart(period);
      catchUp();
      return points.slice(indexFrom(points, from), indexFrom(points, to));
    },
  };
}

const NOTHING: Series = { between: () => [] };

function isPublished(metric: MetricName, type: string): boolean {
  if (metric.includes('Credit')) return burstableFamily(type) !== null;
  return (metric !== 'EBSReadOps' && metric !== 'EBSWriteOps') || publishesEbsMetrics(type);
}

export type SeriesLookup = (machine: Machine, metric: MetricName) => Series;

/** Finds the series of an instance; t2 and other Xen types have none of EBS. */
export function createDatapoints(account: Account): SeriesLookup {
  const known = new Map<Machine, Map<MetricName, Series>>();
  const create = (machine: Machine, metric: MetricName): Series =>
    isPublished(metric, machine.type) ? createSeries(account, machine, metric) : NOTHING;
  return (machine, metric) => {
    const ofMachine = known.get(machine) ?? new Map<MetricName, Series>();
    const before = ofMachine.get(metric);
    if (before !== undefined) return before;
    const series = create(machine, metric);
    known.set(machine, ofMachine.set(metric, series));
    return series;
  };
}
