/**
 * The native language of windows, from text to model:
 *
 *     mon-fri 09:00-19:00              days of the week; ranges wrap (fri-mon)
 *     daily 22:00-07:00                over midnight: it belongs to the day on which it opens
 *     sat,sun 10:00-14:00              lists, with commas or spaces
 *     mon#1,friL 08:00-12:00           the first Monday and the last Friday of the month
 *     day 1,15,L 00:00-24:00           days of the month; 10-20, 20-L, and 15W, the workday nearest
 *     mon-fri in nov-feb 08:00-18:00   months; every part that is given must hold
 */
import type { DateRule, MonthDay, NthWeekday, Weekday, Window } from '../model/schedule.ts';
import { parseMonthDays, parseMonths, parseWeekdays, type WeekdayItem } from './parse-days.ts';
import { parseTimeRange, type TimeRange } from './parse-time.ts';
import { allOf, type Parsed, parsed, problem } from './parsed.ts';

/** What one word, or a keyword and its word, contributes. */
type Part =
  | { readonly kind: 'daily' }
  | { readonly kind: 'weekdays'; readonly items: readonly WeekdayItem[] }
  | { readonly kind: 'day'; readonly items: readonly MonthDay[] }
  | { readonly kind: 'in'; readonly items: readonly number[] }
  | { readonly kind: 'times'; readonly range: TimeRange };

/** `mon-fri 09:00-19:00`: days and the times between which the window is open on them. */
export function parseWindow(text: string): Parsed<Window> {
  const parts = partsOf(text);
  if (!parts.ok) return parts;
  const [times, second] = ofKind(parts.value, 'times');
  if (second) return problem(`"${text}" has two ranges of times. Write two windows.`);
  const days = parts.value.filter(({ kind }) => kind !== 'times');
  if (!times) return problem(noTimes(text));
  if (days.length === 0) return problem(`"${text}" names no days. Write daily ${text.trim()}.`);
  const dates = dateRule(text, days);
  return dates.ok ? parsed({ dates: dates.value, ...times.range }) : dates;
}

/** `daily`, `mon-fri`, `day 1,15,L`, `sat in jan-mar`: days without times. */
export function parseDays(text: string): Parsed<DateRule> {
  const parts = partsOf(text);
  if (!parts.ok) return parts;
  if (parts.value.some(({ kind }) => kind === 'times')) {
    return problem(`"${text}" has times; here go only days, such as daily or mon-fri.`);
  }
  if (parts.value.length === 0) return problem('No days are named. Write daily, or mon-fri.');
  return dateRule(text, parts.value);
}

/** `sat` alone is what YAML makes of [sat,sun 10:00-14:00], so the sentence says so. */
const noTimes = (text: string): string =>
  `"${text}" has no times. Write them after the days, as in mon-fri 09:00-19:00 or ` +
  'sat 00:00-24:00; inside [ ] put quotes around a window that has commas.';

function partsOf(text: string): Parsed<readonly Part[]> {
  const words = text
    .trim()
    .replaceAll(/\s*([-–—,#~])\s*/g, (_, mark: string) => (/[,#]/.test(mark) ? mark : '-'))
    .split(/\s+/)
    .filter((word) => word !== '');
  const results: Parsed<Part>[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const takesNext = /^(days?|in)$/i.test(word);
    results.push(takesNext ? keywordPart(word, words[index + 1]) : plainPart(word));
    if (takesNext) index += 1;
  }
  return allOf(results);
}

function plainPart(word: string): Parsed<Part> {
  if (/^daily$/i.test(word)) return parsed({ kind: 'daily' });
  if (/^(\d{1,2}|l)(,|$)/i.test(word)) {
    return problem(`"${word}" has no days of the week. Write days of the month as day ${word}.`);
  }
  if (/[\d:]/.test(word) && !word.includes('#')) {
    const range = parseTimeRange(word);
    return range.ok ? parsed({ kind: 'times', range: range.value }) : range;
  }
  const items = parseWeekdays(word);
  return items.ok ? parsed({ kind: 'weekdays', items: items.value }) : items;
}

function keywordPart(keyword: string, list: string | undefined): Parsed<Part> {
  const isMonths = /^in$/i.test(keyword);
  const form = isMonths ? 'in jan-mar' : 'day 1,15,L';
  if (list === undefined) return problem(`"${keyword}" needs a list after it, as in ${form}.`);
  if (isMonths) {
    const months = parseMonths(list);
    return months.ok ? parsed({ kind: 'in', items: months.value }) : months;
  }
  const days = parseMonthDays(list);
  return days.ok ? parsed({ kind: 'day', items: days.value }) : days;
}

const ofKind = <K extends Part['kind']>(
  parts: readonly Part[],
  kind: K,
): readonly Extract<Part, { kind: K }>[] =>
  parts.filter((part): part is Extract<Part, { kind: K }> => part.kind === kind);

function dateRule(text: string, parts: readonly Part[]): Parsed<DateRule> {
  const days = ofKind(parts, 'weekdays').flatMap(({ items }) => items);
  if (days.length > 0 && parts.some(({ kind }) => kind === 'daily')) {
    return problem(`"${text}" says daily and names days of the week. Keep one of them.`);
  }
  return parsed({
    weekdays: nullIfEmpty(days.filter((item): item is Weekday => typeof item === 'number')),
    nthWeekdays: nullIfEmpty(days.filter((item): item is NthWeekday => typeof item !== 'number')),
    monthDays: nullIfEmpty(ofKind(parts, 'day').flatMap(({ items }) => items)),
    months: nullIfEmpty(ofKind(parts, 'in').flatMap(({ items }) => items)),
  });
}

const nullIfEmpty = <T>(list: readonly T[]): readonly T[] | null =>
  list.length === 0 ? null : list;
