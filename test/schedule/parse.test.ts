import { describe, expect, test } from 'vitest';
import type { Window } from '../../src/lib/model/schedule.ts';
import { hashOf } from '../../src/lib/schedule/hash.ts';
import { parseHoliday } from '../../src/lib/schedule/holidays.ts';
import { parseDays, parseWindow } from '../../src/lib/schedule/parse.ts';
import { parseDate, parseTime } from '../../src/lib/schedule/parse-time.ts';
import { isZone, parseZone } from '../../src/lib/schedule/zone-name.ts';
import { must, scheduleOf } from './schedule-table.ts';
import texts from './texts.json' with { type: 'json' };

interface TextCase {
  readonly name: string;
  readonly text: string;
  /** Another way to write the same window. */
  readonly same?: string;
  /** What the sentence of the refusal says. */
  readonly problem?: readonly string[];
}

const cases: readonly TextCase[] = texts;
const understood = cases.filter(({ same }) => same !== undefined);
const refused = cases.filter(({ problem }) => problem !== undefined);

const meaning = (window: Window): string =>
  hashOf({ ...scheduleOf({ zone: 'UTC', running: ['daily 09:00-19:00'] }), running: [window] });

const problemOf = (result: { readonly ok: boolean; readonly problem?: string }): string =>
  result.problem ?? '';

describe('the text of a window', () => {
  test.each(understood)('is understood: $name', ({ text, same = '' }) => {
    expect(meaning(must(parseWindow(text)))).toBe(meaning(must(parseWindow(same))));
  });

  test.each(refused)('is refused: $name', ({ text, problem = [] }) => {
    const result = parseWindow(text);
    expect(result.ok).toBe(false);
    for (const piece of problem) expect(problemOf(result)).toContain(piece);
  });

  test('means what it says, to the last number', () => {
    expect(must(parseWindow('mon-wed,friL day 1,15W,L in nov-jan 22:00-07:30'))).toEqual({
      dates: {
        weekdays: [1, 2, 3],
        nthWeekdays: [{ weekday: 5, nth: -1 }],
        monthDays: [1, { nearestWorkdayTo: 15 }, -1],
        months: [11, 12, 1],
      },
      from: 1_320,
      to: 450,
    });
  });

  test('knows five weeks of a month, and its last', () => {
    const { nthWeekdays } = must(parseDays('mon#1,tue#2,wed#3,thu#4,fri#5,sat#L,sunL'));
    expect(nthWeekdays?.map(({ nth }) => nth)).toEqual([1, 2, 3, 4, 5, -1, -1]);
  });

  test.each([
    ['mon,sat#2 10:00-11:00', 'mon 10:00-11:00'],
    ['mon 10:00-11:00', 'mon 10:00-11:01'],
    ['day 1 10:00-11:00', 'day 1W 10:00-11:00'],
    ['mon in jan 10:00-11:00', 'mon in feb 10:00-11:00'],
    ['mon#1 10:00-11:00', 'monL 10:00-11:00'],
  ])('tells %s from %s', (one, other) => {
    expect(meaning(must(parseWindow(one)))).not.toBe(meaning(must(parseWindow(other))));
  });
});

describe('days without times', () => {
  test('are read like the days of a window', () => {
    expect(must(parseDays('mon-fri'))).toEqual(must(parseWindow('mon-fri 09:00-19:00')).dates);
  });

  test.each([
    ['mon 09:00-19:00', 'only days'],
    ['', 'Write daily'],
    ['nightly', 'Write daily.'],
  ])('are refused as "%s"', (text, piece) => {
    expect(problemOf(parseDays(text))).toContain(piece);
  });
});

describe('times and dates', () => {
  test.each([
    ['00:00', 0],
    ['7:05', 425],
    ['23:59', 1_439],
  ])('%s is minute %d', (text, minute) => {
    expect(must(parseTime(text))).toBe(minute);
  });

  test.each(['24:00', '24:01', '12:60', '1200', '-1:00', '', '09:00:00'])(
    '"%s" is not a time of day',
    (text) => {
      expect(problemOf(parseTime(text))).toContain('"');
    },
  );

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31'])(
    '%s does not exist',
    (text) => {
      expect(problemOf(parseDate(text))).toContain('does not exist');
    },
  );

  test.each(['2026-1-1', '25.12.2026', 'christmas', '2026-12-25T00:00', '12026-12-25'])(
    '"%s" is not how a date is written',
    (text) => {
      expect(problemOf(parseDate(text))).toBe(`"${text}" is not a date. Write it as 2026-12-25.`);
    },
  );

  test('are read without the spaces around them', () => {
    expect(must(parseTime(' 09:00 '))).toBe(540);
    expect(must(parseDate(' 2026-12-25 '))).toBe('2026-12-25');
  });

  test('the 29th of February exists in leap years', () => {
    expect(must(parseDate('2028-02-29'))).toBe('2028-02-29');
  });
});

describe('holidays', () => {
  test('are a country in any case, a date, or a range', () => {
    expect(must(parseHoliday('kr'))).toEqual({ kind: 'country', country: 'KR' });
    expect(must(parseHoliday('2026-12-25'))).toEqual({
      kind: 'dates',
      from: '2026-12-25',
      to: '2026-12-25',
    });
    expect(must(parseHoliday('2026-12-24..2026-12-31'))).toEqual({
      kind: 'dates',
      from: '2026-12-24',
      to: '2026-12-31',
    });
  });

  test('are a range of a year and a day at most', () => {
    expect(must(parseHoliday(' 2026-01-01..2027-01-01 '))).toEqual({
      kind: 'dates',
      from: '2026-01-01',
      to: '2027-01-01',
    });
  });

  test.each([
    ['DE', 'JP, KR, US'],
    ['DE', 'Write a date such as 2026-12-25, or a range such as 2026-12-24..2026-12-31.'],
    ['xmas2026', '"xmas2026" is neither a date nor a country'],
    ['2026-02-30..2026-03-02', '"2026-02-30" is a date that does not exist.'],
    ['2026-01-01..2027-01-02', '367 days; a range of holidays has 366 at most.'],
    ['2026-12-31..2026-12-24', 'Write 2026-12-24..2026-12-31.'],
    ['2026-12-25..2026-12-24', 'Write 2026-12-24..2026-12-25.'],
    ['2026-12-24..2026-12-26..2026-12-31', 'no range'],
    ['2026-02-30', 'does not exist'],
    ['2026-12-24..2026-12-32', 'does not exist'],
    ['2026-01-01..2027-12-31', '730 days'],
  ])('%s is refused', (text, piece) => {
    expect(problemOf(parseHoliday(text))).toContain(piece);
  });
});

describe('time zones', () => {
  test.each(['Asia/Seoul', 'UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'america/new_york', 'CET'])(
    '%s is one',
    (name) => {
      expect(must(parseZone(name))).toBe(name);
    },
  );

  test.each(['IST', 'BST', '+09:00', 'Mars/Olympus', '', 'UTC+9'])('"%s" is none', (name) => {
    expect(isZone(name)).toBe(false);
  });

  test.each([
    ['Asia/Soul', 'Did you mean Asia/Seoul?'],
    ['Seoul', 'Did you mean Asia/Seoul?'],
    ['New York', 'Did you mean America/New_York?'],
    ['Europe/Kiyv', 'Did you mean Europe/Kyiv?'],
    ['KST', 'such as Asia/Seoul or UTC'],
  ])('%s finds what was meant', (name, piece) => {
    expect(problemOf(parseZone(name))).toContain(piece);
  });
});
