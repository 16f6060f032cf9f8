/** Our alarms compared with what is wanted: what to put, what to remove, and when to look again. */
import {
  ALARMS_BY_DEFAULT,
  type Alarm,
  FREE_ALARM_METRICS,
  HEALTH_ALARMS,
  HEALTH_NAME_PREFIX,
  instanceOfAlarm,
  type LowCpuWatch,
} from '../model/alarm.ts';
import type { Mark } from '../model/decision.ts';
import type { InstanceId } from '../model/ids.ts';
import { between, hours, minutes } from '../model/instant.ts';
import type { AlarmPut, AlarmRemoval, Upkeep, Upkept } from '../model/upkeep.ts';
import { ownTroubleMark } from './own-trouble.ts';
import { type Wanted, wantedAlarms } from './watched.ts';
import type { World } from './world.ts';

/** What others made or deleted is seen within the hour: each look is a call to every Region. */
const LOOK_AGAIN = hours(1);
/** Nothing of ours is there and nothing is wanted. */
const LOOK_AGAIN_IDLY = hours(24);
/** However often the instances change. A tick less a little, since ticks come unevenly. */
const SOONEST = minutes(4);

/**
 * Whether the alarms are to be listed now. Observing lists them once, to show what would be made;
 * where alarms were always off, nobody asks.
 */
export function alarmsAreDue(world: World): boolean {
  const { snapshot, policy, mode, paused, now } = world;
  const { alarms, instances, memory } = snapshot;
  const isAsked = alarms.complete || alarms.fault.code !== 'not-asked';
  if (isAsked || paused || !instances.complete) return false;
  const record = memory.alarms;
  if (record === null) return policy.alarms !== 'off';
  if (mode === 'observe') return false;
  const age = between(record.comparedAt, now);
  if (age < SOONEST) return false;
  const wanted = wantedAlarms(world);
  if (record.wanted !== fingerprint(world, wanted)) return true;
  if (policy.alarms === 'off') return false;
  return age >= (wanted.length + record.watched.length === 0 ? LOOK_AGAIN_IDLY : LOOK_AGAIN);
}

/** Of more instances than could ever have a free alarm only those that come first matter. */
function fingerprint({ mode, policy }: World, wanted: readonly Wanted[]): string {
  const first = wanted.slice(0, FREE_ALARM_METRICS).map(({ watch, certain }) => {
    const { instanceId, belowPercent, periodSeconds, evaluationPeriods } = watch;
    const times = `${periodSeconds}x${evaluationPeriods}`;
    return `${instanceId}<${belowPercent}/${times}${certain ? '' : '?'}`;
  });
  return [mode, policy.alarms, ...first.toSorted()].join(' ');
}

/** Null where the alarms were not listed, or not to the end: then nothing is touched. */
export function upkeepOf(world: World): Upkeep | null {
  const { alarms, instances, region } = world.snapshot;
  if (!alarms.complete || !instances.complete || world.paused) return null;
  const ours = alarms.items.filter(({ managed }) => managed);
  const others = alarms.items.filter(({ managed }) => !managed);
  const taken = new Set(others.filter((one) => one.region === region).map(({ name }) => name));
  const wanted = wantedAlarms(world);
  const possible = wanted.filter(({ name }) => !taken.has(name));
  const known = new Map(ours.map((alarm) => [alarm.name, alarm]));
  const given = givenPlaces(possible, known, freePlaces(others, world));
  const names = new Set(given.map(({ name }) => name));
  const put = given.flatMap((one) => putOf(one, known.get(one.name)));
  return {
    put,
    remove: [...known.keys()]
      .filter((name) => !names.has(name))
      .toSorted()
      .map((name) => ({ name, why: whyNot(world, name, wanted) })),
    usedMetrics: metricsOf(alarms.items),
    kept: given.map(idOf).filter((id) => !put.some(({ watch }) => watch.instanceId === id)),
    without: wanted.filter(({ name }) => !names.has(name)).map(idOf),
  };
}

const idOf = ({ watch }: Wanted): InstanceId => watch.instanceId;

const metricsOf = (alarms: readonly Alarm[]): number =>
  alarms.reduce((sum, { freeMetrics }) => sum + freeMetrics, 0);

/** Everybody else comes first, and the stack's own health before what only wakes us. */
function freePlaces(others: readonly Alarm[], { snapshot, policy }: World): number {
  const health = others.filter(
    ({ name, region }) => region === snapshot.region && name.startsWith(HEALTH_NAME_PREFIX),
  );
  const reserved = Math.max(0, HEALTH_ALARMS - health.length);
  const free = Math.max(0, FREE_ALARM_METRICS - metricsOf(others) - reserved);
  return policy.alarms === 'all' ? free : Math.min(free, ALARMS_BY_DEFAULT - HEALTH_ALARMS);
}

/** Whoever has an alarm keeps it before another gets one: alarms do not come and go. */
function givenPlaces(
  possible: readonly Wanted[],
  known: ReadonlyMap<string, Alarm>,
  places: number,
): readonly Wanted[] {
  const has = possible.filter(({ name }) => known.has(name));
  const lacks = possible.filter(({ name, certain }) => certain && !known.has(name));
  return [...has, ...lacks].slice(0, places);
}

function putOf({ name, watch, certain }: Wanted, alarm: Alarm | undefined): readonly AlarmPut[] {
  if (!alarm) return [{ name, watch, why: 'missing' }];
  const isRight = alarm.watch !== null && isSame(alarm.watch, watch);
  return isRight || !certain ? [] : [{ name, watch, why: 'drifted' }];
}

const isSame = (one: LowCpuWatch, other: LowCpuWatch): boolean =>
  one.instanceId === other.instanceId &&
  one.belowPercent === other.belowPercent &&
  one.periodSeconds === other.periodSeconds &&
  one.evaluationPeriods === other.evaluationPeriods;

function whyNot(world: World, name: string, wanted: readonly Wanted[]): AlarmRemoval['why'] {
  if (wanted.some((one) => one.name === name)) return 'gives-way';
  const id = instanceOfAlarm(name);
  return id === null || world.living.some((one) => one.id === id) ? 'not-wanted' : 'gone';
}

/**
 * What is remembered of the comparison, after it was made. A list that was refused is asked for
 * again in an hour: denied calls do not mend themselves.
 */
export function upkeepMarks(
  world: World,
  upkeep: Upkeep | null,
  upkept: Upkept | null,
): readonly Mark[] {
  const { alarms, memory, instances } = world.snapshot;
  const wasAsked = alarms.complete || alarms.fault.code !== 'not-asked';
  if (!wasAsked || !instances.complete) return [];
  const wanted = upkept?.finished === false ? null : fingerprint(world, wantedAlarms(world));
  const watched = upkept?.watched ?? upkeep?.kept ?? memory.alarms?.watched ?? [];
  const record = { kind: 'alarms', comparedAt: world.now, wanted, watched } as const;
  return [{ mark: 'alarms-compared', record }, ...troubleMarks(world, upkept)];
}

/** Told once a day; what passes by itself is not worth a mail. */
function troubleMarks(world: World, upkept: Upkept | null): readonly Mark[] {
  if (!upkept?.finished || upkept.fault === null) return [];
  const { fault } = upkept;
  return [ownTroubleMark(world, { trouble: 'alarms-refused', fault, family: null })];
}
