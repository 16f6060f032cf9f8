import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/lib/model/instant.ts';
import type { Schedule } from '../../src/lib/model/schedule.ts';
import { desiredAt, edgesBetween, newestEdge, nextEdge } from '../../src/lib/schedule/edges.ts';
import { schedules, zones } from '../schedule/arbitrary.ts';
import { edgesByTheMinute } from '../schedule/minute-by-minute.ts';
import { scheduleOf } from '../schedule/schedule-table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The product works edges out so many days at a time. */
const PAGE_MS = 32 * DAY_MS;
const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2031, 0, 1);

const SEED = 20_261_122;

const anySchedule = schedules({ zone: zones, dates: ['2026-12-24', '2026-12-25', '2027-01-01'] });
const instants = fc
  .integer({ min: FIRST / 1_000, max: LAST / 1_000 })
  .map((s) => instant(s * 1_000));

const expectSameAsByTheMinute = (schedule: Schedule, after: number, until: number): void => {
  const edges = edgesBetween(schedule, instant(after), instant(until));
  expect(edges).toEqual(edgesByTheMinute(schedule, { after, until }));
};

describe('edges', { timeout: 30_000 }, () => {
  test('are what a look at the clock every minute finds, in weeks between', () => {
    fc.assert(
      fc.property(anySchedule, instants, (schedule, at) => {
        const after = Math.floor(at / MINUTE_MS) * MINUTE_MS;
        expectSameAsByTheMinute(schedule, after, after + 7 * DAY_MS);
      }),
      { numRuns: 20, seed: SEED },
    );
  });

  test('are what a look at the clock every minute finds, where a page of the almanac ends', () => {
    const joint = fc.integer({ min: Math.ceil(FIRST / PAGE_MS), max: Math.floor(LAST / PAGE_MS) });
    fc.assert(
      fc.property(anySchedule, joint, (schedule, page) => {
        const at = page * PAGE_MS;
        expectSameAsByTheMinute(schedule, at - 18 * HOUR_MS, at + 18 * HOUR_MS);
      }),
      { numRuns: 150, seed: SEED },
    );
  });

  test('of two stretches of time are those of both', () => {
    fc.assert(
      fc.property(anySchedule, fc.tuple(instants, instants, instants), (schedule, drawn) => {
        const [a = drawn[0], b = drawn[1], c = drawn[2]] = drawn.toSorted((x, y) => x - y);
        expect([...edgesBetween(schedule, a, b), ...edgesBetween(schedule, b, c)]).toEqual(
          edgesBetween(schedule, a, c),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('ascend, one at an instant', () => {
    fc.assert(
      fc.property(anySchedule, instants, (schedule, at) => {
        const edges = edgesBetween(schedule, at, instant(at + 400 * DAY_MS));
        const sorted = [...new Set(edges.map((edge) => edge.at))].toSorted((x, y) => x - y);
        expect(edges.map((edge) => edge.at)).toEqual(sorted);
      }),
      { numRuns: 50 },
    );
  });

  test('newest and next are the neighbours of any instant, and the newest is desired', () => {
    fc.assert(
      fc.property(anySchedule, instants, (schedule, at) => {
        const before = edgesBetween(schedule, instant(at - 400 * DAY_MS), at).at(-1);
        const after = edgesBetween(schedule, at, instant(at + 400 * DAY_MS)).at(0);
        if (before) expect(newestEdge(schedule, at)).toEqual(before);
        if (after) expect(nextEdge(schedule, at)).toEqual(after);
        const ended = schedule.until !== null && at > Date.parse(schedule.until) && !after;
        if (before && !ended) expect(desiredAt(schedule, at)).toBe(before.to);
      }),
      { numRuns: 200 },
    );
  });

  test('do not depend on what was asked before', () => {
    fc.assert(
      fc.property(
        anySchedule,
        fc.array(instants, { maxLength: 8 }),
        instants,
        (schedule, asked, at) => {
          for (const one of asked) nextEdge(schedule, one);
          expect(nextEdge(schedule, at)).toEqual(nextEdge({ ...schedule }, at));
          expect(newestEdge(schedule, at)).toEqual(newestEdge({ ...schedule }, at));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('are found 400 days away', () => {
    const once = scheduleOf({
      zone: 'UTC',
      running: ['daily 09:00-19:00'],
      from: '2026-11-23',
      until: '2026-11-23',
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (days) => {
        const before = instant(Date.UTC(2026, 10, 23, 9) - days * DAY_MS);
        const after = instant(Date.UTC(2026, 10, 23, 19) + days * DAY_MS);
        expect(nextEdge(once, before)?.to).toBe('running');
        expect(newestEdge(once, after)?.to).toBe('stopped');
      }),
    );
  });

  test.each([-8.64e15, 0, 8.64e15])('are found or not, but never refused, at %d', (at) => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const answers = [newestEdge, nextEdge, desiredAt].map((ask) => ask(schedule, instant(at)));
        expect(answers).toHaveLength(3);
      }),
      { numRuns: 20 },
    );
  });
});
