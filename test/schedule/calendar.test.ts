import { describe, expect, test } from 'vitest';
import {
  civilOf,
  clockText,
  dateOf,
  dayOf,
  modulo,
  weekdayName,
  weekdayOf,
} from '../../src/lib/schedule/calendar.ts';

describe('a date', () => {
  test.each([
    ['1970-01-01', 'Thu'],
    ['1969-12-31', 'Wed'],
    ['2026-11-22', 'Sun'],
    ['2026-11-23', 'Mon'],
    ['2026-11-24', 'Tue'],
    ['2026-11-27', 'Fri'],
    ['2026-11-28', 'Sat'],
  ])('%s is a %s', (date, name) => {
    expect(weekdayName(weekdayOf(dayOf(date)))).toBe(name);
  });

  test.each([
    ['2026-01-15', 31],
    ['2026-02-15', 28],
    ['2028-02-15', 29],
    ['2000-02-15', 29],
    ['2100-02-15', 28],
    ['2026-04-15', 30],
    ['2026-06-15', 30],
    ['2026-07-15', 31],
    ['2026-09-15', 30],
    ['2026-11-15', 30],
    ['2026-12-15', 31],
  ])('%s lies in a month of %d days', (date, monthLength) => {
    expect(civilOf(dayOf(date))).toMatchObject({
      month: Number(date.slice(5, 7)),
      dayOfMonth: 15,
      monthLength,
    });
  });

  test.each([
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2026-11-22', 20_779],
  ])('%s is day %d', (date, day) => {
    expect(dayOf(date)).toBe(day);
    expect(dateOf(day)).toBe(date);
  });
});

test('a remainder is never below zero', () => {
  expect([modulo(-1, 7), modulo(-14, 7) + 0, modulo(0, 7), modulo(8, 7)]).toEqual([6, 0, 0, 1]);
});

test.each([
  [0, '00:00'],
  [545, '09:05'],
  [1_439, '23:59'],
  [1_440, '24:00'],
])('minute %d of a day is %s on the clock', (minute, text) => {
  expect(clockText(minute)).toBe(text);
});
