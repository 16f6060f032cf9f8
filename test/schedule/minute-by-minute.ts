/**
 * What a schedule does, found by looking at the wall clock once a minute: slow, and made of nothing
 * that the product uses. The wall clock comes from `Intl` as digits, the calendar from `Date`.
 */

import { instant } from '../../src/lib/model/instant.ts';
import type { DateRule, Edge, Moment, PowerState, Schedule } from '../../src/lib/model/schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** How far back a clock may be set, and more. */
export const LEAD_MINUTES = DAY_MINUTES + 60;

export interface Stretch {
  readonly after: number;
  readonly until: number;
  /** The clock, where somebody has looked already: wall minutes since 1970-01-01T00:00. */
  readonly shownAt?: (at: number) => number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
};

/** Minutes since 1970-01-01T00:00 on the wall. */
export const wallMinuteAt = (zone: string, at: number): number => {
  const [, month, day, year, hour, minute] =
    /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(formatOf(zone).format(at)) ?? [];
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return utc / MINUTE_MS;
};

const dates = new Map<number, string>();

const iso = (midnight: number): string => {
  const date = dates.get(midnight) ?? new Date(midnight * MINUTE_MS).toISOString().slice(0, 10);
  dates.set(midnight, date);
  return date;
};

/** Of the month's days from Monday to Friday the one least far away; there are never two. */
const workdayNearest = (wanted: number, month: { first: number; last: number }): number => {
  const distance = (day: number): number => Math.abs(day - Math.min(wanted, month.last));
  let nearest = Number.POSITIVE_INFINITY;
  for (let day = 1; day <= month.last; day += 1) {
    const weekday = new Date((month.first + (day - 1) * DAY_MINUTES) * MINUTE_MS).getUTCDay();
    if (weekday >= 1 && weekday <= 5 && distance(day) < distance(nearest)) nearest = day;
  }
  return nearest;
};

const answers = new WeakMap<DateRule, Map<number, boolean>>();

/** Asked once for each date, for the sake of speed. */
const matches = (rule: DateRule, midnight: number): boolean => {
  const known = answers.get(rule) ?? new Map<number, boolean>();
  answers.set(rule, known);
  const answer = known.get(midnight) ?? matchesDate(rule, midnight);
  known.set(midnight, answer);
  return answer;
};

const matchesDate = (rule: DateRule, wall: number): boolean => {
  const date = new Date(wall * MINUTE_MS);
  const dayOfMonth = date.getUTCDate();
  const month = date.getUTCMonth();
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const sameWeekdays: number[] = [];
  for (let day = 1; day <= last; day += 1) {
    if (day % 7 === dayOfMonth % 7) sameWeekdays.push(day);
  }
  const byWeek =
    (rule.weekdays === null && rule.nthWeekdays === null) ||
    (rule.weekdays ?? []).some((one) => one === weekday) ||
    (rule.nthWeekdays ?? []).some(
      (one) =>
        one.weekday === weekday && sameWeekdays.at(one.nth > 0 ? one.nth - 1 : -1) === dayOfMonth,
    );
  const byDay =
    rule.monthDays === null ||
    rule.monthDays.some((one) => {
      if (typeof one === 'number') return one === dayOfMonth || (one === -1 && dayOfMonth === last);
      const first = wall - (dayOfMonth - 1) * DAY_MINUTES;
      return dayOfMonth === workdayNearest(one.nearestWorkdayTo, { first, last });
    });
  return byWeek && byDay && (rule.months === null || rule.months.includes(month + 1));
};

const mayBegin = (schedule: Schedule, date: string): boolean =>
  !schedule.skipped.includes(date) &&
  (schedule.from === null || schedule.from <= date) &&
  (schedule.until === null || date <= schedule.until);

const isOpen = (schedule: Schedule, wall: number): boolean => {
  const midnight = Math.floor(wall / DAY_MINUTES) * DAY_MINUTES;
  return [midnight, midnight - DAY_MINUTES].some((opened) => {
    const date = iso(opened);
    if (!mayBegin(schedule, date)) return false;
    const minute = wall - opened;
    const isHoliday = schedule.holidays.includes(date);
    if (isHoliday && schedule.stopped.length > 0 && minute < DAY_MINUTES) return true;
    if (isHoliday && schedule.stopped.length === 0) return false;
    return [...schedule.running, ...schedule.stopped].some(({ dates, from, to }) => {
      const end = to <= from ? to + DAY_MINUTES : to;
      return minute >= from && minute < end && matches(dates, opened);
    });
  });
};

const momentsAt = (schedule: Schedule, wall: number): readonly PowerState[] => {
  const falls = ({ at, dates, to }: Moment): boolean => {
    const midnight = wall - at;
    const date = iso(midnight);
    return (
      midnight % DAY_MINUTES === 0 &&
      mayBegin(schedule, date) &&
      !(to === 'running' && schedule.holidays.includes(date)) &&
      matches(dates, midnight)
    );
  };
  const states = schedule.moments.filter(falls).map(({ to }) => to);
  if (states.length === 0) return [];
  return [states.includes('running') ? 'running' : 'stopped'];
};

/** What the wall minutes that pass at one instant come to; null: nothing turns. */
const turnOf = (schedule: Schedule, walls: readonly [number, number], wasOpen: boolean) => {
  const inside = schedule.stopped.length > 0 ? 'stopped' : 'running';
  const outside = inside === 'running' ? 'stopped' : 'running';
  let state: PowerState | null = null;
  let byMoment = false;
  let open = wasOpen;
  for (let wall = walls[0] + 1; wall <= walls[1]; wall += 1) {
    const opened = isOpen(schedule, wall);
    const turns: PowerState[] = opened === open ? [] : [opened ? inside : outside];
    const moments = opened ? [] : momentsAt(schedule, wall);
    byMoment ||= moments.length > 0;
    turns.push(...moments);
    if (turns.length > 0) state = turns.includes('running') ? 'running' : 'stopped';
    open = opened;
  }
  return { open, to: open === wasOpen && !byMoment ? null : state };
};

/**
 * A wall minute has passed once the clock has shown it or a later one, and does not pass again
 * when the clock is set back: the furthest it has shown is all that counts.
 */
export const edgesByTheMinute = (
  schedule: Schedule,
  { after, until, shownAt = (at) => wallMinuteAt(schedule.zone, at) }: Stretch,
): readonly Edge[] => {
  const edges: Edge[] = [];
  let furthest = Number.NEGATIVE_INFINITY;
  for (let at = after - LEAD_MINUTES * MINUTE_MS; at <= after; at += MINUTE_MS) {
    furthest = Math.max(furthest, shownAt(at));
  }
  let isOpenNow = isOpen(schedule, furthest);
  for (let at = after + MINUTE_MS; at <= until; at += MINUTE_MS) {
    const shown = shownAt(at);
    if (shown <= furthest) continue;
    const { to, open } = turnOf(schedule, [furthest, shown], isOpenNow);
    if (to !== null) edges.push({ at: instant(at), to });
    [furthest, isOpenNow] = [shown, open];
  }
  return edges;
};
