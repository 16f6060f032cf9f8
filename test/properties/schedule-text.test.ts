import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateRule, MonthDay, NthWeekday, Window } from '../../src/lib/model/schedule.ts';
import { hashed } from '../../src/lib/schedule/compile.ts';
import { parseHoliday } from '../../src/lib/schedule/holidays.ts';
import { nearestOf, slipsBetween } from '../../src/lib/schedule/nearest.ts';
import { parseDays, parseWindow } from '../../src/lib/schedule/parse.ts';
import { parseDate, parseTime } from '../../src/lib/schedule/parse-time.ts';
import { parseZone } from '../../src/lib/schedule/zone-name.ts';
import { dateRules, schedules, zones } from '../schedule/arbitrary.ts';
import { must } from '../schedule/schedule-table.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const nthText = ({ weekday, nth }: NthWeekday): string =>
  nth === -1 ? `${DAYS[weekday - 1]}L` : `${DAYS[weekday - 1]}#${nth}`;

const dayText = (day: MonthDay): string => {
  if (typeof day !== 'number') return `${day.nearestWorkdayTo}W`;
  return day === -1 ? 'L' : String(day);
};

const daysText = ({ weekdays, nthWeekdays, monthDays, months }: DateRule): string => {
  const week = [
    ...(weekdays ?? []).map((weekday) => DAYS[weekday - 1]),
    ...(nthWeekdays ?? []).map(nthText),
  ];
  const parts = [week.length === 0 ? 'daily' : week.join(',')];
  if (monthDays) parts.push(`day ${monthDays.map(dayText).join(',')}`);
  if (months) parts.push(`in ${months.map((month) => MONTHS[month - 1]).join(',')}`);
  return parts.join(' ');
};

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const windowText = ({ dates, from, to }: Window): string =>
  `${daysText(dates)} ${timeText(from)}-${timeText(to)}`;

const windows: fc.Arbitrary<Window> = fc
  .record({
    dates: dateRules,
    from: fc.integer({ min: 0, max: 1_439 }),
    to: fc.integer({ min: 1, max: 1_440 }),
  })
  .filter(({ from, to }) => from !== to);

const pieces = fc.constantFrom(
  ...['mon', 'fri-mon', 'sat#1', 'friL', 'daily', 'day', '1,15,L', 'in', 'jan-mar', '09:00-19:00'],
  ...['24:00', '-', ',', '#', ' ', '25:00-26:00', 'L', '99', '31W', '\n', 'é', '..'],
);
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
  fc.array(pieces, { maxLength: 8 }).map((list) => list.join(' ')),
);

describe('text', () => {
  test('of a window means the window that was written', () => {
    fc.assert(
      fc.property(windows, (window) => {
        expect(must(parseWindow(windowText(window)))).toEqual(window);
      }),
    );
  });

  test('of days means the days that were written', () => {
    fc.assert(
      fc.property(dateRules, (dates) => {
        expect(must(parseDays(daysText(dates)))).toEqual(dates);
      }),
    );
  });

  test('is understood or refused with a sentence, never with an exception', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const parse of [parseWindow, parseDays, parseTime, parseDate, parseHoliday]) {
          const result = parse(text);
          if (!result.ok) expect(result.problem).toMatch(/^["A-Z].*[.?]$/su);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any zone that Node knows is a zone, in any case', () => {
    fc.assert(
      fc.property(zones, (zone) => {
        expect(must(parseZone(zone))).toBe(zone);
        expect(must(parseZone(zone.toLowerCase()))).toBe(zone.toLowerCase());
      }),
    );
  });
});

describe('the hash of a schedule', () => {
  const drawn = schedules({ zone: zones, dates: ['2026-12-24', '2026-12-25', '2027-01-01'] });

  test('does not depend on the order in which things are listed', () => {
    fc.assert(
      fc.property(drawn, (schedule) => {
        const turned = {
          ...schedule,
          running: schedule.running.toReversed(),
          stopped: schedule.stopped.toReversed(),
          moments: schedule.moments.toReversed(),
          holidays: schedule.holidays.toReversed(),
          skipped: schedule.skipped.toReversed(),
        };
        expect(hashed(turned).hash).toBe(schedule.hash);
      }),
    );
  });
});

describe('the nearest word', () => {
  const words = fc.string({ minLength: 3, maxLength: 12 });

  test('of a known word is itself', () => {
    fc.assert(
      fc.property(fc.array(words), words, (others, word) => {
        expect(nearestOf(word, [word, ...others])).toBe(word);
      }),
    );
  });

  test('is found over one letter left out', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,10}$/), fc.nat(), (word, at) => {
        const gap = at % word.length;
        const slip = word.slice(0, gap) + word.slice(gap + 1);
        expect(nearestOf(slip, ['0000000000000000', word])).toBe(word);
      }),
    );
  });

  test('is counted the same both ways', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(slipsBetween(one, other)).toBe(slipsBetween(other, one));
      }),
    );
  });

  test.each([
    ['', '', 0],
    ['mon', 'mno', 1],
    ['mon', 'moon', 1],
    ['mon', 'man', 1],
    ['friday', 'fridya', 1],
    ['seoul', 'soul', 1],
    ['kitten', 'sitting', 3],
  ])('between "%s" and "%s" is %d slips', (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips);
  });
});
