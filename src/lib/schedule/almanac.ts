/**
 * The edges of a schedule, worked out in pages of 32 days and kept as long as the schedule is: a
 * pass asks the same few pages for every instance. A page depends on nothing but its number, so no
 * answer depends on what was asked before.
 */
import type { Instant } from '../model/instant.ts';
import type { Edge, PowerState, Schedule, Window } from '../model/schedule.ts';
import { type CivilDate, civilOf, DAY_MINUTES, DAY_MS, type DayNumber, dayOf } from './calendar.ts';
import { EVERY_DATE, fallsOn } from './dates.ts';
import { instantAtWallMinute } from './zone.ts';

/** The edges from its first instant on, up to its last. */
export interface Page {
  readonly edges: readonly Edge[];
  /** Whether a window is open as the page begins. */
  readonly beginsInside: boolean;
}

/** A schedule with its dates as numbers. */
interface Almanac {
  readonly schedule: Schedule;
  readonly holidays: ReadonlySet<DayNumber>;
  readonly skipped: ReadonlySet<DayNumber>;
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly pages: Map<number, Page>;
}

/** Minutes since 1970-01-01T00:00 on the wall. */
type WallMinute = number;

/** A window on one date, or several that overlap or touch. */
interface Span {
  readonly from: WallMinute;
  readonly to: WallMinute;
}

/** What the wall clock turns, before it is known which instant that is. */
interface Turn {
  readonly wall: WallMinute;
  readonly to: PowerState;
  readonly by: 'window' | 'moment';
}

const PAGE_MS = 32 * DAY_MS;

/** Five years' worth a schedule; a longer look works pages out again. */
const PAGES_MAX = 64;

/** A window opens at most a day and a zone's offset before the page that it reaches into. */
const DAYS_BEFORE = 3;
const DAYS_AFTER = 1;

const almanacs = new WeakMap<Schedule, Almanac>();

export const pageNumberAt = (at: Instant): number => Math.floor(at / PAGE_MS);

export function pageOf(schedule: Schedule, number: number): Page {
  const almanac = almanacOf(schedule);
  const known = almanac.pages.get(number);
  if (known) return known;
  if (almanac.pages.size >= PAGES_MAX) almanac.pages.clear();
  const page = drawPage(almanac, number);
  almanac.pages.set(number, page);
  return page;
}

function almanacOf(schedule: Schedule): Almanac {
  const known = almanacs.get(schedule);
  if (known) return known;
  const almanac: Almanac = {
    schedule,
    holidays: new Set(schedule.holidays.map(dayOf)),
    skipped: new Set(schedule.skipped.map(dayOf)),
    firstDay: schedule.from === null ? Number.NEGATIVE_INFINITY : dayOf(schedule.from),
    lastDay: schedule.until === null ? Number.POSITIVE_INFINITY : dayOf(schedule.until),
    pages: new Map(),
  };
  almanacs.set(schedule, almanac);
  return almanac;
}

function drawPage(almanac: Almanac, number: number): Page {
  const { zone } = almanac.schedule;
  const since = number * PAGE_MS;
  const until = since + PAGE_MS;
  const dates = datesBetween(almanac, since / DAY_MS - DAYS_BEFORE, until / DAY_MS + DAYS_AFTER);
  const spans = merged(dates.flatMap((date) => spansOn(almanac, date)));
  const turns = [
    ...spans.flatMap((span) => endsOf(almanac, span)),
    ...dates.flatMap((date) => momentsOn(almanac, date)).filter((turn) => !isInside(spans, turn)),
  ];
  return {
    edges: edgesOf(zone, turns).filter(({ at }) => at >= since && at < until),
    beginsInside: spans.some(
      ({ from, to }) =>
        instantAtWallMinute(zone, from) <= since && since < instantAtWallMinute(zone, to),
    ),
  };
}

const isInside = (spans: readonly Span[], { wall }: Turn): boolean =>
  spans.some(({ from, to }) => from <= wall && wall < to);

/** The dates on which something may begin. */
function datesBetween(almanac: Almanac, first: DayNumber, last: DayNumber): readonly CivilDate[] {
  const dates: CivilDate[] = [];
  const end = Math.min(last, almanac.lastDay);
  for (let day = Math.max(first, almanac.firstDay); day <= end; day += 1) {
    if (!almanac.skipped.has(day)) dates.push(civilOf(day));
  }
  return dates;
}

function spansOn({ schedule, holidays }: Almanac, date: CivilDate): readonly Span[] {
  const isHoliday = holidays.has(date.day);
  const running = isHoliday ? [] : schedule.running;
  const wholeDay = isHoliday && schedule.stopped.length > 0 ? [WHOLE_DAY] : [];
  const midnight = date.day * DAY_MINUTES;
  return [...running, ...schedule.stopped, ...wholeDay]
    .filter(({ dates }) => fallsOn(dates, date))
    .map(({ from, to }) => ({
      from: midnight + from,
      to: midnight + to + (to <= from ? DAY_MINUTES : 0),
    }));
}

const WHOLE_DAY: Window = { dates: EVERY_DATE, from: 0, to: DAY_MINUTES };

/** Nothing is stopped at noon to be started at noon. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const open = result.at(-1);
    if (open === undefined || span.from > open.to) result.push(span);
    else result[result.length - 1] = { from: open.from, to: Math.max(open.to, span.to) };
  }
  return result;
}

function endsOf({ schedule }: Almanac, { from, to }: Span): readonly Turn[] {
  const [inside, outside] =
    schedule.stopped.length > 0
      ? (['stopped', 'running'] as const)
      : (['running', 'stopped'] as const);
  return [
    { wall: from, to: inside, by: 'window' },
    { wall: to, to: outside, by: 'window' },
  ];
}

function momentsOn({ schedule, holidays }: Almanac, date: CivilDate): readonly Turn[] {
  const isHoliday = holidays.has(date.day);
  return schedule.moments
    .filter(({ dates, to }) => fallsOn(dates, date) && !(isHoliday && to === 'running'))
    .map(({ at, to }) => ({ wall: date.day * DAY_MINUTES + at, to, by: 'moment' }));
}

/**
 * Turns that come to one instant (in spring, all that the gap swallows) happen in the order of the
 * wall, running over stopped, and the last one counts. A window that opened and closed in a gap, or
 * closed and opened, left nothing.
 */
function edgesOf(zone: string, turns: readonly Turn[]): readonly Edge[] {
  const rank = ({ to }: Turn): number => (to === 'running' ? 1 : 0);
  const sorted = turns.toSorted((a, b) => a.wall - b.wall || rank(a) - rank(b));
  const edges: Edge[] = [];
  let together: Turn[] = [];
  for (const [index, turn] of sorted.entries()) {
    const at = instantAtWallMinute(zone, turn.wall);
    const next = sorted[index + 1];
    together.push(turn);
    if (next !== undefined && instantAtWallMinute(zone, next.wall) === at) continue;
    const isVoid = together.length % 2 === 0 && together.every(({ by }) => by === 'window');
    if (!isVoid) edges.push({ at, to: turn.to });
    together = [];
  }
  return edges;
}
