/** CloudWatch alarms of the account: its people's, and those that the product makes. */
import { isManaged, type Alarm as SeenAlarm } from '../../model/alarm.ts';
import type { InstanceId } from '../../model/ids.ts';
import { type Instant, instant, plus, seconds } from '../../model/instant.ts';
import { type Datapoint, METRIC_PERIOD_SECONDS } from '../../model/metric.ts';
import type { Tags } from '../../model/tag.ts';
import { type Account, machineOf } from './account.ts';
import {
  type AlarmState,
  detailOf,
  evaluate,
  type Judging,
  periodOf,
  pointsOf,
} from './alarm-state.ts';
import type { SeriesLookup } from './datapoints.ts';
import { type AlarmStateDetail, alarmStateChange } from './documents.ts';
import type { EventBus } from './events.ts';
import type { Identity } from './identity.ts';

/** An alarm on the average CPU of an instance, at home. */
export interface AlarmSpec extends Judging {
  readonly name: string;
  readonly description?: string;
  readonly instanceId: InstanceId;
  readonly tags?: Tags;
}

export interface Alarm extends AlarmSpec {
  readonly state: AlarmState;
  readonly since: Instant;
}

/** An alarm on anything else, in any Region: it is counted, and never goes off. */
export interface OtherAlarm {
  readonly name: string;
  /** Absent: at home. */
  readonly region?: string;
  /** What it takes of the free ten; 1 unless something else is said. */
  readonly freeMetrics?: number;
  readonly tags?: Tags;
}

export interface Alarms {
  /** Replacing an alarm leaves its state and its tags as they are. */
  put(spec: AlarmSpec): void;
  putOther(alarm: OtherAlarm): void;
  remove(name: string): void;
  list(): readonly Alarm[];
  /** As DescribeAlarms and the tags show them, over all Regions. */
  seen(): readonly SeenAlarm[];
  /** Of the alarm at home of that name; null where there is none. */
  isManaged(name: string): boolean | null;
}

/** Datapoints come late, so CloudWatch looks back further than it judges. */
const LOOK_BACK_PERIODS = 2;
const LOOK_EVERY = seconds(METRIC_PERIOD_SECONDS);

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
    periodSeconds: periodOf(alarm) / 1_000,
  };
  bus.publish(alarmStateChange(bus.origin(), { ...change, ...states }));
}

function seenAlarm(account: Account, alarm: Alarm): SeenAlarm {
  const { name, tags = {}, instanceId, threshold, evaluationPeriods } = alarm;
  const { region } = account;
  const isLowCpu =
    alarm.comparison === 'LessThanThreshold' && (alarm.treatMissingData ?? 'missing') === 'missing';
  const periodSeconds = periodOf(alarm) / 1_000;
  return {
    name,
    region,
    freeMetrics: 1,
    managed: isManaged({ name, region, tags }, { account: account.id, region }),
    watch: isLowCpu
      ? { instanceId, belowPercent: threshold, periodSeconds, evaluationPeriods }
      : null,
  };
}

function seenOther({ id, region: home }: Account, other: OtherAlarm): SeenAlarm {
  const { name, region = home, freeMetrics = 1, tags = {} } = other;
  const managed = isManaged({ name, region, tags }, { account: id, region: home });
  return { name, region, freeMetrics, managed, watch: null };
}

/** How CloudWatch looks at the alarms of a table, one by one, and says when one has turned. */
function createLooks({ account, bus, datapoints }: AlarmOptions, alarms: Map<string, Alarm>) {
  const { engine, journal, identity } = account;
  const details = new Map<string, AlarmStateDetail>();
  /** Tells an alarm from one of the same name that was deleted. */
  const born = new Map<string, Instant>();

  const recent = (alarm: Alarm): readonly Datapoint[] => {
    const periods = alarm.evaluationPeriods + LOOK_BACK_PERIODS;
    const from = instant(engine.now() - periods * periodOf(alarm));
    const series = datapoints(machineOf(account, alarm.instanceId), 'CPUUtilization');
    return pointsOf(alarm, series.between(from, engine.now()));
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

  const look = (name: string, made: Instant): void => {
    const alarm = alarms.get(name);
    if (alarm === undefined || born.get(name) !== made) return;
    const points = recent(alarm);
    const state = evaluate(alarm, alarm.state, points);
    if (state !== alarm.state) turn(alarm, state, points);
    engine.after(LOOK_EVERY, () => look(name, made));
  };

  return {
    begin: (name: string): void => {
      const now = engine.now();
      born.set(name, now);
      details.delete(name);
      const firstLook = account.chance.at(`alarm ${name}`, 0) * LOOK_EVERY;
      engine.at(plus(now, seconds(Math.floor(firstLook / 1_000))), () => look(name, now));
    },
  };
}

/** An alarm begins without data and is looked at once in five minutes. */
export function createAlarms(options: AlarmOptions): Alarms {
  const { account } = options;
  const alarms = new Map<string, Alarm>();
  const others = new Map<string, OtherAlarm>();
  const looks = createLooks(options, alarms);
  const seen = (): readonly SeenAlarm[] => [
    ...[...alarms.values()].map((alarm) => seenAlarm(account, alarm)),
    ...[...others.values()].map((other) => seenOther(account, other)),
  ];
  return {
    put: (spec) => {
      const before = alarms.get(spec.name);
      const { state, since, tags } = before ?? {
        state: 'INSUFFICIENT_DATA',
        since: account.engine.now(),
        tags: spec.tags,
      };
      alarms.set(spec.name, { ...spec, tags: tags ?? {}, state, since });
      if (before === undefined) looks.begin(spec.name);
    },
    putOther: (alarm) => {
      others.set(`${alarm.region ?? account.region} ${alarm.name}`, alarm);
    },
    remove: (name) => {
      alarms.delete(name);
      others.delete(`${account.region} ${name}`);
    },
    list: () => [...alarms.values()],
    seen,
    isManaged: (name) =>
      seen().find((one) => one.name === name && one.region === account.region)?.managed ?? null,
  };
}
