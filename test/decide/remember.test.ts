import { describe, expect, test } from 'vitest';
import type { Mark } from '../../src/lib/model/decision.ts';
import type { InstanceRecord, OwnAction } from '../../src/lib/model/instance-record.ts';
import { hours, minus, minutes } from '../../src/lib/model/instant.ts';
import { instanceIdOf, remember } from '../../src/lib/model/remember.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { leftVolume, record, scheduleState, warning } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';

const ID = instanceId(1);
const { nightly } = policy({ nightly: { stop: '22:00' } });
if (nightly === null) throw new Error('the policy has lost its schedule');
const EDGE = minus(NOON, hours(1));
const scheduled = (overrides: Parameters<typeof scheduleState>[1] = {}): InstanceRecord =>
  record(instance(), { schedule: scheduleState(nightly, overrides) });

const called = (result: OwnAction['result'], at = NOON): Mark => ({
  mark: 'called',
  instanceId: ID,
  verb: 'stop',
  action: { rule: 'schedule', at, result },
  edge: EDGE,
});

const answered = (edge = EDGE): Mark => ({
  mark: 'edge-answered',
  instanceId: ID,
  edge,
  how: 'stopped',
});

describe('an instance', () => {
  test('that was never seen is remembered only by being seen', () => {
    const seen = record();
    expect(remember(null, { mark: 'seen', record: seen })).toBe(seen);
    expect(remember(null, { mark: 'protected', instanceId: ID, at: NOON })).toBeNull();
  });

  test('is replaced by what was seen, and forgotten when it is told to be', () => {
    const seen = record(instance({ type: 't2.micro' }));
    expect(remember(record(), { mark: 'seen', record: seen })).toBe(seen);
    expect(remember(record(), { mark: 'forgotten', instanceId: ID })).toBeNull();
  });

  test('has one warning of each rule, the newest', () => {
    const later = warning({ warnedAt: NOON });
    const of = record(instance(), { warnings: [warning(), warning({ rule: 'schedule' })] });
    const after = remember(of, { mark: 'warned', instanceId: ID, warning: later });
    expect(after?.warnings).toEqual([warning({ rule: 'schedule' }), later]);
  });

  test('loses the warning of one rule when it is withdrawn', () => {
    const of = record(instance(), { warnings: [warning(), warning({ rule: 'schedule' })] });
    const after = remember(of, { mark: 'withdrawn', instanceId: ID, rule: 'idle' });
    expect(after?.warnings).toEqual([warning({ rule: 'schedule' })]);
  });

  test('is known by no mark about a volume, an address or the whole account', () => {
    const left: Mark = { mark: 'volume-left', volume: leftVolume() };
    expect(instanceIdOf(left)).toBeNull();
    expect(
      instanceIdOf({
        mark: 'activated',
        activation: { kind: 'activation', mode: 'act', since: NOON },
      }),
    ).toBeNull();
    expect(instanceIdOf(called('requested'))).toBe(ID);
    expect(instanceIdOf({ mark: 'seen', record: record() })).toBe(ID);
  });

  test('keeps the last forty lines that it was told', () => {
    const told = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const after = remember(record(instance(), { told }), {
      mark: 'told-once',
      instanceId: ID,
      what: 'a new line',
    });
    expect(after?.told).toHaveLength(40);
    expect(after?.told[0]).toBe('line 1');
    expect(after?.told.at(-1)).toBe('a new line');
  });
});

describe('an edge', () => {
  test('is answered, and its attempts are over', () => {
    const after = remember(scheduled({ attempts: 2, lastAttemptAt: NOON }), answered());
    expect(after?.schedule).toMatchObject({
      answeredEdge: EDGE,
      how: 'stopped',
      attempts: 0,
      lastAttemptAt: null,
    });
  });

  test('before one that is answered changes nothing', () => {
    const known = scheduled({ answeredEdge: EDGE, how: 'person', attempts: 1 });
    expect(remember(known, answered(minus(EDGE, minutes(1))))).toEqual(known);
  });

  test('that is answered already may be answered otherwise: an outcome is seen later', () => {
    const known = scheduled({ answeredEdge: EDGE, how: 'already' });
    expect(remember(known, answered())?.schedule?.how).toBe('stopped');
  });

  test('of an instance without a schedule is nothing', () => {
    expect(remember(record(), answered())?.schedule).toBeNull();
  });
});

describe('an attempt', () => {
  test.each(['requested', 'refused', 'protected'] as const)('is a call that was %s', (result) => {
    const after = remember(scheduled(), called(result));
    expect(after?.schedule).toMatchObject({ attempts: 1, lastAttemptAt: NOON });
    expect(after?.lastStop).toEqual({ rule: 'schedule', at: NOON, result });
  });

  test.each(['stopped', 'stuck', 'fell-back', 'gone'] as const)(
    'is not counted again when it is seen %s',
    (result) => {
      const known = scheduled({ attempts: 1, lastAttemptAt: NOON });
      expect(remember(known, called(result))?.schedule).toEqual(known.schedule);
    },
  );

  test('counts on for the same edge, and anew for the next', () => {
    const same = scheduled({ attempts: 1, lastAttemptAt: EDGE });
    expect(remember(same, called('refused'))?.schedule?.attempts).toBe(2);
    const before = scheduled({ attempts: 2, lastAttemptAt: minus(EDGE, minutes(1)) });
    expect(remember(before, called('refused'))?.schedule?.attempts).toBe(1);
  });

  test('that was made for no edge is none', () => {
    const call = { ...called('requested'), edge: null } as Mark;
    expect(remember(scheduled(), call)?.schedule?.attempts).toBe(0);
  });

  test('to start is remembered apart from one to stop', () => {
    const call = { ...called('requested'), verb: 'start' } as Mark;
    const after = remember(record(), call);
    expect(after?.lastStop).toBeNull();
    expect(after?.lastStart).toEqual({ rule: 'schedule', at: NOON, result: 'requested' });
  });
});
