/** A period of Instance Scheduler on AWS: on which dates, and from when to when. */
import type { DateRule, LocalDate, MinuteOfDay, PowerState } from '../../model/schedule.ts';
import { civilOf, DAY_MINUTES, dayOf, modulo } from '../calendar.ts';
import { fallsOn } from '../dates.ts';
import { type Parsed, parsed, problem } from '../parsed.ts';
import { readDates, type WrittenDates } from './instance-scheduler-dates.ts';

/** As its configuration writes it; null for a field that is not given. */
export interface WrittenPeriod extends WrittenDates {
  readonly name: string | null;
  readonly begintime: string | null;
  readonly endtime: string | null;
}

export interface Period {
  readonly name: string | null;
  readonly dates: DateRule;
  readonly begin: MinuteOfDay | null;
  readonly end: MinuteOfDay | null;
}

/** `any` leaves an instance as it is. */
export type PeriodState = PowerState | 'any';

/** Minutes since 1970-01-01T00:00 on the wall. */
export type WallMinute = number;

export const wallMinuteOf = (date: LocalDate, minuteOfDay: MinuteOfDay): WallMinute =>
  dayOf(date) * DAY_MINUTES + minuteOfDay;

export function readPeriod(written: WrittenPeriod): Parsed<Period> {
  const { name, begintime, endtime, weekdays, monthdays, months } = written;
  if ([begintime, endtime, weekdays, monthdays, months].every((field) => field === null)) {
    return problem('A period needs one of begintime, endtime, weekdays, monthdays and months.');
  }
  const begin = readTime('begintime', begintime);
  if (!begin.ok) return begin;
  const end = readTime('endtime', endtime);
  if (!end.ok) return end;
  if (begin.value !== null && end.value !== null && begin.value > end.value) {
    return problem(
      `begintime ${begintime} is after endtime ${endtime}: a period does not cross midnight. ` +
        'Write two periods, one to 23:59 and one from 00:00.',
    );
  }
  const dates = readDates(written);
  if (!dates.ok) return dates;
  return parsed({ name, dates: dates.value, begin: begin.value, end: end.value });
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

function readTime(field: string, text: string | null): Parsed<MinuteOfDay | null> {
  if (text === null) return parsed(null);
  const [, hour, minute] = TIME.exec(text) ?? [];
  if (hour !== undefined) return parsed(Number(hour) * 60 + Number(minute));
  return problem(`${field} "${text}" is not a time from 00:00 to 23:59, such as 09:00.`);
}

/** With one time alone a period speaks from it to midnight, and before it says `any`. */
export function periodState({ dates, begin, end }: Period, wall: WallMinute): PeriodState {
  if (!fallsOn(dates, civilOf(Math.floor(wall / DAY_MINUTES)))) return 'stopped';
  const minute = modulo(wall, DAY_MINUTES);
  if (begin === null && end === null) return 'running';
  if (begin === null) return end !== null && minute >= end ? 'stopped' : 'any';
  if (end === null) return minute >= begin ? 'running' : 'any';
  return begin <= minute && minute < end ? 'running' : 'stopped';
}
