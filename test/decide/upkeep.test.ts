import { describe, expect, test } from 'vitest';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { upkeepMarks, upkeepOf } from '../../src/lib/decide/upkeep.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { type Alarm, alarmNameFor } from '../../src/lib/model/alarm.ts';
import type { AlarmRecord } from '../../src/lib/model/alarm-record.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { hours, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Control, Memory } from '../../src/lib/model/ledger.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { ourAlarm, ownersAlarm, watch } from '../build/alarm.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory } from '../build/ledger.ts';
import { reading } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

type Document = Readonly<Record<string, unknown>>;

const world = (of: Partial<Snapshot>, document: Document = {}) =>
  worldOf(snapshot(of), policy(document), PRICES);

const box = (number: number, overrides: Partial<Instance> = {}): Instance =>
  instance({ id: instanceId(number), ...overrides });

const upkeep = (instances: readonly Instance[], alarms: readonly Alarm[], document?: Document) =>
  upkeepOf(world({ instances: complete(instances), alarms: complete(alarms) }, document));

const owners = (count: number): readonly Alarm[] =>
  Array.from({ length: count }, (_, index) => ownersAlarm(`disk-${index}`));

const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

describe('what is put', () => {
  test('is an alarm for each instance that has none, and nothing for one that has', () => {
    expect(upkeep([box(1), box(2)], [ourAlarm(1)])).toEqual({
      put: [{ name: alarmNameFor(instanceId(2)), watch: watch(2), why: 'missing' }],
      remove: [],
      usedMetrics: 1,
      kept: [instanceId(1)],
      without: [],
    });
  });

  test.each([
    ['threshold', { idle: { cpuPercent: 5 } }, { belowPercent: 5 }],
    ['window', { idle: { window: '32m' } }, { evaluationPeriods: 7 }],
    [
      'window of more than a day',
      { idle: { window: '2d' } },
      { periodSeconds: 3600, evaluationPeriods: 48 },
    ],
  ])('is put again when the policy changes its %s', (_, document, change) => {
    expect(upkeep([box(1)], [ourAlarm(1)], document)?.put).toEqual([
      { name: alarmNameFor(instanceId(1)), watch: { ...watch(1), ...change }, why: 'drifted' },
    ]);
  });

  test('is put again when somebody made something else of it', () => {
    expect(upkeep([box(1)], [ourAlarm(1, { watch: null })])?.put).toMatchObject([
      { why: 'drifted' },
    ]);
  });

  test.each(['10m', '45m', '24h', '25h', '5d'])(
    'looks no further back than CloudWatch allows, with a window of %s',
    (window) => {
      const tagged = box(1, { tags: { 'tierkeeper:idle': window } });
      const [put] = upkeep([tagged], [])?.put ?? [];
      const { periodSeconds = 0, evaluationPeriods = 0 } = put?.watch ?? {};
      const most = periodSeconds < 3_600 ? 86_400 : 604_800;
      expect(periodSeconds * evaluationPeriods).toBeLessThanOrEqual(most);
      expect(periodSeconds * evaluationPeriods).toBeGreaterThanOrEqual(600);
    },
  );

  test('never stands on a name that somebody else has taken', () => {
    const taken = ourAlarm(1, { managed: false });
    expect(upkeep([box(1)], [taken])).toMatchObject({ put: [], without: [instanceId(1)] });
    const elsewhere = ourAlarm(1, { managed: false, region: 'eu-west-1' });
    expect(upkeep([box(1)], [elsewhere])?.put).toHaveLength(1);
  });
});

describe('the ten free ones', () => {
  const many = numbers(12).map((number) => box(number));

  test.each([
    ['leave eight, as two are for our own health', [], 8],
    ['leave fewer, the more the owner has', owners(5), 3],
    ['leave none beyond the ten', owners(14), 0],
    ["are the account's, whatever the Region", [ownersAlarm('x', { region: 'eu-west-1' })], 7],
    ['count each metric of an alarm', [ownersAlarm('math', { freeMetrics: 4 })], 4],
    ['do not count what is never free', [ownersAlarm('query', { freeMetrics: 0 })], 8],
    [
      'have the health alarms once only, when they are there',
      [ownersAlarm('tierkeeper-health-ticks'), ownersAlarm('tierkeeper-health-letters')],
      8,
    ],
  ])('%s', (_, alarms, places) => {
    const all = { alarms: 'all' };
    expect(upkeep(many, alarms, all)?.put).toHaveLength(places);
    expect(upkeep(many, alarms, all)?.without).toHaveLength(12 - places);
    const half = Math.min(3, places);
    expect(upkeep(many, alarms)?.put).toHaveLength(half);
    expect(upkeep(many, alarms)?.without).toHaveLength(12 - half);
  });

  test('are given back down to half of them where not all are wanted any more', () => {
    const ours = numbers(8).map((number) => ourAlarm(number));
    expect(upkeep(many, ours)?.kept).toHaveLength(3);
    expect(upkeep(many, ours)?.remove).toHaveLength(5);
    expect(upkeep(many, ours, { alarms: 'all' })?.remove).toEqual([]);
  });

  test('go to what runs before what is stopped, and to the longest running first', () => {
    const young = box(1, { launchTime: minus(NOON, hours(2)) });
    const old = box(2, { launchTime: minus(NOON, hours(50)) });
    const stopped = box(3, { state: 'stopped', launchTime: minus(NOON, hours(90)) });
    const put = upkeep([stopped, young, old], owners(6))?.put ?? [];
    expect(put.map(({ watch: { instanceId: id } }) => id)).toEqual([old.id, young.id]);
  });

  test('stay with who has one, whatever came since', () => {
    const stopped = box(3, { state: 'stopped' });
    expect(upkeep([stopped, box(1), box(2)], [ourAlarm(3), ...owners(7)])).toMatchObject({
      put: [],
      remove: [],
      kept: [instanceId(3)],
      without: [instanceId(1), instanceId(2)],
    });
  });

  test('are given back when the owner needs them, the stopped ones first', () => {
    const boxes = [box(1, { state: 'stopped' }), box(2)];
    expect(upkeep(boxes, [ourAlarm(1), ourAlarm(2), ...owners(7)])?.remove).toEqual([
      { name: alarmNameFor(instanceId(1)), why: 'gives-way' },
    ]);
  });
});

describe('what is removed', () => {
  test('is the alarm of what is gone', () => {
    expect(upkeep([], [ourAlarm(1)])?.remove).toEqual([
      { name: alarmNameFor(instanceId(1)), why: 'gone' },
    ]);
    expect(upkeep([box(1, { state: 'shutting-down' })], [ourAlarm(1)])?.remove).toHaveLength(1);
  });

  test.each([
    ['ignored', { 'tierkeeper:ignore': '' }, {}],
    ['kept', { 'tierkeeper:keep': 'yes' }, {}],
    ['never idle', { 'tierkeeper:idle': 'never' }, {}],
    ["an Auto Scaling group's", { 'aws:autoscaling:groupName': 'workers' }, {}],
    ['not selected', { Name: 'web' }, { select: { names: ['db-*'] } }],
    ['not judged', {}, { idle: { on: false } }],
    ['without alarms by policy', {}, { alarms: 'off' }],
  ])('is the alarm of what is %s', (_, tags, document) => {
    expect(upkeep([box(1, { tags })], [ourAlarm(1)], document)).toMatchObject({
      put: [],
      remove: [{ why: 'not-wanted' }],
    });
  });

  test('is nothing of a spot instance whose request could not be read', () => {
    const spot = box(1, { lifecycle: 'spot', spotRequestId: 'sir-1' });
    const refused = incomplete(fault('throttled', 'slow down'));
    const of = { instances: complete([spot]), spotRequests: refused };
    expect(upkeepOf(world({ ...of, alarms: complete([ourAlarm(1)]) }))).toMatchObject({
      put: [],
      remove: [],
    });
    expect(upkeepOf(world({ ...of, alarms: complete([]) }))?.put).toEqual([]);
  });
});

describe('nothing is compared', () => {
  const denied = incomplete(fault('access-denied', 'no'));

  test('where the alarms were not all listed', () => {
    expect(upkeepOf(world({ alarms: denied }))).toBeNull();
    expect(upkeepOf(world({}))).toBeNull();
  });

  test('where the instances were not listed: absence would look like an end', () => {
    expect(upkeepOf(world({ instances: denied, alarms: complete([ourAlarm(1)]) }))).toBeNull();
  });

  test('while the owner has paused everything', () => {
    const control: Control = { kind: 'control', paused: true, mode: null, at: NOON };
    const of = { alarms: complete([]), memory: memory({ control }) };
    expect(upkeepOf(world(of))).toBeNull();
  });
});

describe('the list of alarms', () => {
  const metrics = [
    reading(
      'CPUUtilization',
      numbers(12).map(() => 50),
    ),
  ];

  /** What a look would remember that has compared everything, that long ago. */
  function remembered(minutesAgo: number, of: Partial<Snapshot> = {}, document: Document = {}) {
    const asked = world({ alarms: complete([]), ...of }, document);
    const [mark] = upkeepMarks(asked, upkeepOf(asked), null);
    if (mark?.mark !== 'alarms-compared') throw new Error('nothing was compared');
    return { ...mark.record, comparedAt: minus(NOON, minutes(minutesAgo)) };
  }

  const isAsked = (
    alarms: AlarmRecord | null,
    document: Document = {},
    more: Partial<Memory> = {},
  ): boolean =>
    nextQueries(world({ metrics, memory: memory({ alarms, ...more }) }, document)).some(
      ({ kind }) => kind === 'alarms',
    );

  test('is asked for at first, then every hour', () => {
    expect(isAsked(null)).toBe(true);
    expect(isAsked(remembered(59))).toBe(false);
    expect(isAsked(remembered(60))).toBe(true);
  });

  test('is asked for by the next tick when other instances are to be watched', () => {
    const other = remembered(5, { instances: complete([box(1), box(2)]) });
    expect(isAsked(other)).toBe(true);
    expect(isAsked({ ...other, comparedAt: minus(NOON, minutes(3)) })).toBe(false);
  });

  test('is asked for by the next tick when the last comparison was not carried through', () => {
    expect(isAsked({ ...remembered(5), wanted: null })).toBe(true);
  });

  test('is asked for by the next tick after a switch to act, and after a change of policy', () => {
    expect(isAsked(remembered(5, {}, { mode: 'observe' }))).toBe(true);
    expect(isAsked(remembered(5), { idle: { cpuPercent: 7 } })).toBe(true);
    expect(isAsked(remembered(5), { alarms: 'off' })).toBe(true);
  });

  test('is not asked for while observing, but once', () => {
    const observe = { mode: 'observe' };
    expect(isAsked(null, observe)).toBe(true);
    expect(isAsked(remembered(600), observe)).toBe(false);
  });

  test('is not asked for where alarms are off, and were off when it was last compared', () => {
    const off = { alarms: 'off' };
    expect(isAsked(null, off)).toBe(false);
    expect(isAsked(remembered(600, {}, off), off)).toBe(false);
  });

  test('is not asked for again for an hour after it was refused', () => {
    const refused = remembered(5, { alarms: incomplete(fault('access-denied', 'no')) });
    expect(isAsked(refused)).toBe(false);
    expect(isAsked({ ...refused, comparedAt: minus(NOON, hours(1)) })).toBe(true);
  });

  test('is asked for once a day where there is nothing to watch', () => {
    const nothing = remembered(600, {}, { idle: { on: false } });
    expect(isAsked(nothing, { idle: { on: false } })).toBe(false);
    const old = { ...nothing, comparedAt: minus(NOON, hours(24)) };
    expect(isAsked(old, { idle: { on: false } })).toBe(true);
  });
});

describe('a refusal of our own alarms', () => {
  const refusedWith = (code: 'access-denied' | 'quota' | 'throttled') => {
    const asked = world({ alarms: complete([]) });
    const finished = code !== 'throttled';
    const marks = upkeepMarks(asked, upkeepOf(asked), {
      finished,
      watched: [],
      fault: fault(code, 'no'),
    });
    return marks.map((mark) => (mark.mark === 'notice' ? mark.notice.dedupeKey : mark.mark));
  };

  test('is told once a day, unless it passes by itself', () => {
    const trouble = 'own-trouble:alarms-refused::2026-11-24';
    expect(refusedWith('access-denied')).toEqual(['alarms-compared', trouble]);
    expect(refusedWith('quota')).toEqual(['alarms-compared', trouble]);
    expect(refusedWith('throttled')).toEqual(['alarms-compared']);
  });
});
