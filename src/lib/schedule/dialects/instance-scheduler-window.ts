/**
 * A maintenance window of Systems Manager, which Instance Scheduler turns into periods of one
 * date each, on the clock that its next execution is written in.
 */
import type { Duration, Instant } from '../../model/instant.ts';
import { civilOf, DAY_MINUTES, MINUTE_MS, modulo } from '../calendar.ts';
import type { Period, WallMinute } from './instance-scheduler-period.ts';
import { stateOfPeriods } from './instance-scheduler-schedule.ts';

export interface MaintenanceWindow {
  readonly name: string;
  readonly nextExecution: Instant;
  /** How far ahead of UTC the clock is that the next execution is written in. */
  readonly offset: Duration;
  readonly durationHours: number;
  readonly schedulerIntervalMinutes: number;
}

/** It opens this much earlier, and an interval of the scheduler, so that instances are up. */
const MARGIN_MINUTES = 10;

export function isWindowActive(window: MaintenanceWindow, at: Instant): boolean {
  const wall = Math.floor((at + window.offset) / MINUTE_MS);
  return stateOfPeriods(periodsOf(window), wall) === 'running';
}

/**
 * Over midnight the first period ends at 23:59, and the minute is bridged like any other; a window
 * that ends at midnight loses it.
 */
function periodsOf(window: MaintenanceWindow): readonly Period[] {
  const next = Math.floor((window.nextExecution + window.offset) / MINUTE_MS);
  const begin = next - window.schedulerIntervalMinutes - MARGIN_MINUTES;
  const end = next + window.durationHours * 60;
  if (civilOfMinute(begin).dayOfMonth === civilOfMinute(end).dayOfMonth) {
    return [onDateOf(begin, minuteOf(begin), minuteOf(end))];
  }
  const first = onDateOf(begin, minuteOf(begin), DAY_MINUTES - 1);
  const last = onDateOf(end, 0, minuteOf(end));
  if (end - begin <= DAY_MINUTES) return [first, last];
  return [first, onDateOf(end - DAY_MINUTES, null, null), last];
}

const minuteOf = (wall: WallMinute): number => modulo(wall, DAY_MINUTES);

const civilOfMinute = (wall: WallMinute) => civilOf(Math.floor(wall / DAY_MINUTES));

/** Day and month, of any year: the window is forgotten long before the next. */
function onDateOf(wall: WallMinute, begin: number | null, end: number | null): Period {
  const { dayOfMonth, month } = civilOfMinute(wall);
  const dates = { weekdays: null, nthWeekdays: null, monthDays: [dayOfMonth], months: [month] };
  return { name: null, dates, begin, end };
}
