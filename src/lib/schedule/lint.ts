/** What is odd about a schedule that can be read: data to act on and to put into words. */
import { between, days, type Instant, later, minus, minutes, plus } from '../model/instant.ts';
import type { Edge, LocalDate, MinuteOfDay, PowerState, Schedule } from '../model/schedule.ts';
import { DAY_MINUTES } from './calendar.ts';
import { NIGHTLY } from './compile.ts';
import { desiredAt, edgesBetween } from './edges.ts';
import { type HolidayEntry, isHolidayYearKnown } from './holidays.ts';
import { skippedTimes } from './lint-skipped.ts';
import { instantOf, localTimeAt } from './zone.ts';

/** Every oddity with its data. */
export type LintWarning =
  | { readonly code: 'never-runs' | 'never-stops' }
  | { readonly code: 'ended'; readonly until: LocalDate }
  /** Fewer minutes lie between two edges than between two ticks. */
  | { readonly code: 'shorter-than-tick'; readonly first: Edge; readonly second: Edge }
  /** After a nightly stop the next morning starts nothing. */
  | { readonly code: 'stays-stopped'; readonly stop: Edge; readonly start: Edge }
  | { readonly code: 'holidays-unknown'; readonly country: string; readonly year: number }
  /** Spring jumps over the named time; `at` is when the edge comes instead. */
  | {
      readonly code: 'time-skipped';
      readonly date: LocalDate;
      readonly named: MinuteOfDay;
      readonly at: Instant;
    };

export interface LintQuestion {
  readonly schedule: Schedule;
  /** As they were written: a country's list has an end. */
  readonly holidays: readonly HolidayEntry[];
  readonly now: Instant;
}

/** The controller looks every five minutes. */
const TICK = minutes(5);
const HORIZON = days(400);
/** After 28 years the days of the week fall on the same dates again, leap years included. */
const CALENDAR_CYCLE = days(28 * 365.25);
/** So long before a country's list ends it is time to say so. */
const HOLIDAYS_AHEAD = days(90);

export function lint(question: LintQuestion): readonly LintWarning[] {
  const { schedule, now } = question;
  const { zone, from, until } = schedule;
  if (until !== null && now >= instantOf(zone, until, DAY_MINUTES)) {
    return [{ code: 'ended', until }];
  }
  const begin = from === null ? now : later(now, minus(instantOf(zone, from, 0), minutes(1)));
  const edges = edgesBetween(schedule, begin, plus(begin, HORIZON));
  return [
    ...neverTurns(schedule, now),
    ...shorterThanTick(schedule, edges),
    ...staysStopped(schedule, edges),
    ...holidaysUnknown(question),
    ...timesSkipped(schedule, edges),
  ];
}

/** Looks back as well: what is left of a schedule that ends soon may be one half only. */
function neverTurns(schedule: Schedule, now: Instant): readonly LintWarning[] {
  const edges = edgesBetween(schedule, minus(now, HORIZON), plus(now, CALENDAR_CYCLE));
  const states = new Set<PowerState | null>(edges.map(({ to }) => to)).add(
    desiredAt(schedule, now),
  );
  if (!states.has('running') && !isStopOnly(schedule)) {
    return [{ code: 'never-runs' }];
  }
  if (states.has('stopped')) return [];
  return [{ code: 'never-stops' }];
}

const isStopOnly = ({ running, stopped, moments }: Schedule): boolean =>
  running.length + stopped.length === 0 && moments.every(({ to }) => to === 'stopped');

/** Each pair of times once, where it first occurs. */
function shorterThanTick({ zone }: Schedule, edges: readonly Edge[]): readonly LintWarning[] {
  const warnings = new Map<string, LintWarning>();
  edges.forEach((first, index) => {
    const second = edges[index + 1];
    if (second === undefined || between(first.at, second.at) >= TICK) return;
    const times = [first, second].map((edge) => turn(zone, edge)).join(' ');
    if (!warnings.has(times)) warnings.set(times, { code: 'shorter-than-tick', first, second });
  });
  return [...warnings.values()];
}

/** The short form names days of use, which somebody may have read as nights. */
function staysStopped({ name }: Schedule, edges: readonly Edge[]): readonly LintWarning[] {
  if (name !== NIGHTLY) return [];
  for (const [index, stop] of edges.entries()) {
    const start = edges[index + 1];
    if (start?.to !== 'running' || between(stop.at, start.at) <= days(1)) continue;
    return [{ code: 'stays-stopped', stop, start }];
  }
  return [];
}

function holidaysUnknown({ schedule, holidays, now }: LintQuestion): readonly LintWarning[] {
  const { zone, until } = schedule;
  const ahead = localTimeAt(zone, plus(now, HOLIDAYS_AHEAD)).date;
  const last = until !== null && until < ahead ? until : ahead;
  const years = new Set(
    [localTimeAt(zone, now).date, last].map((date) => Number(date.slice(0, 4))),
  );
  const countries = holidays.flatMap((entry) => (entry.kind === 'country' ? [entry.country] : []));
  return countries.flatMap((country) =>
    [...years]
      .filter((year) => !isHolidayYearKnown(country, year))
      .map((year) => ({ code: 'holidays-unknown' as const, country, year })),
  );
}

const timesSkipped = (schedule: Schedule, edges: readonly Edge[]): readonly LintWarning[] =>
  skippedTimes(schedule, edges).map((skipped) => ({ code: 'time-skipped' as const, ...skipped }));

const turn = (zone: string, { at, to }: Edge): string =>
  `${localTimeAt(zone, at).minuteOfDay} ${to}`;
