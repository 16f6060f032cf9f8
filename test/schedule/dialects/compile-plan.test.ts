import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, plus, toIso } from '../../../src/lib/model/instant.ts';
import { compilePlan } from '../../../src/lib/schedule/dialects/instance-scheduler-compile.ts';
import {
  planStateAt,
  readPlan,
} from '../../../src/lib/schedule/dialects/instance-scheduler-schedule.ts';
import { desiredAt, edgesBetween } from '../../../src/lib/schedule/edges.ts';
import { at, must } from '../schedule-table.ts';

type WrittenPeriod = Parameters<typeof readPlan>[0]['periods'][number];

const EMPTY: WrittenPeriod = {
  name: null,
  begintime: null,
  endtime: null,
  weekdays: null,
  monthdays: null,
  months: null,
};

const planOf = (periods: readonly Partial<WrittenPeriod>[], overrideStatus: string | null = null) =>
  must(
    readPlan({
      timezone: 'Asia/Seoul',
      overrideStatus,
      periodNames: null,
      periods: periods.map((period) => ({ ...EMPTY, ...period })),
      maintenanceWindows: [],
    }),
  );

const compiled = (plan: ReturnType<typeof planOf>) =>
  compilePlan({
    name: 'p',
    start: 'all',
    warn: minutes(0),
    plan,
    flags: { enforced: false, retainRunning: false },
  });

const edgesOf = (periods: readonly Partial<WrittenPeriod>[]): readonly string[] =>
  edgesBetween(
    must(compiled(planOf(periods))),
    at('2026-11-26T15:00Z'),
    at('2026-11-30T15:00Z'),
  ).map((edge) => `${toIso(edge.at)} ${edge.to}`);

describe('a schedule of Instance Scheduler as a native one', () => {
  test('turns where a period begins and ends', () => {
    expect(edgesOf([{ begintime: '09:00', endtime: '17:00', weekdays: ['fri'] }])).toEqual([
      '2026-11-27T00:00:00.000Z running',
      '2026-11-27T08:00:00.000Z stopped',
    ]);
  });

  test('runs through the minute before midnight into the next period', () => {
    const periods = [
      { begintime: '20:00', endtime: '23:59', weekdays: ['fri'] },
      { begintime: '00:00', endtime: '06:00', weekdays: ['sat'] },
    ];
    expect(edgesOf(periods)).toEqual([
      '2026-11-27T11:00:00.000Z running',
      '2026-11-27T21:00:00.000Z stopped',
    ]);
  });

  test('with a begin alone stops after the last of its days, and not between them', () => {
    expect(edgesOf([{ begintime: '09:00', weekdays: ['thu-fri'] }])).toEqual([
      '2026-11-27T00:00:00.000Z running',
      '2026-11-27T15:00:00.000Z stopped',
    ]);
  });

  test('with an end alone stops then, and never starts', () => {
    expect(edgesOf([{ endtime: '20:00', weekdays: ['fri'] }])).toEqual([
      '2026-11-27T11:00:00.000Z stopped',
    ]);
  });

  test('with an override wants one state always', () => {
    const [running, stopped] = ['running', 'stopped'].map((status) =>
      desiredAt(must(compiled(planOf([], status))), at('2026-11-27T11:00Z')),
    );
    expect([running, stopped]).toEqual(['running', 'stopped']);
  });

  test.each([
    ['one-sided periods beside days of the month', [{ begintime: '09:00' }, { monthdays: ['1'] }]],
    ['a begin alone on days of the month', [{ begintime: '09:00', monthdays: ['1'] }]],
    ['a period that never runs', [{ begintime: '09:00', endtime: '09:00' }]],
  ])('refuses %s', (_, periods) => {
    expect(compiled(planOf(periods)).ok).toBe(false);
  });

  test('with one-sided periods beside whole days runs through the week', () => {
    const week = [
      { begintime: '09:00', weekdays: ['thu'] },
      { weekdays: ['fri-sat'] },
      { endtime: '17:00', weekdays: ['sun'] },
    ];
    expect(edgesOf(week)).toEqual(['2026-11-29T08:00:00.000Z stopped']);
  });

  test('with one-sided periods turns where the reference acts, at any minute', () => {
    const hour = fc.option(fc.integer({ min: 0, max: 23 }), { freq: 2 });
    const days = fc.constantFrom('mon', 'tue-thu', 'fri', 'sat-mon', 'wed');
    const period = fc.tuple(hour, hour, days).map(([a, b, weekdays]) => {
      const [begin, end] = a !== null && b !== null ? [Math.min(a, b), Math.max(a, b)] : [a, b];
      return {
        begintime: begin === null ? null : `${begin}:00`,
        endtime: end === null ? null : `${end}:30`,
        weekdays: [weekdays],
      };
    });
    const oneSided = fc.constant({ begintime: '06:00', weekdays: ['mon'] });
    const minute = fc.integer({ min: 0, max: 7 * 1_440 });
    fc.assert(
      fc.property(oneSided, fc.array(period, { maxLength: 3 }), minute, (one, others, count) => {
        const plan = planOf([one, ...others]);
        const when = plus(at('2026-06-01T00:00Z'), minutes(count));
        const before = plus(when, minutes(-1));
        const wanted = planStateAt(plan, when);
        const isTurn = wanted !== 'any' && wanted !== planStateAt(plan, before);
        const edges = edgesBetween(must(compiled(plan)), before, when).map(({ to }) => to);
        expect(edges).toEqual(isTurn ? [wanted] : []);
      }),
      { numRuns: 400 },
    );
  });

  test('wants what the periods want, at any minute of a year', () => {
    const hour = fc.integer({ min: 0, max: 22 });
    const days = fc.constantFrom('mon-fri', 'fri-mon', 'mon#2', 'friL', 'wed', 'mon-sun/2');
    const monthdays = fc.option(fc.constantFrom('1-15', '15W', 'L', '20-L', '2/5'), { freq: 2 });
    const period = fc.tuple(hour, hour, days, monthdays).map(([a, b, weekdays, some]) => ({
      begintime: `${Math.min(a, b)}:00`,
      endtime: `${Math.max(a, b) + 1}:00`,
      weekdays: [weekdays],
      monthdays: some === null ? null : [some],
    }));
    const minute = fc.integer({ min: 0, max: 366 * 1_440 });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 3 }), minute, (periods, count) => {
        const plan = planOf(periods);
        const when = plus(at('2026-06-01T00:00Z'), minutes(count));
        const wanted = desiredAt(must(compiled(plan)), when) ?? 'stopped';
        expect(wanted).toBe(planStateAt(plan, when));
      }),
      { numRuns: 300 },
    );
  });
});
