/** The words of the native language, and ranges of them. */
import type { Weekday } from '../model/schedule.ts';
import { nearestOf } from './nearest.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

const WEEKDAYS = byWord<Weekday>([
  [1, 'mon', 'monday'],
  [2, 'tue', 'tues', 'tuesday'],
  [3, 'wed', 'weds', 'wednesday'],
  [4, 'thu', 'thur', 'thurs', 'thursday'],
  [5, 'fri', 'friday'],
  [6, 'sat', 'saturday'],
  [7, 'sun', 'sunday'],
]);

const MONTHS = byWord<number>([
  [1, 'jan', 'january'],
  [2, 'feb', 'february'],
  [3, 'mar', 'march'],
  [4, 'apr', 'april'],
  [5, 'may'],
  [6, 'jun', 'june'],
  [7, 'jul', 'july'],
  [8, 'aug', 'august'],
  [9, 'sep', 'sept', 'september'],
  [10, 'oct', 'october'],
  [11, 'nov', 'november'],
  [12, 'dec', 'december'],
]);

/** Words that people try, and what they are here. */
const SAY_INSTEAD = byWord<string>([
  ['mon-fri', 'weekday', 'weekdays', 'workdays'],
  ['sat,sun', 'weekend', 'weekends'],
  ['daily', 'everyday', 'every', 'always', 'all', 'nightly', '*'],
]);

function byWord<T>(rows: readonly (readonly [T, ...string[]])[]): ReadonlyMap<string, T> {
  return new Map(rows.flatMap(([value, ...words]) => words.map((word) => [word, value])));
}

export const weekdayNamed = (word: string): Weekday | undefined => WEEKDAYS.get(word.toLowerCase());

export function parseWeekday(word: string): Parsed<Weekday> {
  const weekday = weekdayNamed(word);
  if (weekday !== undefined) return parsed(weekday);
  const instead = SAY_INSTEAD.get(word.toLowerCase()) ?? nearestOf(word, WEEKDAYS.keys());
  const form = instead === null ? 'Write mon, tue, … sun, or daily.' : `Write ${instead}.`;
  return problem(`"${word}" is not a day of the week. ${form}`);
}

export function parseMonth(word: string): Parsed<number> {
  const month = MONTHS.get(word.toLowerCase());
  if (month !== undefined) return parsed(month);
  const meant = nearestOf(word, MONTHS.keys());
  const form = meant === null ? 'Write jan, feb, … dec.' : `Write ${meant}.`;
  return problem(`"${word}" is not a month. ${form}`);
}

/** From one value to another of a circle of `size`, both included: fri to mon is 5, 6, 7, 1. */
export function around<T extends number>(circle: readonly T[], from: T, to: T): readonly T[] {
  const [start, end] = [circle.indexOf(from), circle.indexOf(to)];
  return start <= end
    ? circle.slice(start, end + 1)
    : [...circle.slice(start), ...circle.slice(0, end + 1)];
}
