/** The words that are understood, and what a misspelt one is taken for. */
import { describe, expect, test } from 'vitest';
import { nearestOf, slipsBetween } from '../../src/lib/schedule/nearest.ts';
import { parseMonth, parseWeekday } from '../../src/lib/schedule/words.ts';
import { isZone, nearestZone, parseZone } from '../../src/lib/schedule/zone-name.ts';

const DAYS = [
  'mon monday',
  'tue tues tuesday',
  'wed weds wednesday',
  'thu thur thurs thursday',
  'fri friday',
  'sat saturday',
  'sun sunday',
];
const MONTHS = [
  'jan january',
  'feb february',
  'mar march',
  'apr april',
  'may',
  'jun june',
  'jul july',
  'aug august',
  'sep sept september',
  'oct october',
  'nov november',
  'dec december',
];
const numbered = (rows: readonly string[]): readonly (readonly [string, number])[] =>
  rows.flatMap((row, index) => row.split(' ').map((word) => [word, index + 1] as const));

describe('a word', () => {
  test.each(numbered(DAYS))('%s is day %d of the week, in any case', (word, weekday) => {
    expect(parseWeekday(word)).toEqual({ ok: true, value: weekday });
    expect(parseWeekday(word.toUpperCase())).toEqual({ ok: true, value: weekday });
  });

  test.each(numbered(MONTHS))('%s is month %d, in any case', (word, month) => {
    expect(parseMonth(word)).toEqual({ ok: true, value: month });
    expect(parseMonth(word.toUpperCase())).toEqual({ ok: true, value: month });
  });

  test.each([
    ...['weekday', 'weekdays', 'workdays'].map((word) => [word, 'mon-fri'] as const),
    ...['weekend', 'Weekends'].map((word) => [word, 'sat,sun'] as const),
    ...['everyday', 'every', 'always', 'all', 'nightly', '*'].map(
      (word) => [word, 'daily'] as const,
    ),
  ])('%s is no day, and %s is what to write', (word, instead) => {
    const sentence = `"${word}" is not a day of the week. Write ${instead}.`;
    expect(parseWeekday(word)).toEqual({ ok: false, problem: sentence });
  });

  test('that is like no day or month is told what there is', () => {
    const weekday = '"holiday" is not a day of the week. Write mon, tue, … sun, or daily.';
    expect(parseWeekday('holiday')).toEqual({ ok: false, problem: weekday });
    const month = '"winter" is not a month. Write jan, feb, … dec.';
    expect(parseMonth('winter')).toEqual({ ok: false, problem: month });
    const misspelt = '"febuary" is not a month. Write february.';
    expect(parseMonth('febuary')).toEqual({ ok: false, problem: misspelt });
  });
});

describe('the nearest word', () => {
  test.each([
    ['', '', 0],
    ['', 'mon', 3],
    ['mon', '', 3],
    ['mon', 'mon', 0],
    ['mon', 'mno', 1],
    ['mon', 'moon', 1],
    ['mon', 'man', 1],
    ['nmo', 'mon', 2],
    ['friday', 'fridya', 1],
    ['seoul', 'soul', 1],
    ['seoul', 'seoull', 1],
    ['kitten', 'sitting', 3],
    ['abcd', 'badc', 2],
    ['abc', 'xyz', 3],
    // A swap of two that are not neighbours is two changes.
    ['abcd', 'cbad', 2],
  ])('between "%s" and "%s" is %d slips', (one, other, slips) => {
    expect(slipsBetween(one, other)).toBe(slips);
    expect(slipsBetween(other, one)).toBe(slips);
  });

  test.each([
    ['mo', 'mon', 'one slip is forgiven in any word'],
    ['xyn', null, 'two slips are not forgiven in three letters'],
    ['moxx', null, 'nor in four'],
    ['mondxx', 'monday', 'but in six'],
    ['mxxdxy', null, 'three slips are not forgiven in six letters'],
    ['MONDAY', 'monday', 'capitals are no slips'],
  ])('of %s is %s: %s', (word, nearest, _) => {
    expect(nearestOf(word, ['mon', 'monday'])).toBe(nearest);
  });

  test('of several as near is the first', () => {
    expect(nearestOf('jux', ['jul', 'jun'])).toBe('jul');
    expect(nearestOf('jun', ['jul', 'jun'])).toBe('jun');
    expect(nearestOf('mon', ['MON'])).toBe('MON');
  });
});

describe('a time zone', () => {
  const abbreviations = 'utc gmt uct cet eet met wet est mst hst prc roc rok'.split(' ');
  test.each(abbreviations)('may have the three letters %s', (name) => {
    expect([isZone(name), isZone(name.toUpperCase())]).toEqual([true, true]);
  });

  test.each(['ist', 'bst', 'jst', 'kst', '+09:00', '9', '', ' UTC'])(
    'is not called "%s"',
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );

  test.each([
    ['UTCC', 'UTC'],
    ['America/Nuk', 'America/Nuuk'],
    ['Asia/Ho_Chi_Min', 'Asia/Ho_Chi_Minh'],
    ['Asia/Kathmanndu', 'Asia/Kathmandu'],
    ['Asia/Kolkatta', 'Asia/Kolkata'],
    ['Asia/Yangoon', 'Asia/Yangon'],
    ['Europe/Kyiiv', 'Europe/Kyiv'],
    ['seoul', 'Asia/Seoul'],
    ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['Korea/Seoul', 'Asia/Seoul'],
    ['qqqqqqqqqqqq', null],
    ['rom', null],
  ])('written as %s is probably %s', (name, zone) => {
    expect(nearestZone(name)).toBe(zone);
  });

  test('is read without the spaces around it', () => {
    expect(parseZone(' Asia/Seoul ')).toEqual({ ok: true, value: 'Asia/Seoul' });
  });
});
