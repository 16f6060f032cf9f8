/** Dates of the Gregorian calendar, counted in days from 1970-01-01; no zone is involved. */
import type { LocalDate } from '../model/schedule.ts';

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
export const DAY_MINUTES = 1_440;

/** Days since 1970-01-01. */
export type DayNumber = number;

/** A date with everything a rule can ask about it. */
export interface CivilDate {
  readonly day: DayNumber;
  readonly month: number;
  readonly dayOfMonth: number;
  /** Monday = 1 to Sunday = 7. */
  readonly weekday: number;
  readonly monthLength: number;
}

export function civilOf(day: DayNumber): CivilDate {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth() + 1;
  return {
    day,
    month,
    dayOfMonth: date.getUTCDate(),
    weekday: weekdayOf(day),
    monthLength: monthLength(month, date.getUTCFullYear()),
  };
}

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => modulo(day + 3, 7) + 1;

export const modulo = (value: number, size: number): number => ((value % size) + size) % size;

export const dayOf = (date: LocalDate): DayNumber => Date.parse(`${date}T00:00Z`) / DAY_MS;

export function dateOf(day: DayNumber): LocalDate {
  const iso = new Date(day * DAY_MS).toISOString();
  return iso.slice(0, iso.indexOf('T'));
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function monthLength(month: number, year: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `09:05`. */
export function clockText(minuteOfDay: number): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const WEEKDAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const weekdayName = (weekday: number): string => WEEKDAY_NAMES[weekday - 1] ?? '';
