/** A policy as its owner means it: all that the model knows of one, and the YAML that says it. */
import {
  type Duration,
  hours,
  type Instant,
  instant,
  minutes,
  plus,
} from '../../../src/lib/model/instant.ts';

/** Minutes after local midnight; an end at or before the beginning is on the next date. */
export interface Timetable {
  readonly name: string;
  /** 1 is Monday. */
  readonly days: readonly number[];
  /** Null: it only ever stops. */
  readonly opens: number | null;
  readonly closes: number;
  readonly start: 'ours' | 'all' | 'none';
  readonly enforce: boolean;
  readonly warn: Duration;
}

export interface Terms {
  readonly timetables: readonly Timetable[];
  /** For instances that name none. */
  readonly fallback: string | null;
  readonly idle: { readonly window: Duration; readonly grace: Duration } | null;
  readonly stopsPerPass: number;
}

export const MINIMUM_UPTIME = minutes(15);
export const BOOT_GRACE = minutes(15);
export const CATCH_UP = hours(6);
export const COOL_DOWN = hours(2);
export const ATTEMPTS = 3;

/** Korea has no summer time: an hour there is an addition. */
export const ZONE = 'Asia/Seoul';
const AHEAD_MS = hours(9);
const DAY_MS = hours(24);

export interface Edge {
  readonly at: Instant;
  readonly to: 'running' | 'stopped';
}

const dayOf = (at: Instant): number => Math.floor((at + AHEAD_MS) / DAY_MS);
/** Day 0, 1 January 1970, was a Thursday. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;

/** Every edge of the week before an instant, and of the day after it, in order. */
function edgesAround(timetable: Timetable, at: Instant): readonly Edge[] {
  const { days, opens, closes } = timetable;
  const today = dayOf(at);
  const edges: Edge[] = [];
  for (let day = today - 9; day <= today + 1; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    const midnight = instant(day * DAY_MS - AHEAD_MS);
    const lasts = opens !== null && closes <= opens ? hours(24) : minutes(0);
    if (opens !== null) edges.push({ at: plus(midnight, minutes(opens)), to: 'running' });
    edges.push({ at: plus(plus(midnight, minutes(closes)), lasts), to: 'stopped' });
  }
  return edges.toSorted((a, b) => a.at - b.at);
}

export const newestEdge = (timetable: Timetable, at: Instant): Edge | undefined =>
  edgesAround(timetable, at).findLast((edge) => edge.at <= at);

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
const inMinutes = (duration: Duration): string => `${duration / minutes(1)}m`;

function scheduleYaml({ days, opens, closes, start, enforce, warn }: Timetable): string {
  const dates = days.map((day) => WEEKDAYS[day - 1]).join(',');
  const running = `"${dates} ${clock(opens ?? 0)}-${clock(closes)}"`;
  const ways = `start: ${start}, enforce: ${enforce}, warn: ${inMinutes(warn)}`;
  return `{ running: [${running}], ${ways} }`;
}

function nightlyYaml({ opens, closes, warn }: Timetable): string {
  const start = opens === null ? '' : `, start: "${clock(opens)}"`;
  return `{ stop: "${clock(closes)}"${start}, warn: ${inMinutes(warn)} }`;
}

/** As its owner would write it; the timetable called `nightly` is the short form. */
export function yamlOf({ timetables, fallback, idle, stopsPerPass }: Terms): string {
  const nightly = timetables.find(({ name }) => name === 'nightly');
  const others = timetables.filter((one) => one !== nightly);
  return [
    ...(nightly ? [`nightly: ${nightlyYaml(nightly)}`] : []),
    `schedules: { ${others.map((one) => `${one.name}: ${scheduleYaml(one)}`).join(', ')} }`,
    ...(fallback === null || fallback === 'nightly' ? [] : [`default: ${fallback}`]),
    idle
      ? `idle: { window: ${inMinutes(idle.window)}, grace: ${inMinutes(idle.grace)} }`
      : 'idle: { on: false }',
    `limits: { stopsPerPass: ${stopsPerPass} }`,
    'tell: { digest: "09:00" }',
  ].join('\n');
}
