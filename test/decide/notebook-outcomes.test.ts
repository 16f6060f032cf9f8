import { describe, expect, test } from 'vitest';
import { aftermath } from '../../src/lib/decide/aftermath.ts';
import { notebookOutcomeMarks } from '../../src/lib/decide/notebooks/notebook-marks.ts';
import { notebookRecordsAfter } from '../../src/lib/decide/notebooks/notebook-records.ts';
import { type World, worldOf } from '../../src/lib/decide/world.ts';
import type { Mark } from '../../src/lib/model/decision.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { hours, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Outcome } from '../../src/lib/model/intent.ts';
import type { NotebookRecord } from '../../src/lib/model/notebook-record.ts';
import { reason } from '../../src/lib/model/reason.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { intent, intentTarget, memory, scheduleState } from '../build/ledger.ts';
import { notebookRecord, TUTORIAL } from '../build/notebook.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const EDGE = minus(NOON, hours(1));
const CALLED_AT = minus(NOON, minutes(5));
const TARGET = { kind: 'notebook', id: TUTORIAL } as const;
const RULES = policy({ notebooks: { nightly: { stop: '22:00' } } });
const STOP_EDGE = reason('stop-edge', {
  schedule: 'nightly',
  zone: 'UTC',
  edge: EDGE,
  attempt: 1,
});
const LONGEST = reason('notebook-longest', { since: minus(NOON, hours(12)), longest: hours(12) });

const nightState = (overrides = {}) =>
  RULES.notebooks.nightly && scheduleState(RULES.notebooks.nightly, overrides);
const known = (overrides: Partial<NotebookRecord> = {}): NotebookRecord =>
  notebookRecord({ schedule: nightState(), ...overrides });

const world = (notebooks: readonly NotebookRecord[] = [known()]): World =>
  worldOf(snapshot({ memory: memory({ notebooks }) }), RULES, PRICES);

const outcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  intentId: 'an-intent',
  verb: 'stop',
  target: TARGET,
  instanceId: null,
  rule: 'notebooks',
  reason: STOP_EDGE,
  result: 'stopped',
  fault: null,
  intendedAt: CALLED_AT,
  at: NOON,
  ...overrides,
});

const changeOf = (marks: readonly Mark[]) =>
  marks.flatMap((mark) => (mark.mark === 'notebook-changed' ? [mark.change] : []))[0];
const newsOf = (marks: readonly Mark[]) =>
  marks.flatMap((mark) =>
    mark.mark === 'notice' && mark.notice.kind === 'notebook' ? [mark.notice.facts.news] : [],
  );

describe('what an outcome means for a notebook', () => {
  test('a stop for its edge is remembered as ours, and answers the edge', () => {
    expect(changeOf(notebookOutcomeMarks(world(), outcome()))).toEqual({
      schedule: nightState({ answeredEdge: EDGE, how: 'stopped' }),
      lastStop: { rule: 'notebooks', at: CALLED_AT, result: 'stopped' },
      stoppedBySchedule: true,
    });
  });

  test('a start for its edge ends what the stop began', () => {
    const asleep = known({ stoppedBySchedule: true });
    const started = outcome({ verb: 'start', result: 'started' });
    expect(changeOf(notebookOutcomeMarks(world([asleep]), started))).toEqual({
      schedule: nightState({ answeredEdge: EDGE, how: 'started' }),
      lastStart: { rule: 'notebooks', at: CALLED_AT, result: 'started' },
      stoppedBySchedule: false,
    });
  });

  test('a stop for its longest time answers no edge, and the morning does not start it', () => {
    expect(changeOf(notebookOutcomeMarks(world(), outcome({ reason: LONGEST })))).toEqual({
      schedule: nightState(),
      lastStop: { rule: 'notebooks', at: CALLED_AT, result: 'stopped' },
      stoppedBySchedule: false,
    });
  });

  test('a refused stop is an attempt, and answers no edge', () => {
    expect(changeOf(notebookOutcomeMarks(world(), outcome({ result: 'refused' })))).toEqual({
      schedule: nightState({ attempts: 1, lastAttemptAt: CALLED_AT }),
      lastStop: { rule: 'notebooks', at: CALLED_AT, result: 'refused' },
    });
  });

  test.each(['held', 'interrupted'] as const)('nothing has happened where it was %s', (result) => {
    expect(notebookOutcomeMarks(world(), outcome({ result }))).toEqual([]);
  });

  test.each([
    ['stop', 'stopped', 'stopped'],
    ['start', 'started', 'started'],
    ['stop', 'protected', 'did-not-stop'],
    ['stop', 'refused', 'did-not-stop'],
    ['stop', 'stuck', 'did-not-stop'],
    ['start', 'refused', 'did-not-start'],
    ['start', 'fell-back', 'did-not-start'],
    ['start', 'stuck', 'did-not-start'],
  ] as const)('of a %s that was %s its people read "%s"', (verb, result, news) => {
    expect(newsOf(notebookOutcomeMarks(world(), outcome({ verb, result })))).toEqual([news]);
  });

  test.each(['gone', 'associated'] as const)('of one that is %s they read nothing', (result) => {
    expect(newsOf(notebookOutcomeMarks(world(), outcome({ result })))).toEqual([]);
  });

  test('the message names the call, its reason, what AWS said and the hour it costs', () => {
    const because = fault('wrong-state', 'the notebook is Stopping');
    const marks = notebookOutcomeMarks(world(), outcome({ result: 'stuck', fault: because }));
    expect(marks).toContainEqual({
      mark: 'notice',
      notice: {
        kind: 'notebook',
        dedupeKey: 'notebook:did-not-stop:tutorial:an-intent',
        urgency: 'now',
        at: NOON,
        facts: {
          notebookId: 'tutorial',
          type: 'ml.t3.medium',
          news: 'did-not-stop',
          reason: STOP_EDGE,
          stopAt: null,
          hourMicroUsd: PRICES.notebookHour({ type: 'ml.t3.medium', region: 'ap-northeast-2' }),
          fault: because,
        },
      },
    });
  });

  test('nothing is written of a notebook that is not remembered, nor of an instance', () => {
    expect(notebookOutcomeMarks(world([]), outcome())).toEqual([]);
    const power = { kind: 'power', id: instanceId(1) } as const;
    expect(notebookOutcomeMarks(world(), outcome({ target: power }))).toEqual([]);
  });
});

describe('before anything is decided', () => {
  test('what has become of a call is known', () => {
    const after = notebookRecordsAfter([known()], [outcome()]);
    expect(after.get(TUTORIAL)).toMatchObject({
      stoppedBySchedule: true,
      schedule: { answeredEdge: EDGE, how: 'stopped' },
    });
  });

  test('what has become of others changes nothing', () => {
    const power = { kind: 'power', id: instanceId(1) } as const;
    expect(notebookRecordsAfter([known()], [outcome({ target: power })]).get(TUTORIAL)).toEqual(
      known(),
    );
    expect(notebookRecordsAfter([], [outcome()]).size).toBe(0);
  });
});

describe('an accepted call for a notebook', () => {
  const target = intentTarget({
    target: TARGET,
    instanceId: null,
    rule: 'notebooks',
    reason: STOP_EDGE,
  });
  const marksAfter = (seen: World, verb: 'stop' | 'start' = 'stop') =>
    aftermath(seen, { outcomes: [], requests: [{ intent: intent({ verb }), target }] });

  test('is an attempt, and ours', () => {
    const action = { rule: 'notebooks', at: CALLED_AT, result: 'requested' };
    const schedule = nightState({ attempts: 1, lastAttemptAt: CALLED_AT });
    expect(marksAfter(world())).toEqual([
      { mark: 'notebook-changed', name: TUTORIAL, change: { schedule, lastStop: action } },
    ]);
    expect(marksAfter(world(), 'start')).toEqual([
      { mark: 'notebook-changed', name: TUTORIAL, change: { schedule, lastStart: action } },
    ]);
  });

  test('for one that is not remembered is written nowhere', () => {
    expect(marksAfter(world([]))).toEqual([]);
  });
});
