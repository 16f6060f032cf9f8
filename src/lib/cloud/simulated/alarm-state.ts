/** In which state an alarm is by its datapoints, and how CloudWatch words it. */
import { type Instant, instant, minus, seconds } from '../../model/instant.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS } from '../../model/metric.ts';
import { type AlarmStateDetail, cloudWatchTime } from './documents.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm judges its datapoints by. */
export interface Judging {
  readonly comparison: 'LessThanThreshold' | 'GreaterThanThreshold';
  readonly threshold: number;
  /** All of which must breach. */
  readonly evaluationPeriods: number;
  /** Five minutes unless something else is said. */
  readonly periodSeconds?: number;
  readonly treatMissingData?: 'missing' | 'breaching' | 'notBreaching' | 'ignore';
}

export const periodOf = ({ periodSeconds = METRIC_PERIOD_SECONDS }: Judging) =>
  seconds(periodSeconds);

const breaches = ({ comparison, threshold }: Judging, value: number): boolean =>
  comparison === 'LessThanThreshold' ? value < threshold : value > threshold;

function stateWithoutData(judging: Judging, before: AlarmState): AlarmState {
  switch (judging.treatMissingData ?? 'missing') {
    case 'missing':
      return 'INSUFFICIENT_DATA';
    case 'ignore':
      return before;
    case 'breaching':
      return 'ALARM';
    case 'notBreaching':
      return 'OK';
  }
}

/** The five minutes' averages, averaged over the alarm's own period. */
export function pointsOf(judging: Judging, points: readonly Datapoint[]): readonly Datapoint[] {
  const period = periodOf(judging);
  const groups = Map.groupBy(points, ({ at }) => Math.floor(at / period) * period);
  const averages = [...groups].map(([from, group]) => ({
    at: instant(from),
    value: group.reduce((sum, { value }) => sum + value, 0) / group.length,
  }));
  return averages.slice(-judging.evaluationPeriods);
}

/** Where only some are missing, those that are there decide (`missing`), or count as told. */
export function evaluate(
  judging: Judging,
  before: AlarmState,
  judged: readonly Datapoint[],
): AlarmState {
  if (judged.length === 0) return stateWithoutData(judging, before);
  if (judged.some(({ value }) => !breaches(judging, value))) return 'OK';
  const missing = judging.evaluationPeriods - judged.length;
  if (missing === 0 || judging.treatMissingData === 'breaching') return 'ALARM';
  return judging.treatMissingData === 'notBreaching' ? 'OK' : before;
}

const US_DATE = /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/;

/** `0.9 (02/11/26 06:05:00)`: CloudWatch writes the day first. */
const written = ({ at, value }: Datapoint): string => {
  const [, year, month, day, time] = US_DATE.exec(new Date(at).toISOString()) ?? [];
  return `${value} (${day}/${month}/${year} ${time})`;
};

function reasonOf(judging: Judging, state: AlarmState, points: readonly Datapoint[]): string {
  const periods = judging.evaluationPeriods;
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${periods} datapoints were unknown.`;
  }
  const direction = judging.comparison === 'LessThanThreshold' ? 'less' : 'greater';
  const threshold = `the threshold (${judging.threshold.toFixed(1)})`;
  const values = points.slice(-Math.min(periods, 5)).map(written).join(', ');
  return state === 'ALARM'
    ? `Threshold Crossed: ${points.length} out of the last ${periods} datapoints [${values}] ` +
        `were ${direction} than ${threshold} ` +
        `(minimum ${periods} datapoints for OK -> ALARM transition).`
    : `Threshold Crossed: ${points.length} datapoints [${values}] ` +
        `were not ${direction} than ${threshold}.`;
}

export function detailOf(
  judging: Judging,
  { state, at }: { readonly state: AlarmState; readonly at: Instant },
  points: readonly Datapoint[],
): AlarmStateDetail {
  const period = periodOf(judging);
  const data = {
    version: '1.0',
    queryDate: cloudWatchTime(at),
    startDate: cloudWatchTime(points[0]?.at ?? minus(at, period)),
    statistic: 'Average',
    period: period / 1_000,
    recentDatapoints: points.map(({ value }) => value),
    threshold: judging.threshold,
  };
  return {
    value: state,
    reason: reasonOf(judging, state, points),
    reasonData: JSON.stringify(data),
    timestamp: cloudWatchTime(at),
  };
}
