/** A time of day that comes once a local date. */
import type { Instant } from '../model/instant.ts';
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { DAY_MINUTES, type DayNumber, dateOf } from './calendar.ts';
import { instantAtWallMinute, wallMinuteAt } from './zone.ts';

export interface DailyTime {
  /** IANA. */
  readonly zone: string;
  readonly minuteOfDay: MinuteOfDay;
}

/** Today's, or yesterday's as long as today's time has not come. */
export function newestDaily(
  { zone, minuteOfDay }: DailyTime,
  now: Instant,
): { readonly date: LocalDate; readonly at: Instant } {
  const onDay = (day: DayNumber): Instant =>
    instantAtWallMinute(zone, day * DAY_MINUTES + minuteOfDay);
  const today = Math.floor(wallMinuteAt(zone, now) / DAY_MINUTES);
  const at = onDay(today);
  if (at <= now) return { date: dateOf(today), at };
  return { date: dateOf(today - 1), at: onDay(today - 1) };
}
