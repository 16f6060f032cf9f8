/**
 * Every zone and every change of its clock, against a look at the wall every minute. Zones that
 * show the same through a stretch of time share the looking; the product is asked in each of them.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/lib/model/instant.ts';
import type { Schedule } from '../../src/lib/model/schedule.ts';
import { edgesBetween } from '../../src/lib/schedule/edges.ts';
import { minutesNear, schedules } from '../schedule/arbitrary.ts';
import { edgesByTheMinute, LEAD_MINUTES, wallMinuteAt } from '../schedule/minute-by-minute.ts';
import { allChanges, FIRST_YEAR, LAST_YEAR } from '../schedule/offset-changes.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AROUND_MS = 18 * HOUR_MS;
const SEED = 20_261_122;
const SCHEDULES_EACH = 4;

const ZONES = Intl.supportedValuesOf('timeZone');
const CHANGES = allChanges();

/** Eighteen hours before this instant and after it. */
interface Place {
  readonly zone: string;
  readonly at: number;
}

/** In each year another month, so that summer and winter are seen on both halves of the earth. */
const QUIET: readonly Place[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }).flatMap(
  (_, year) => ZONES.map((zone) => ({ zone, at: Date.UTC(FIRST_YEAR + year, 1 + year, 12) })),
);

/** How far the clock is from UTC, every half an hour. */
const clockAround = ({ zone, at }: Place): string => {
  const offsets: number[] = [];
  const first = at - AROUND_MS - LEAD_MINUTES * MINUTE_MS;
  for (let seen = first; seen <= at + AROUND_MS; seen += 30 * MINUTE_MS) {
    offsets.push(wallMinuteAt(zone, seen) - seen / MINUTE_MS);
  }
  return offsets.join();
};

const sameClocks = (places: readonly Place[]): readonly (readonly [Place, ...Place[]])[] =>
  [...Map.groupBy(places, (place) => `${place.at} ${clockAround(place)}`).values()].flatMap(
    ([first, ...more]) => (first ? [[first, ...more] as const] : []),
  );

const dateOf = (wall: number): string => new Date(wall * MINUTE_MS).toISOString().slice(0, 10);

const schedulesNear = ({ zone, at }: Place): fc.Arbitrary<Schedule> => {
  // The first time that the clock skips or repeats, if it does.
  const wall = wallMinuteAt(zone, at - MINUTE_MS) + 1;
  return schedules({
    zone: fc.constant(zone),
    minutes: minutesNear(((wall % 1_440) + 1_440) % 1_440),
    dates: [dateOf(wall - 1_440), dateOf(wall), dateOf(wall + 1_440)],
  });
};

/** How many places were looked at, so that none is left out unseen. */
const expectAllAsByTheMinute = (places: readonly Place[]): number => {
  let seen = 0;
  for (const [index, [place, ...more]] of sameClocks(places).entries()) {
    const [after, until] = [place.at - AROUND_MS, place.at + AROUND_MS];
    const walls = new Map<number, number>();
    const shownAt = (at: number): number => {
      const shown = walls.get(at) ?? wallMinuteAt(place.zone, at);
      walls.set(at, shown);
      return shown;
    };
    fc.assert(
      fc.property(schedulesNear(place), (schedule) => {
        const edges = edgesByTheMinute(schedule, { after, until, shownAt });
        for (const { zone } of [place, ...more]) {
          const found = edgesBetween({ ...schedule, zone }, instant(after), instant(until));
          expect(found, zone).toEqual(edges);
        }
      }),
      { numRuns: SCHEDULES_EACH, seed: SEED + index },
    );
    seen += 1 + more.length;
  }
  return seen;
};

describe('edges are what a look at the clock every minute finds', { timeout: 120_000 }, () => {
  test(`36 hours around each change of all ${ZONES.length} zones from 2024 to 2030`, () => {
    expect([FIRST_YEAR, LAST_YEAR]).toEqual([2024, 2030]);
    expect(new Set(CHANGES.map(({ before, after }) => Math.abs(after - before)))).toEqual(
      new Set([30, 60, 120]),
    );
    expect(new Set(CHANGES.map(({ zone }) => zone)).size).toBeGreaterThan(130);
    expect(CHANGES.length).toBeGreaterThan(1_700);
    expect(expectAllAsByTheMinute(CHANGES)).toBe(CHANGES.length);
  });

  test(`36 hours of each year from 2024 to 2030 in each of all ${ZONES.length} zones`, () => {
    expect(ZONES.length).toBeGreaterThan(410);
    expect(expectAllAsByTheMinute(QUIET)).toBe(7 * ZONES.length);
  });
});
