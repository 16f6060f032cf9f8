/** The lists of days and months inside a window: `mon-fri,sat#1`, `1,15,L`, `jan-mar`. */
import type { MonthDay, NthWeekday, Weekday } from '../model/schedule.ts';
import { allOf, type Parsed, parsed, problem } from './parsed.ts';
import { around, parseMonth, parseWeekday, weekdayNamed } from './words.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];
const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, index) => index + 1);
const DAYS_OF_MONTH = Array.from({ length: 31 }, (_, index) => index + 1);
const NTHS: ReadonlyMap<string, NthWeekday['nth']> = new Map([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
  ['l', -1],
]);

/** A plain weekday, or the n-th of its month. */
export type WeekdayItem = Weekday | NthWeekday;

export const parseWeekdays = (text: string): Parsed<readonly WeekdayItem[]> =>
  flat(text, (item) => (item.includes('-') ? weekdayRange(item) : oneOf(weekdayItem(item))));

export const parseMonths = (text: string): Parsed<readonly number[]> =>
  flat(text, (item) => {
    const [from = '', to = from, ...more] = item.split('-');
    if (more.length > 0) return problem(`"${item}" is not a range of months. Write jan-mar.`);
    return range(parseMonth(from), parseMonth(to), MONTHS_OF_YEAR);
  });

export const parseMonthDays = (text: string): Parsed<readonly MonthDay[]> =>
  flat<MonthDay>(text, (item) => {
    if (/^l$/i.test(item)) return parsed([-1]);
    const [, workday] = /^(\d+)w$/i.exec(item) ?? [];
    if (workday !== undefined) return nearestWorkday(workday);
    const [from = '', to = from, ...more] = item.split('-');
    if (more.length > 0) return problem(`"${item}" is not a range of days. Write 10-20.`);
    return range(monthDay(from), /^l$/i.test(to) ? parsed(31) : monthDay(to), DAYS_OF_MONTH);
  });

function flat<T>(text: string, read: (item: string) => Parsed<readonly T[]>): Parsed<readonly T[]> {
  const lists = allOf(text.split(',').map(read));
  return lists.ok ? parsed(lists.value.flat()) : lists;
}

const oneOf = <T>(item: Parsed<T>): Parsed<readonly T[]> => (item.ok ? parsed([item.value]) : item);

function range<T extends number>(
  from: Parsed<T>,
  to: Parsed<T>,
  circle: readonly T[],
): Parsed<readonly T[]> {
  if (!from.ok) return from;
  return to.ok ? parsed(around(circle, from.value, to.value)) : to;
}

function weekdayRange(item: string): Parsed<readonly WeekdayItem[]> {
  const [from = '', to = '', ...more] = item.split('-');
  if (more.length > 0 || item.includes('#')) {
    return problem(`"${item}" is not a range of days. Write it as mon-fri, or list the days.`);
  }
  return range(parseWeekday(from), parseWeekday(to), WEEK);
}

/** `mon`, `mon#1`, `friL`. */
function weekdayItem(item: string): Parsed<WeekdayItem> {
  const [word = '', mark] = item.split('#');
  const last = /^(.+)l$/i.exec(item)?.[1] ?? '';
  if (mark === undefined && weekdayNamed(last) !== undefined) return weekdayItem(`${last}#l`);
  const weekday = parseWeekday(word);
  if (!weekday.ok || mark === undefined) return weekday;
  const nth = NTHS.get(mark.toLowerCase());
  if (nth !== undefined) return parsed({ weekday: weekday.value, nth });
  return problem(
    `"${item}" is no week of the month. Write ${word}#1 to ${word}#5, or ${word}L for the last.`,
  );
}

function nearestWorkday(digits: string): Parsed<readonly MonthDay[]> {
  const day = monthDay(digits);
  return day.ok ? parsed([{ nearestWorkdayTo: day.value }]) : day;
}

function monthDay(text: string): Parsed<number> {
  const day = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (day >= 1 && day <= 31) return parsed(day);
  return problem(`"${text}" is not a day of the month. Write 1 to 31, or L for the last.`);
}
