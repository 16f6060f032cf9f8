/** A window as the policy writes it: what parse.ts reads, it means again. */
import type { DateRule, MonthDay, NthWeekday, Weekday, Window } from '../model/schedule.ts';
import { clockText, DAY_MINUTES } from './calendar.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

export const windowText = ({ dates, from, to }: Window): string =>
  `${datesText(dates)} ${clockText(from)}-${to === DAY_MINUTES ? '24:00' : clockText(to)}`;

function datesText({ weekdays, nthWeekdays, monthDays, months }: DateRule): string {
  const isEveryDay = weekdays === null ? nthWeekdays === null : new Set(weekdays).size === 7;
  const week = [...weekdayTexts(weekdays ?? []), ...(nthWeekdays ?? []).map(nthText)];
  const parts = [
    ...(isEveryDay ? [] : [week.join(',')]),
    ...(monthDays === null ? [] : [`day ${monthDayTexts(monthDays).join(',')}`]),
    ...(months === null ? [] : [`in ${ranges(months, (one) => MONTHS[one - 1] ?? '').join(',')}`]),
  ];
  return isEveryDay && monthDays === null ? ['daily', ...parts].join(' ') : parts.join(' ');
}

const dayText = (weekday: number): string => DAYS[weekday - 1] ?? '';

const weekdayTexts = (weekdays: readonly Weekday[]): readonly string[] => ranges(weekdays, dayText);

const nthText = ({ weekday, nth }: NthWeekday): string =>
  nth === -1 ? `${dayText(weekday)}L` : `${dayText(weekday)}#${nth}`;

function monthDayTexts(days: readonly MonthDay[]): readonly string[] {
  const plain = days.filter((day): day is number => typeof day === 'number' && day > 0);
  return [
    ...ranges(plain, String),
    ...(days.includes(-1) ? ['L'] : []),
    ...days.flatMap((day) => (typeof day === 'number' ? [] : [`${day.nearestWorkdayTo}W`])),
  ];
}

/** `mon-fri,sun`: three or more that follow each other are a range. */
function ranges(values: readonly number[], write: (value: number) => string): readonly string[] {
  const sorted = [...new Set(values)].toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const value of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === value - 1) run.push(value);
    else runs.push([value]);
  }
  return runs.flatMap((run) =>
    run.length < 3 ? run.map(write) : [`${write(run[0] ?? 0)}-${write(run.at(-1) ?? 0)}`],
  );
}
