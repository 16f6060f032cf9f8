/**
 * The wall clock of a time zone, both ways, from the tz database that Node carries. Asking
 * `Intl.DateTimeFormat` takes over a microsecond, so what it said is remembered per zone as
 * stretches of time with one offset.
 */
import { type Instant, instant } from '../model/instant.ts';
import type { LocalDate, MinuteOfDay } from '../model/schedule.ts';
import { DAY_MINUTES, DAY_MS, dateOf, dayOf, MINUTE_MS, modulo, weekdayOf } from './calendar.ts';

/** What the clock on the wall and the calendar beside it show. */
export interface LocalTime {
  readonly date: LocalDate;
  readonly minuteOfDay: MinuteOfDay;
  /** Monday = 1 to Sunday = 7. */
  readonly weekday: number;
}

/** Milliseconds since 1970-01-01T00:00 as the wall clock counts them. */
type WallMs = number;

/** The zone is `offset` ahead of UTC from `since` on, up to `until`, which it does not include. */
interface Stretch {
  readonly since: number;
  readonly until: number;
  readonly offset: number;
}

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  readonly cells: Map<number, readonly Stretch[]>;
  latest: Stretch;
}

/**
 * Time is asked in cells of this length; where both ends agree, the offset is taken to hold between
 * them. The shortest stretch in use is Morocco's Ramadan, four weeks.
 */
const CELL_MS = 8 * DAY_MS;

/** Eleven years' worth a zone; beyond that the past is forgotten and asked again. */
const CELLS_MAX = 512;

/** No zone was ever further from UTC than Manila before 1845, 15:56. */
const OFFSET_MAX_MS = 16 * 3_600_000;

/** The last instant that ECMAScript can tell: 100,000,000 days from 1970. */
const INSTANT_MAX_MS = 8.64e15;

const clocks = new Map<string, ZoneClock>();

export function localTimeAt(zone: string, at: Instant): LocalTime {
  const wallMs = at + stretchAt(clockOf(zone), at).offset;
  const day = Math.floor(wallMs / DAY_MS);
  return {
    date: dateOf(day),
    minuteOfDay: Math.floor(modulo(wallMs, DAY_MS) / MINUTE_MS),
    weekday: weekdayOf(day),
  };
}

/** What the clock on the wall shows, in minutes since 1970-01-01T00:00 on the wall. */
export const wallMinuteAt = (zone: string, at: Instant): number =>
  Math.floor((at + stretchAt(clockOf(zone), at).offset) / MINUTE_MS);

/**
 * The first instant at which the wall clock shows this date and time or a later one. A time that
 * spring skips gives the first instant after the gap (so does a whole date: Apia never saw
 * 2011-12-30), one that autumn repeats gives the first of the two.
 */
export const instantOf = (zone: string, date: LocalDate, minuteOfDay: MinuteOfDay): Instant =>
  instantAtWallMinute(zone, dayOf(date) * DAY_MINUTES + minuteOfDay);

/** The same, in minutes since 1970-01-01T00:00 on the wall. */
export function instantAtWallMinute(zone: string, wallMinute: number): Instant {
  const clock = clockOf(zone);
  const wallMs: WallMs = wallMinute * MINUTE_MS;
  let stretch = stretchAt(clock, wallMs - OFFSET_MAX_MS);
  let at = wallMs - stretch.offset;
  while (at >= stretch.until) {
    stretch = stretchAt(clock, stretch.until);
    at = Math.max(stretch.since, wallMs - stretch.offset);
  }
  return instant(at);
}

/** Throws a RangeError where there is no such zone: `isZone` asks before. */
function clockOf(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const clock = { format, cells: new Map(), latest: { since: 0, until: 0, offset: 0 } };
  clocks.set(zone, clock);
  return clock;
}

function stretchAt(clock: ZoneClock, at: number): Stretch {
  const { latest } = clock;
  if (at >= latest.since && at < latest.until) return latest;
  const stretches = cellAt(clock, Math.floor(at / CELL_MS));
  const found = stretches.find(({ until }) => at < until);
  if (found === undefined) throw new RangeError(`${at} is no instant`);
  clock.latest = found;
  return found;
}

function cellAt(clock: ZoneClock, index: number): readonly Stretch[] {
  const known = clock.cells.get(index);
  if (known) return known;
  if (clock.cells.size >= CELLS_MAX) clock.cells.clear();
  const stretches = split(clock.format, index * CELL_MS, (index + 1) * CELL_MS);
  clock.cells.set(index, stretches);
  return stretches;
}

/** The stretches of a cell, cut where the offset changes. */
function split(format: Intl.DateTimeFormat, since: number, until: number): readonly Stretch[] {
  const offset = offsetAt(format, since);
  if (offsetAt(format, until - 1) === offset) return [{ since, until, offset }];
  const change = firstChange(format, since, until);
  return [{ since, until: change, offset }, ...split(format, change, until)];
}

/** Offsets change on whole seconds. */
function firstChange(format: Intl.DateTimeFormat, since: number, until: number): number {
  const offset = offsetAt(format, since);
  let [before, after] = [since / 1_000, until / 1_000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(format, middle * 1_000) === offset) before = middle;
    else after = middle;
  }
  return after * 1_000;
}

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const text = format.format(Math.min(INSTANT_MAX_MS, Math.max(-INSTANT_MAX_MS, at)));
  const found = OFFSET.exec(text);
  if (!found) throw new Error(`"${text}" tells no offset from UTC`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found;
  const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -total : total) * 1_000;
}
