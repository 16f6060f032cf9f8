/** Times of day and dates, as people write them. */
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { DAY_MINUTES, dateOf, dayOf } from './calendar.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** Both are minutes of the day; `to` at or before `from` is on the following date. */
export interface TimeRange {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

const TIME = /^(\d{1,2}):(\d{2})$/;

/** `09:00` or `9:00`, up to 23:59. */
export function parseTime(text: string): Parsed<MinuteOfDay> {
  const minute = minuteOfDay(text);
  if (!minute.ok || minute.value < DAY_MINUTES) return minute;
  return problem('"24:00" can only end a window. Write 00:00 of the next day.');
}

function minuteOfDay(text: string): Parsed<MinuteOfDay> {
  const [, hour, minute] = TIME.exec(text.trim()) ?? [];
  if (hour === undefined || minute === undefined) {
    return problem(`"${text}" is not a time. Write it on the 24-hour clock, such as 09:00.`);
  }
  const total = Number(hour) * 60 + Number(minute);
  if (total <= DAY_MINUTES && Number(minute) < 60) return parsed(total);
  return problem(`"${text}" is not a time of day. Times go from 00:00 to 23:59; an end, to 24:00.`);
}

/** `09:00-19:00`; `22:00-07:00` ends on the following date, `18:00-24:00` at midnight. */
export function parseTimeRange(text: string): Parsed<TimeRange> {
  const [first, second, ...more] = text.split('-');
  if (first === undefined || second === undefined || more.length > 0) {
    return problem(`"${text}" is not a range of times. Write it as 09:00-19:00.`);
  }
  const from = parseTime(first);
  if (!from.ok) return from;
  const end = minuteOfDay(second);
  if (!end.ok) return end;
  if (from.value !== end.value) return parsed({ from: from.value, to: end.value || DAY_MINUTES });
  return problem(
    `"${text}" begins and ends at the same time. Write 00:00-24:00 for the whole day, ` +
      'or two windows for a day that begins later.',
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-12-25`, a date that exists. */
export function parseDate(text: string): Parsed<LocalDate> {
  const date = text.trim();
  if (!DATE.test(date)) {
    return problem(`"${text}" is not a date. Write it as 2026-12-25.`);
  }
  const day = dayOf(date);
  // V8 reads 2026-02-30 as 2 March.
  if (!Number.isNaN(day) && dateOf(day) === date) return parsed(date);
  return problem(`"${text}" is a date that does not exist.`);
}
