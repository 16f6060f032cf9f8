/** The content hash of a schedule: the same for the same edges, however they were written. */
import type { DateRule, Schedule } from '../model/schedule.ts';

/** All that moves an edge; the name, `start`, `enforce` and `warn` do not. */
export type EdgeParts = Pick<
  Schedule,
  'zone' | 'running' | 'stopped' | 'moments' | 'holidays' | 'skipped' | 'from' | 'until'
>;

export function hashOf(parts: EdgeParts): string {
  const { zone, running, stopped, moments, holidays, skipped, from, until } = parts;
  const canonical = [
    zone,
    sortedTexts(running, ({ dates, ...times }) => [rule(dates), times.from, times.to]),
    sortedTexts(stopped, ({ dates, ...times }) => [rule(dates), times.from, times.to]),
    sortedTexts(moments, ({ dates, at, to }) => [rule(dates), at, to]),
    sortedTexts(holidays, (date) => date),
    sortedTexts(skipped, (date) => date),
    from,
    until,
  ];
  return fnv1a(JSON.stringify(canonical));
}

/** Order and repetition mean nothing. */
const sortedTexts = <T>(list: readonly T[], write: (item: T) => unknown): readonly string[] =>
  [...new Set(list.map((item) => JSON.stringify(write(item))))].toSorted();

function rule({ weekdays, nthWeekdays, monthDays, months }: DateRule): readonly unknown[] {
  const week = [
    ...(weekdays ?? []).map((weekday) => [weekday]),
    ...(nthWeekdays ?? []).map(({ weekday, nth }) => [weekday, nth]),
  ];
  const days = (monthDays ?? []).map((day) =>
    typeof day === 'number' ? day : [day.nearestWorkdayTo],
  );
  const isDaily = weekdays === null ? nthWeekdays === null : new Set(weekdays).size === 7;
  return [
    isDaily ? null : sortedTexts(week, (item) => item),
    monthDays === null ? null : sortedTexts(days, (item) => item),
    months === null || new Set(months).size === 12 ? null : sortedTexts(months, (item) => item),
  ];
}

/** FNV-1a, 64 bits: it tells definitions apart, it guards nothing. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
