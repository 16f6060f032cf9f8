/** A time of day that comes once a local date. */
import type { Instant } from '../model/instant.ts';
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { dateOf, dayOf } from './calendar.ts';
import { instantOf, localTimeAt } from './zone.ts';

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
  const today = dayOf(localTimeAt(zone, now).date);
  const at = instantOf(zone, dateOf(today), minuteOfDay);
  if (at <= now) return { date: dateOf(today), at };
  const yesterday = dateOf(today - 1);
  return { date: yesterday, at: instantOf(zone, yesterday, minuteOfDay) };
}
