/** Times of a schedule that the clock of its zone jumps over, in spring. */
import type { Instant } from '../model/instant.ts';
import type { Edge, LocalDate, MinuteOfDay, Schedule } from '../model/schedule.ts';
import { type CivilDate, civilOf, DAY_MINUTES, dateOf, dayOf, modulo } from './calendar.ts';
import { fallsOn } from './dates.ts';
import { instantAtWallMinute, localTimeAt } from './zone.ts';

export interface SkippedTime {
  readonly date: LocalDate;
  readonly named: MinuteOfDay;
  /** The first instant that exists. */
  readonly at: Instant;
}

/** Of the given edges, those that come later on the clock than their definition says. */
export function skippedTimes(schedule: Schedule, edges: readonly Edge[]): readonly SkippedTime[] {
  const [first, last] = [edges.at(0), edges.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { zone } = schedule;
  const instants = new Set(edges.map(({ at }) => at));
  const skipped: SkippedTime[] = [];
  const lastDay = dayOf(localTimeAt(zone, last.at).date);
  // The end of a window over midnight is a day after its beginning.
  for (let day = dayOf(localTimeAt(zone, first.at).date) - 1; day <= lastDay; day += 1) {
    for (const wallMinute of wallMinutesOn(schedule, civilOf(day))) {
      const at = instantAtWallMinute(zone, wallMinute);
      if (!instants.has(at) || shownAt(zone, at) === wallMinute) continue;
      const date = dateOf(Math.floor(wallMinute / DAY_MINUTES));
      skipped.push({ date, named: modulo(wallMinute, DAY_MINUTES), at });
    }
  }
  return skipped;
}

function wallMinutesOn(schedule: Schedule, date: CivilDate): readonly number[] {
  const windows = [...schedule.running, ...schedule.stopped].filter((one) =>
    fallsOn(one.dates, date),
  );
  const moments = schedule.moments.filter((one) => fallsOn(one.dates, date));
  const ends = windows.flatMap(({ from, to }) => [from, to <= from ? to + DAY_MINUTES : to]);
  const times = new Set([...ends, ...moments.map(({ at }) => at)]);
  return [...times].map((minute) => date.day * DAY_MINUTES + minute);
}

function shownAt(zone: string, at: Instant): number {
  const { date, minuteOfDay } = localTimeAt(zone, at);
  return dayOf(date) * DAY_MINUTES + minuteOfDay;
}
