/**
 * The date fields of an Instance Scheduler period: `weekdays`, `monthdays`, `months`. They look
 * like cron and are not: 0 is Monday, and all fields that are given must hold together. Each
 * compiles to a part of the native rule, since no field depends on the month but by `L` and `W`.
 */
import type { DateRule, MonthDay, NthWeekday, Weekday } from '../../model/schedule.ts';
import { allOf, type Parsed, parsed, problem } from '../parsed.ts';
import { type Field, fieldItems, type Item, type NumberRange } from './instance-scheduler-field.ts';

/** Sets of texts, each of which may be a list with commas; null where the field is not given. */
export interface WrittenDates {
  readonly weekdays: readonly string[] | null;
  readonly monthdays: readonly string[] | null;
  readonly months: readonly string[] | null;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];
const NTHS = [1, 2, 3, 4, 5] as const;

const withNames = (names: string, first: number): ReadonlyMap<string, number> =>
  new Map(
    names.split(' ').flatMap((name, index) => [
      [name, first + index],
      [name.slice(0, 3), first + index],
    ]),
  );

const WEEKDAYS: Field = {
  name: 'weekdays',
  first: 0,
  last: 6,
  wraps: true,
  words: withNames('monday tuesday wednesday thursday friday saturday sunday', 0),
};
const MONTHS: Field = {
  name: 'months',
  first: 1,
  last: 12,
  wraps: true,
  words: withNames(
    'january february march april may june july august september october november december',
    1,
  ),
};
const MONTH_DAYS: Field = { name: 'monthdays', first: 1, last: 31, wraps: false, words: new Map() };

export function readDates(written: WrittenDates): Parsed<DateRule> {
  const week = readField(WEEKDAYS, written.weekdays, weekdayOf);
  if (!week.ok) return week;
  const monthDays = readField(MONTH_DAYS, written.monthdays, monthDayOf);
  if (!monthDays.ok) return monthDays;
  const months = readField(MONTHS, written.months, monthOf);
  if (!months.ok) return months;
  const days = week.value;
  return parsed({
    weekdays: nullIfEmpty(days?.filter((day): day is Weekday => typeof day === 'number')),
    nthWeekdays: nullIfEmpty(days?.filter((day): day is NthWeekday => typeof day !== 'number')),
    monthDays: monthDays.value,
    months: months.value,
  });
}

const nullIfEmpty = <T>(list: readonly T[] | undefined): readonly T[] | null =>
  list === undefined || list.length === 0 ? null : list;

/** Null for every date: the field is missing, or one of its items is `*` or `?`. */
function readField<T>(
  field: Field,
  texts: readonly string[] | null,
  read: (item: Item) => Parsed<readonly T[]>,
): Parsed<readonly T[] | null> {
  if (texts === null) return parsed(null);
  if (texts.length === 0) return problem(`${field.name} is an empty set. Leave it out instead.`);
  const items = fieldItems(field, texts);
  if (!items.ok || items.value === null) return items.ok ? parsed(null) : items;
  const values = allOf(items.value.map(read));
  return values.ok ? parsed(values.value.flat()) : problem(`${field.name}: ${values.problem}`);
}

function weekdayOf(item: Item): Parsed<readonly (Weekday | NthWeekday)[]> {
  switch (item.kind) {
    case 'range':
      return item.last === 'L'
        ? problem(`"${item.text}" has an L; a range of days of the week has none.`)
        : parsed(numbersOf(WEEKDAYS, item).flatMap((day) => WEEK[day] ?? []));
    case 'last':
      return parsed([7]);
    case 'nth':
      return nthOf(item);
    case 'last-of':
      return parsed(weekdayAt(item.value).map((weekday) => ({ weekday, nth: -1 as const })));
    case 'nearest':
      return problem(`"${item.text}": W is for days of the month.`);
  }
}

const weekdayAt = (value: number): readonly Weekday[] => WEEK.slice(value, value + 1);

function nthOf(item: Extract<Item, { kind: 'nth' }>): Parsed<readonly NthWeekday[]> {
  const nth = NTHS.find((one) => one === item.nth);
  if (nth === undefined) return problem(`"${item.text}": a month has weeks 1 to 5.`);
  return parsed(weekdayAt(item.value).map((weekday) => ({ weekday, nth })));
}

function monthDayOf(item: Item): Parsed<readonly MonthDay[]> {
  switch (item.kind) {
    case 'range':
      return parsed(numbersOf(MONTH_DAYS, item));
    case 'last':
      return parsed([-1]);
    case 'nearest':
      return parsed([{ nearestWorkdayTo: item.value }]);
    case 'nth':
    case 'last-of':
      return problem(`"${item.text}": weeks of the month are for weekdays.`);
  }
}

function monthOf(item: Item): Parsed<readonly number[]> {
  switch (item.kind) {
    case 'range':
      return item.last === 'L'
        ? problem(`"${item.text}" has an L; months have none.`)
        : parsed(numbersOf(MONTHS, item));
    case 'last':
    case 'nth':
    case 'last-of':
    case 'nearest':
      return problem(`"${item.text}" is no month. Write 1 to 12, or jan to dec.`);
  }
}

/** Every n-th value; where the field is a circle, from its end on to its beginning. */
function numbersOf(field: Field, { from, last, step }: NumberRange): readonly number[] {
  const size = field.last - field.first + 1;
  const end = last === 'L' ? field.last : last;
  const stop = from > end ? end + size : end;
  const numbers: number[] = [];
  for (let value = from; value <= stop; value += step) {
    numbers.push(value > field.last ? value - size : value);
  }
  return numbers;
}
