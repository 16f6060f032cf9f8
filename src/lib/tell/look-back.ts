/** Whether a date's digest looks back on a week or a month, and what that had together. */
import { together } from '../meter/savings.ts';
import { type Instant, instant } from '../model/instant.ts';
import type { DigestRecord } from '../model/ledger.ts';
import { sumOf } from '../model/money.ts';
import type { LocalDate, Weekday } from '../model/schedule.ts';
import { type LookBack, type Spent, STOP_CAUSES, type Tally } from '../model/tally.ts';
import { dateOf, dayOf, modulo, weekdayOf } from '../schedule/calendar.ts';
import { counts } from './tally.ts';

export interface Calendar {
  readonly date: LocalDate;
  /** The day whose digest looks back on the week; null for none. */
  readonly weekly: Weekday | null;
  readonly digests: readonly DigestRecord[];
}

/** The digests that somebody got before this date's, oldest first. */
export const digestsBefore = ({ date, digests }: Omit<Calendar, 'weekly'>): DigestRecord[] =>
  digests
    .filter((record) => record.date < date && counts(record))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

/** The one that a date's digest goes on from; null for the first. */
export const lastBefore = (calendar: Omit<Calendar, 'weekly'>): DigestRecord | null =>
  digestsBefore(calendar).at(-1) ?? null;

/** From when on a date's digest tells: what came before is in another one. */
export const toldSince = (calendar: Omit<Calendar, 'weekly'>, activeSince: Instant): Instant =>
  lastBefore(calendar)?.at ?? activeSince;

export function lookBacks(calendar: Calendar, today: Tally): readonly LookBack[] {
  const before = digestsBefore(calendar);
  return periodsOf(calendar).flatMap(({ of, begin, end }) => {
    const isFirst = before.some(({ date }) => date < end) && before.every(({ date }) => date < end);
    if (!isFirst) return [];
    const told = toldBy(before, begin);
    const tallies = before.flatMap(({ date, tally }) => (date > told && tally ? [tally] : []));
    const sum = sumUp([...tallies, today]);
    return isNothing(sum) ? [] : [{ of, ...sum }];
  });
}

/** The digest that looked back last, on time or late, has counted itself: what follows is new. */
function toldBy(before: readonly DigestRecord[], begin: LocalDate): LocalDate {
  const isOlder = before.some(({ date }) => date < begin);
  return (isOlder && before.find(({ date }) => date >= begin)?.date) || begin;
}

interface Period {
  readonly of: LookBack['of'];
  readonly begin: LocalDate;
  /** Its own digest still tells of the period: of the night before. */
  readonly end: LocalDate;
}

/** The newest of each that is over; a digest that did not come leaves it to the next one. */
function periodsOf({ date, weekly }: Calendar): readonly Period[] {
  const first = `${date.slice(0, 7)}-01`;
  const before = `${dateOf(dayOf(first) - 1).slice(0, 7)}-01`;
  const month: Period = { of: 'month', begin: before, end: first };
  if (weekly === null) return [month];
  const today = dayOf(date);
  const day = today - modulo(weekdayOf(today) - weekly, 7);
  return [{ of: 'week', begin: dateOf(day - 7), end: dateOf(day) }, month];
}

export function sumUp(tallies: readonly Tally[]): Tally {
  const total = (of: (tally: Tally) => number): number =>
    tallies.reduce((sum, tally) => sum + of(tally), 0);
  const stops = STOP_CAUSES.map((cause) => [cause, total((one) => one.stops[cause] ?? 0)] as const);
  return {
    since: instant(Math.min(...tallies.map(({ since }) => since))),
    stops: Object.fromEntries(stops.filter(([, count]) => count > 0)),
    starts: total(({ starts }) => starts),
    failed: total(({ failed }) => failed),
    wouldStop: total(({ wouldStop }) => wouldStop),
    wouldStart: total(({ wouldStart }) => wouldStart),
    ...together(tallies),
    spent: spentIn(tallies),
  };
}

/** Null where a part of it is not known. */
function spentIn(tallies: readonly Tally[]): Spent | null {
  const spent = tallies.flatMap((one) => one.spent ?? []);
  if (spent.length < tallies.length) return null;
  return {
    spentMicroUsd: sumOf(spent.map(({ spentMicroUsd }) => spentMicroUsd)),
    partial: spent.some(({ partial }) => partial),
  };
}

const isNothing = ({ stops, ...numbers }: Tally): boolean =>
  Object.keys(stops).length === 0 &&
  [numbers.starts, numbers.failed, numbers.wouldStop, numbers.wouldStart, numbers.off].every(
    (count) => count === 0,
  );
