/**
 * Periods of Instance Scheduler with one time alone, beside others: `begintime` on Monday, whole
 * days until Thursday, `endtime` on Friday. What they want is asked for a whole week.
 */
import type { Moment, Weekday } from '../../model/schedule.ts';
import { DAY_MINUTES } from '../calendar.ts';
import { EVERY_DATE } from '../dates.ts';
import type { Period, WallMinute } from './instance-scheduler-period.ts';
import { stateOfPeriods } from './instance-scheduler-schedule.ts';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** 1970-01-05, the first Monday that wall clock minutes count. */
const MONDAY: WallMinute = 4 * DAY_MINUTES;

/** Whether the days of the week are all that its dates depend on. */
export const isWeekly = ({ dates }: Period): boolean =>
  dates.nthWeekdays === null && dates.monthDays === null && dates.months === null;

/**
 * The reference acts where its periods begin to want something else than a minute before; where
 * they begin to want nothing, it forgets what it wanted.
 */
export function weeklyMoments(periods: readonly Period[]): readonly Moment[] {
  return WEEK.flatMap((weekday, index) =>
    minutesOf(periods).flatMap((at): readonly Moment[] => {
      const wall = MONDAY + index * DAY_MINUTES + at;
      const to = stateOfPeriods(periods, wall);
      if (to === 'any' || to === stateOfPeriods(periods, wall - 1)) return [];
      return [{ dates: { ...EVERY_DATE, weekdays: [weekday] }, at, to }];
    }),
  );
}

/** Nothing changes but at midnight, at a period's times, and a minute after one that is bridged. */
function minutesOf(periods: readonly Period[]): readonly number[] {
  const times = periods.flatMap(({ begin, end }) => [begin ?? 0, end ?? 0, (end ?? 0) + 1]);
  return [...new Set([0, ...times])].filter((minute) => minute < DAY_MINUTES).sort((a, b) => a - b);
}
