/** Idleness as the metrics prove it: every signal quiet through the whole window, or not idle. */
import type { Family } from '../model/family.ts';
import type { Instance } from '../model/instance.ts';
import { isAccelerated, publishesEbsMetrics } from '../model/instance-type.ts';
import {
  type Duration,
  type Instant,
  instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
} from '../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricName,
  type MetricQuery,
  type MetricReading,
} from '../model/metric.ts';
import type { IdlePolicy } from '../model/policy.ts';
import type { ReasonEvidence, Signal, SignalEvidence } from '../model/reason.ts';

const PERIOD = seconds(METRIC_PERIOD_SECONDS);

/** CloudWatch shows a period one or two periods late; where it lags further, nothing is proven. */
const LONGEST_LAG = minutes(15);

interface SignalKind {
  readonly signal: Signal;
  readonly metrics: readonly MetricName[];
  readonly unit: SignalEvidence['unit'];
  /** From the sum of the metrics' datapoints to the signal's unit. */
  readonly perPeriod: number;
  readonly threshold: (idle: IdlePolicy) => number;
}

/** Cheapest first: one call, then two, then two more. */
const SIGNAL_KINDS: readonly SignalKind[] = [
  {
    signal: 'cpu',
    metrics: ['CPUUtilization'],
    unit: 'percent',
    perPeriod: 1,
    threshold: ({ cpuPercent }) => cpuPercent,
  },
  {
    signal: 'network',
    metrics: ['NetworkIn', 'NetworkOut'],
    unit: 'bytes/minute',
    perPeriod: 60 / METRIC_PERIOD_SECONDS,
    threshold: ({ networkBytesPerMinute }) => networkBytesPerMinute,
  },
  {
    signal: 'ebs',
    metrics: ['EBSReadOps', 'EBSWriteOps'],
    unit: 'operations/second',
    perPeriod: 1 / METRIC_PERIOD_SECONDS,
    threshold: ({ ebsOperationsPerSecond }) => ebsOperationsPerSecond,
  },
];

export interface IdleQuestion {
  readonly instance: Instance;
  readonly readings: readonly MetricReading[];
  readonly idle: IdlePolicy;
  /** The policy's window, or the tag's. */
  readonly window: Duration;
  readonly now: Instant;
}

type Unknown = ReasonEvidence['idle-unknown'];

export type Judgement =
  | { readonly kind: 'idle'; readonly signals: readonly SignalEvidence[] }
  | { readonly kind: 'busy'; readonly signal: SignalEvidence }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }
  | { readonly kind: 'ask'; readonly queries: readonly MetricQuery[] };

/** Asks signal by signal; the first busy one ends it, and the rest are never asked for. */
export function judge(question: IdleQuestion): Judgement {
  const quiet: SignalEvidence[] = [];
  for (const kind of signalsOf(question.instance)) {
    const judgement = judgeSignal(question, kind);
    if (judgement.kind !== 'idle') return judgement;
    quiet.push(...judgement.signals);
  }
  if (!isAccelerated(question.instance.type)) return { kind: 'idle', signals: quiet };
  return unknown({ signal: 'cpu', metric: null, why: 'no-gpu-signal', coveragePercent: 0 });
}

const signalsOf = ({ type }: Instance): readonly SignalKind[] =>
  SIGNAL_KINDS.filter(({ signal }) => signal !== 'ebs' || publishesEbsMetrics(type));

const unknown = (evidence: Unknown): Judgement => ({ kind: 'unknown', unknown: evidence });

function judgeSignal(question: IdleQuestion, kind: SignalKind): Judgement {
  const { signal, metrics } = kind;
  const series = metrics.map((metric) => [metric, seriesOf(question, metric)] as const);
  const missing = series.filter(([, found]) => found === undefined).map(([metric]) => metric);
  if (missing.length > 0) return { kind: 'ask', queries: queriesFor(question, missing) };
  const refused = series.find(([, found]) => found?.complete === false);
  if (refused) {
    return unknown({ signal, metric: refused[0], why: 'refused', coveragePercent: 0 });
  }
  const points = sumByTime(series.flatMap(([, found]) => (found?.complete ? [found.items] : [])));
  return judgePoints(question, kind, points);
}

const seriesOf = (
  { readings, instance }: IdleQuestion,
  wanted: MetricName,
): Family<Datapoint> | undefined =>
  readings.find(({ metric, instanceId }) => metric === wanted && instanceId === instance.id)
    ?.series;

function queriesFor(
  { instance, window, now }: IdleQuestion,
  metrics: readonly MetricName[],
): readonly MetricQuery[] {
  const from = minus(minus(now, LONGEST_LAG), window);
  return metrics.map((metric) => ({ instanceId: instance.id, metric, from, to: now }));
}

/** Only periods that every metric of the signal has a datapoint for count. */
function sumByTime(series: readonly (readonly Datapoint[])[]): readonly Datapoint[] {
  const [first = [], ...others] = series;
  if (others.length === 0) return first;
  const indexed = others.map((points) => new Map(points.map(({ at, value }) => [at, value])));
  return first.flatMap(({ at, value }) => {
    const more = indexed.map((byTime) => byTime.get(at));
    if (more.includes(undefined)) return [];
    return [{ at, value: more.reduce<number>((sum, add) => sum + (add ?? 0), value) }];
  });
}

/** Busy beats unknown: one busy datapoint is proof, however few there are. */
function judgePoints(
  question: IdleQuestion,
  kind: SignalKind,
  points: readonly Datapoint[],
): Judgement {
  const { idle, now } = question;
  const { signal, unit } = kind;
  const { values, newest, coveragePercent } = inWindow(question, points);
  const inUnit = values.map((value) => value * kind.perPeriod);
  const max = Math.max(...inUnit);
  const mean = inUnit.reduce((sum, value) => sum + value, 0) / inUnit.length;
  const threshold = kind.threshold(idle);
  const evidence = { signal, max, mean, threshold, unit, coveragePercent };
  if (inUnit.length > 0 && !(max < threshold)) return { kind: 'busy', signal: evidence };
  const few = coveragePercent < idle.coveragePercent;
  if (few) return unknown({ signal, metric: null, why: 'few-datapoints', coveragePercent });
  const stale = plus(newest, PERIOD) < minus(now, LONGEST_LAG);
  if (stale) return unknown({ signal, metric: null, why: 'stale', coveragePercent });
  return { kind: 'idle', signals: [evidence] };
}

interface Windowed {
  readonly values: readonly number[];
  readonly newest: Instant;
  readonly coveragePercent: number;
}

/**
 * The window ends with the newest datapoint, so that what CloudWatch has not shown yet does not
 * count as missing. Datapoints from before the last start, or from the boot after it, prove
 * nothing.
 */
function inWindow(
  { idle, window, now, instance }: IdleQuestion,
  points: readonly Datapoint[],
): Windowed {
  const newest = points.reduce((last, { at }) => later(last, at), instant(0));
  const until = Math.min(now, later(plus(newest, PERIOD), minus(now, LONGEST_LAG)));
  const booted = plus(instance.launchTime, idle.bootGrace);
  const since = later(minus(instant(until), window), booted);
  const values = points.filter(({ at }) => at >= since && at < until).map(({ value }) => value);
  const expected = Math.max(1, Math.floor(window / PERIOD));
  return { values, newest, coveragePercent: Math.min(100, (100 * values.length) / expected) };
}
