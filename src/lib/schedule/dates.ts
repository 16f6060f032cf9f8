/** Which dates a rule falls on. */
import type { DateRule, MonthDay, NthWeekday } from '../model/schedule.ts';
import { type CivilDate, modulo } from './calendar.ts';

export const EVERY_DATE: DateRule = {
  weekdays: null,
  nthWeekdays: null,
  monthDays: null,
  months: null,
};

export const fallsOn = (rule: DateRule, date: CivilDate): boolean =>
  (rule.months === null || rule.months.includes(date.month)) &&
  fallsOnWeekday(rule, date) &&
  (rule.monthDays === null || rule.monthDays.some((one) => isMonthDay(one, date)));

function fallsOnWeekday({ weekdays, nthWeekdays }: DateRule, date: CivilDate): boolean {
  if (weekdays === null && nthWeekdays === null) return true;
  if (weekdays?.some((weekday) => weekday === date.weekday)) return true;
  return nthWeekdays?.some((one) => isNthWeekday(one, date)) ?? false;
}

/** The first seven days of a month hold the first of each weekday, and so on by sevens. */
function isNthWeekday({ weekday, nth }: NthWeekday, date: CivilDate): boolean {
  if (weekday !== date.weekday) return false;
  if (nth === -1) return date.dayOfMonth + 7 > date.monthLength;
  return nth === Math.ceil(date.dayOfMonth / 7);
}

function isMonthDay(wanted: MonthDay, date: CivilDate): boolean {
  if (typeof wanted !== 'number') {
    return date.dayOfMonth === nearestWorkday(wanted.nearestWorkdayTo, date);
  }
  return date.dayOfMonth === (wanted === -1 ? date.monthLength : wanted);
}

const SATURDAY = 6;
const SUNDAY = 7;

/** Never leaves the month: the 1st on a Saturday gives the 3rd, the last on a Sunday the Friday. */
function nearestWorkday(day: number, date: CivilDate): number {
  const wanted = Math.min(day, date.monthLength);
  const weekday = modulo(date.weekday - 1 + wanted - date.dayOfMonth, 7) + 1;
  if (weekday === SATURDAY) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === SUNDAY) return wanted === date.monthLength ? wanted - 2 : wanted + 1;
  return wanted;
}
