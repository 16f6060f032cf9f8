/** Idleness as the metrics prove it: every signal quiet through the whole window, or not idle. */
import type { Family } from '../model/family.ts';
import type { Fault } from '../model/fault.ts';
import type { Instance } from '../model/instance.ts';
import { isAccelerated, mostCredits, publishesEbsMetrics } from '../model/instance-type.ts';
import { type Duration, type Instant, plus } from '../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricName,
  type MetricQuery,
  type MetricReading,
} from '../model/metric.ts';
import type { IdlePolicy } from '../model/policy.ts';
import { type ReasonEvidence, SIGNALS, type Signal, type SignalEvidence } from '../model/reason.ts';
import { askFrom, inWindow } from './metric-window.ts';

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
  {
    // What is missing of a full balance: all of it earned and none spent is under one credit.
    signal: 'credits',
    metrics: ['CPUCreditBalance'],
    unit: 'credits',
    perPeriod: 1,
    threshold: () => 1,
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

/** Why it is idle; a signal that its type does not publish proves nothing either way. */
export type Proof = Pick<ReasonEvidence['idle'], 'window' | 'signals' | 'notPublished'>;

export type Judgement =
  | { readonly kind: 'idle'; readonly proof: Proof }
  | { readonly kind: 'busy'; readonly use: ReasonEvidence['busy'] }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }
  | { readonly kind: 'ask'; readonly queries: readonly MetricQuery[] };

/** Asks signal by signal; the first busy one ends it, and the rest are never asked for. */
export function judge(question: IdleQuestion): Judgement {
  const { instance, window } = question;
  const kinds = signalsOf(question);
  const quiet: SignalEvidence[] = [];
  for (const [index, kind] of kinds.entries()) {
    const answer = judgeSignal(question, kind);
    if (answer.kind === 'ask') return answer;
    const notAsked = kinds.slice(index + 1).map(({ signal }) => signal);
    if (answer.kind === 'busy') {
      return { kind: 'busy', use: { signal: answer.signal, quiet, notAsked } };
    }
    if (answer.kind === 'unknown') {
      return unknown({ ...NOTHING_KNOWN, ...answer.unknown, quiet, notAsked });
    }
    quiet.push(answer.signal);
  }
  if (isAccelerated(instance.type)) {
    return unknown({ ...NOTHING_KNOWN, why: 'no-gpu-signal', quiet });
  }
  return { kind: 'idle', proof: { window, signals: quiet, notPublished: unpublishedBy(instance) } };
}

const isPublished = (signal: Signal, { type }: Instance): boolean =>
  signal !== 'ebs' || publishesEbsMetrics(type);

/** More of a veto, never less: it is asked last, of T types, where the policy wants it. */
const isWanted = (signal: Signal, { idle, instance }: IdleQuestion): boolean =>
  signal !== 'credits' || (idle.cpuCredits && mostCredits(instance.type) !== null);

const signalsOf = (question: IdleQuestion): readonly SignalKind[] =>
  SIGNAL_KINDS.filter(
    ({ signal }) => isPublished(signal, question.instance) && isWanted(signal, question),
  );

const unpublishedBy = (instance: Instance): readonly Signal[] =>
  SIGNALS.filter((signal) => !isPublished(signal, instance));

const unknown = (evidence: Unknown): Judgement => ({ kind: 'unknown', unknown: evidence });

const NOTHING_KNOWN: Unknown = {
  signal: 'cpu',
  metric: null,
  why: 'not-asked',
  coveragePercent: 0,
  fault: null,
  quiet: [],
  notAsked: [],
  since: null,
};

/** Nobody has looked: this pass is about something else, or reading has stopped short. */
export const NOT_ASKED_YET: Unknown = {
  ...NOTHING_KNOWN,
  notAsked: SIGNALS.filter((signal) => signal !== 'credits'),
};

/** What one signal says by itself. */
type Answer =
  | { readonly kind: 'quiet' | 'busy'; readonly signal: SignalEvidence }
  | { readonly kind: 'unknown'; readonly unknown: Gap }
  | Extract<Judgement, { kind: 'ask' }>;

type Gap = Pick<Unknown, 'signal' | 'why'> & Partial<Unknown>;

const gap = (of: Gap): Answer => ({ kind: 'unknown', unknown: of });

function judgeSignal(question: IdleQuestion, kind: SignalKind): Answer {
  const { signal, metrics } = kind;
  const series = metrics.map((metric) => [metric, seriesOf(question, metric)] as const);
  const missing = series.filter(([, found]) => found === undefined).map(([metric]) => metric);
  if (missing.length > 0) return { kind: 'ask', queries: queriesFor(question, missing) };
  const refused = series.find(([, found]) => found?.complete === false);
  if (refused)
    return gap({ signal, metric: refused[0], why: 'refused', fault: faultOf(refused[1]) });
  const points = sumByTime(series.flatMap(([, found]) => (found?.complete ? [found.items] : [])));
  return judgePoints(question, kind, points);
}

const faultOf = (series: Family<Datapoint> | undefined): Fault | null =>
  series === undefined || series.complete ? null : series.fault;

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
  const from = askFrom({ window, now });
  return metrics.map((metric) => ({ instanceId: instance.id, metric, from, to: now }));
}

/** Only periods that every metric of the signal has a datapoint for count. */
function sumByTime(series: readonly (readonly Datapoint[])[]): readonly Datapoint[] {
  const [first = [], ...others] = series;
  return others.reduce((sums, points) => {
    const values = new Map(points.map(({ at, value }) => [at, value]));
    const shared = sums.filter(({ at }) => values.has(at));
    return shared.map(({ at, value }) => ({ at, value: value + (values.get(at) ?? 0) }));
  }, first);
}

/** Busy beats unknown: one busy datapoint is proof, however few there are. */
function judgePoints(
  question: IdleQuestion,
  kind: SignalKind,
  points: readonly Datapoint[],
): Answer {
  const { idle, window, now, instance } = question;
  const { signal, unit } = kind;
  const bootedAt = plus(instance.launchTime, idle.bootGrace);
  const { values, coveragePercent, isStale } = inWindow({ window, now, bootedAt }, points);
  const full = signal === 'credits' ? (mostCredits(instance.type) ?? 0) : null;
  const inUnit = values.map((value) => (full === null ? value * kind.perPeriod : full - value));
  const max = Math.max(...inUnit);
  const mean = inUnit.reduce((sum, value) => sum + value, 0) / inUnit.length;
  const threshold = kind.threshold(idle);
  const evidence = { signal, max, mean, threshold, unit, coveragePercent };
  if (inUnit.length > 0 && !(max < threshold)) return { kind: 'busy', signal: evidence };
  const few = coveragePercent < idle.coveragePercent;
  if (few) return gap({ signal, why: 'few-datapoints', coveragePercent });
  if (isStale) return gap({ signal, why: 'stale', coveragePercent });
  return { kind: 'quiet', signal: evidence };
}
