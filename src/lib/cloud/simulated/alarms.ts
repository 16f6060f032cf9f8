/** CloudWatch alarms that the account's people made on the CPU of an instance. */
import type { InstanceId } from '../../model/ids.ts';
import { type Instant, instant, minus, plus, seconds } from '../../model/instant.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS } from '../../model/metric.ts';
import { type Account, machineOf } from './account.ts';
import type { SeriesLookup } from './datapoints.ts';
import { type AlarmStateDetail, alarmStateChange, cloudWatchTime } from './documents.ts';
import type { EventBus } from './events.ts';
import type { Identity } from './identity.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface AlarmSpec {
  readonly name: string;
  readonly description?: string;
  readonly instanceId: InstanceId;
  readonly comparison: 'LessThanThreshold' | 'GreaterThanThreshold';
  readonly threshold: number;
  /** Periods of five minutes, all of which must breach. */
  readonly evaluationPeriods: number;
  readonly treatMissingData?: 'missing' | 'breaching' | 'notBreaching' | 'ignore';
}

export interface Alarm extends AlarmSpec {
  readonly state: AlarmState;
  readonly since: Instant;
}

export interface Alarms {
  put(spec: AlarmSpec): void;
  list(): readonly Alarm[];
}

const PERIOD = seconds(METRIC_PERIOD_SECONDS);
/** Datapoints come late, so CloudWatch looks back further than it judges. */
const LOOK_BACK_PERIODS = 2;

const breaches = ({ comparison, threshold }: AlarmSpec, value: number): boolean =>
  comparison === 'LessThanThreshold' ? value < threshold : value > threshold;

function stateWithoutData(alarm: Alarm): AlarmState {
  switch (alarm.treatMissingData ?? 'missing') {
    case 'missing':
      return 'INSUFFICIENT_DATA';
    case 'ignore':
      return alarm.state;
    case 'breaching':
      return 'ALARM';
    case 'notBreaching':
      return 'OK';
  }
}

/** Where only some are missing, those that are there decide (`missing`), or count as told. */
function evaluate(alarm: Alarm, points: readonly Datapoint[]): AlarmState {
  const judged = points.slice(-alarm.evaluationPeriods);
  if (judged.length === 0) return stateWithoutData(alarm);
  if (judged.some(({ value }) => !breaches(alarm, value))) return 'OK';
  const missing = alarm.evaluationPeriods - judged.length;
  if (missing === 0 || alarm.treatMissingData === 'breaching') return 'ALARM';
  return alarm.treatMissingData === 'notBreaching' ? 'OK' : alarm.state;
}

const US_DATE = /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/;

/** `0.9 (02/11/26 06:05:00)`: CloudWatch writes the day first. */
const written = ({ at, value }: Datapoint): string => {
  const [, year, month, day, time] = US_DATE.exec(new Date(at).toISOString()) ?? [];
  return `${value} (${day}/${month}/${year} ${time})`;
};

function reasonOf(alarm: AlarmSpec, state: AlarmState, points: readonly Datapoint[]): string {
  const periods = alarm.evaluationPeriods;
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${periods} datapoints were unknown.`;
  }
  const direction = alarm.comparison === 'LessThanThreshold' ? 'less' : 'greater';
  const threshold = `the threshold (${alarm.threshold.toFixed(1)})`;
  const values = points.slice(-Math.min(periods, 5)).map(written).join(', ');
  return state === 'ALARM'
    ? `Threshold Crossed: ${points.length} out of the last ${periods} datapoints [${values}] ` +
        `were ${direction} than ${threshold} ` +
        `(minimum ${periods} datapoints for OK -> ALARM transition).`
    : `Threshold Crossed: ${points.length} datapoints [${values}] ` +
        `were not ${direction} than ${threshold}.`;
}

function detailOf(
  alarm: AlarmSpec,
  { state, at }: { readonly state: AlarmState; readonly at: Instant },
  points: readonly Datapoint[],
): AlarmStateDetail {
  const data = {
    version: '1.0',
    queryDate: cloudWatchTime(at),
    startDate: cloudWatchTime(points[0]?.at ?? minus(at, PERIOD)),
    statistic: 'Average',
    period: METRIC_PERIOD_SECONDS,
    recentDatapoints: points.map(({ value }) => value),
    threshold: alarm.threshold,
  };
  return {
    value: state,
    reason: reasonOf(alarm, state, points),
    reasonData: JSON.stringify(data),
    timestamp: cloudWatchTime(at),
  };
}

export interface AlarmOptions {
  readonly account: Account;
  readonly bus: EventBus;
  readonly datapoints: SeriesLookup;
}

interface Turn {
  readonly alarm: AlarmSpec;
  readonly previousState: AlarmStateDetail;
  readonly state: AlarmStateDetail;
}

function publishTurn(identity: Identity, bus: EventBus, { alarm, ...states }: Turn): void {
  const change = {
    alarmName: alarm.name,
    description: alarm.description ?? '',
    instanceId: alarm.instanceId,
    metricId: identity.metric(alarm.name),
    metric: 'CPUUtilization',
    periodSeconds: METRIC_PERIOD_SECONDS,
  };
  bus.publish(alarmStateChange(bus.origin(), { ...change, ...states }));
}

/** An alarm begins without data and is looked at once in each period. */
export function createAlarms({ account, bus, datapoints }: AlarmOptions): Alarms {
  const { engine, journal, identity } = account;
  const alarms = new Map<string, Alarm>();
  const details = new Map<string, AlarmStateDetail>();

  const recent = (alarm: Alarm): readonly Datapoint[] => {
    const periods = alarm.evaluationPeriods + LOOK_BACK_PERIODS;
    const from = instant(engine.now() - periods * PERIOD);
    const series = datapoints(machineOf(account, alarm.instanceId), 'CPUUtilization');
    return series.between(from, engine.now()).slice(-alarm.evaluationPeriods);
  };

  const turn = (alarm: Alarm, to: AlarmState, points: readonly Datapoint[]): void => {
    const at = engine.now();
    const detail = detailOf(alarm, { state: to, at }, points);
    const initial = detailOf(alarm, { state: alarm.state, at: alarm.since }, []);
    const previousState = details.get(alarm.name) ?? initial;
    publishTurn(identity, bus, { alarm, previousState, state: detail });
    details.set(alarm.name, detail);
    alarms.set(alarm.name, { ...alarm, state: to, since: at });
    journal.write({ kind: 'alarm', at, name: alarm.name, from: alarm.state, to });
  };

  const look = (name: string): void => {
    const alarm = alarms.get(name);
    if (alarm === undefined) return;
    const points = recent(alarm);
    const state = evaluate(alarm, points);
    if (state !== alarm.state) turn(alarm, state, points);
    engine.after(PERIOD, () => look(name));
  };

  return {
    put: (spec) => {
      alarms.set(spec.name, { ...spec, state: 'INSUFFICIENT_DATA', since: engine.now() });
      const firstLook = account.chance.at(`alarm ${spec.name}`, 0) * PERIOD;
      engine.at(plus(engine.now(), seconds(Math.floor(firstLook / 1_000))), () => look(spec.name));
    },
    list: () => [...alarms.values()],
  };
}
