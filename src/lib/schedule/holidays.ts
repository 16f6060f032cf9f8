/** Days off: a country's list (data/holidays.json), a date, or a range of dates. */
import table from '../../../data/holidays.json' with { type: 'json' };
import type { LocalDate } from '../model/schedule.ts';
import { dateOf, dayOf } from './calendar.ts';
import { parseDate } from './parse-time.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** One entry of a schedule's `holidays`. */
export type HolidayEntry =
  | { readonly kind: 'country'; readonly country: string }
  /** Both included. */
  | { readonly kind: 'dates'; readonly from: LocalDate; readonly to: LocalDate };

interface CountryHolidays {
  readonly years: Readonly<Record<string, readonly { readonly date: LocalDate }[]>>;
}

const COUNTRIES: ReadonlyMap<string, CountryHolidays> = new Map(Object.entries(table.countries));

/** Longer than a year is a slip of the finger, not a holiday. */
const RANGE_DAYS_MAX = 366;

/** `KR`, `2026-12-25` or `2026-12-24..2026-12-31`. */
export function parseHoliday(text: string): Parsed<HolidayEntry> {
  const entry = text.trim();
  if (/^\d/.test(entry)) return dateEntry(entry);
  const country = entry.toUpperCase();
  if (COUNTRIES.has(country)) return parsed({ kind: 'country', country });
  const known = [...COUNTRIES.keys()].join(', ');
  return problem(
    `"${text}" is neither a date nor a country whose holidays are known (${known}). ` +
      'Write a date such as 2026-12-25, or a range such as 2026-12-24..2026-12-31.',
  );
}

function dateEntry(entry: string): Parsed<HolidayEntry> {
  const [first = '', second = first, ...more] = entry.split('..');
  if (more.length > 0) return problem(`"${entry}" is no range. Write 2026-12-24..2026-12-31.`);
  const from = parseDate(first);
  if (!from.ok) return from;
  const to = parseDate(second);
  if (!to.ok) return to;
  const days = dayOf(to.value) - dayOf(from.value) + 1;
  if (days < 1) return problem(`"${entry}" ends before it begins. Write ${second}..${first}.`);
  if (days <= RANGE_DAYS_MAX) return parsed({ kind: 'dates', from: from.value, to: to.value });
  return problem(`"${entry}" has ${days} days; a range of holidays has ${RANGE_DAYS_MAX} at most.`);
}

/** Every date that the entries name, each once, ascending. */
export function holidayDates(entries: readonly HolidayEntry[]): readonly LocalDate[] {
  return [...new Set(entries.flatMap(datesOf))].toSorted();
}

function datesOf(entry: HolidayEntry): readonly LocalDate[] {
  if (entry.kind === 'country') {
    const years = Object.values(COUNTRIES.get(entry.country)?.years ?? {});
    return years.flatMap((days) => days.map(({ date }) => date));
  }
  const first = dayOf(entry.from);
  return Array.from({ length: dayOf(entry.to) - first + 1 }, (_, index) => dateOf(first + index));
}

/** Whether the country's holidays of that year are in the table. */
export const isHolidayYearKnown = (country: string, year: number): boolean =>
  COUNTRIES.get(country)?.years[String(year)] !== undefined;
