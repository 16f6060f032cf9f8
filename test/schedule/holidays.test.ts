import { describe, expect, test } from 'vitest';
import table from '../../data/holidays.json' with { type: 'json' };
import { holidayDates, isHolidayYearKnown } from '../../src/lib/schedule/holidays.ts';

const weekdayOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay();
const yearsOf = Object.entries(table.countries).flatMap(([country, { years }]) =>
  Object.entries(years).map(([year, days]) => ({ country, year, days })),
);

describe('the table of holidays', () => {
  test.each(Object.entries(table.countries))('says where those of %s are from', (_name, list) => {
    expect(list.url).toMatch(/^https:\/\//);
    expect(list.asOf).toMatch(/^2026-\d{2}-\d{2}$/);
    expect(Object.keys(list.years)).toEqual(['2026', '2027']);
  });

  test.each(yearsOf)('of $country in $year is in order, without doubles', ({ year, days }) => {
    const dates = days.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].toSorted());
    expect(dates.every((date) => date.startsWith(`${year}-`))).toBe(true);
  });

  test.each(yearsOf)('of $country in $year puts days in lieu on working days', ({ days }) => {
    const inLieu = days.filter(({ name }) => /in lieu|observed/i.test(name));
    expect(inLieu.length).toBeGreaterThan(0);
    expect(inLieu.map(({ date }) => weekdayOf(date)).every((day) => day >= 1 && day <= 5)).toBe(
      true,
    );
  });

  // 5 U.S.C. 6103 names these by their weekday; the number is the earliest day of the month.
  test.each([
    ['Birthday of Martin Luther King, Jr.', 1, 15],
    ["Washington's Birthday", 1, 15],
    ['Memorial Day', 1, 25],
    ['Labor Day', 1, 1],
    ['Columbus Day', 1, 8],
    ['Thanksgiving Day', 4, 22],
  ])('has %s on its weekday of its week', (name, weekday, earliest) => {
    const days = Object.values(table.countries.US.years).flat();
    const dates = days.filter((day) => day.name === name).map(({ date }) => date);
    expect(dates).toHaveLength(2);
    for (const date of dates) {
      expect(weekdayOf(date)).toBe(weekday);
      expect(Number(date.slice(-2)) - earliest).toBeGreaterThanOrEqual(0);
      expect(Number(date.slice(-2)) - earliest).toBeLessThan(7);
    }
  });

  test('gives a day in lieu for each Korean holiday on a Sunday that has one by law', () => {
    const days = Object.values(table.countries.KR.years).flat();
    const names = new Set(days.map(({ name }) => name));
    const without = new Set(["New Year's Day", 'Memorial Day']);
    const onSunday = days.filter(({ date, name }) => weekdayOf(date) === 0 && !without.has(name));
    expect(onSunday.length).toBeGreaterThan(2);
    for (const { name } of onSunday) expect(names).toContain(`In lieu of ${name}`);
  });
});

describe('the holidays of a country', () => {
  test('are the dates of all its years', () => {
    const dates = holidayDates([{ kind: 'country', country: 'JP' }]);
    expect(dates).toHaveLength(35);
    expect(dates.at(0)).toBe('2026-01-01');
    expect(dates.at(-1)).toBe('2027-11-23');
  });

  test('are known for some years only', () => {
    expect(isHolidayYearKnown('KR', 2027)).toBe(true);
    expect(isHolidayYearKnown('KR', 2028)).toBe(false);
    expect(isHolidayYearKnown('DE', 2026)).toBe(false);
  });
});
