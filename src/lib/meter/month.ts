/** Months of UTC, as AWS bills them. */
import { type Instant, instant } from '../model/instant.ts';

export interface Month {
  /** `2026-11`. */
  readonly name: string;
  readonly from: Instant;
  /** Where the next one begins. */
  readonly to: Instant;
}

export function monthOf(at: Instant): Month {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const from = instant(Date.UTC(year, month, 1));
  return {
    name: new Date(from).toISOString().slice(0, 'YYYY-MM'.length),
    from,
    to: instant(Date.UTC(year, month + 1, 1)),
  };
}

/** Every month that has a part of this time, in order. */
export function monthsBetween(from: Instant, to: Instant): readonly Month[] {
  const months: Month[] = [];
  for (let month = monthOf(from); month.from < to; month = monthOf(month.to)) months.push(month);
  return months;
}

/**
 * The same day and time of day some months later; the last day of a month that has no such day.
 */
export function monthsAfter(at: Instant, count: number): Instant {
  const date = new Date(at);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  const { to } = monthOf(instant(first));
  const lastDay = new Date(to - 1).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  const timeOfDay = at - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return instant(first + (day - 1) * 86_400_000 + timeOfDay);
}
