/** How an instance is to turn, as far as its schedule, its hold and a warning say. Pure. */
import { days, type Instant, milliseconds, minus, plus } from '../model/instant.ts';
import type { Hold } from '../model/ledger.ts';
import type { Reason, ReasonKey } from '../model/reason.ts';
import type { Edge, PowerState, Schedule } from '../model/schedule.ts';
import { edgesBetween, nextEdge } from '../schedule/edges.ts';
import type { StatusLine } from './page.ts';

export interface Course {
  readonly now: Instant;
  /** By the owner's switch: until it is resumed nothing turns, and what is past then is past. */
  readonly isPaused: boolean;
  /** The one in force. */
  readonly hold: Hold | null;
  readonly schedule: Schedule | null;
  /** Of what was decided last. */
  readonly reason: Reason | null;
  readonly state: PowerState;
  /** Stopped as it is, it is one that its schedule starts again. */
  readonly isOursToStart: boolean;
}

/** Whoever is one of these is neither stopped nor started, whatever its schedule says. */
const UNTOUCHED: ReadonlySet<ReasonKey> = new Set([
  'operator-managed',
  'owned-by',
  'spot-one-time',
  'instance-store-root',
  'dedicated-host',
  'capacity-block',
  'not-selected',
  'ignored',
  'gone',
  'keep-tag',
  'stop-protected',
  'unreadable-tag',
  'instance-store-data',
]);

const isUntouched = ({ isPaused, reason }: Course): boolean =>
  isPaused || (reason !== null && UNTOUCHED.has(reason.key));

/** The turns of the next 24 hours, ascending; what is on already is not turned on. */
export function ahead(course: Course): readonly Edge[] {
  if (isUntouched(course)) return [];
  const { now, schedule } = course;
  const until = plus(now, days(1));
  const edges = schedule === null ? [] : edgesBetween(schedule, now, until);
  const stop = warnedStop(course);
  const due = afterHold(course, stop === null ? edges : [stop, ...edges]);
  return turnsOf(course, due).filter(({ at }) => at <= until);
}

/** Of a week of nothing but holidays, or of a schedule that begins next year. */
const EDGES_SEARCHED = 8;

export function nextTurn(course: Course): StatusLine['next'] {
  if (isUntouched(course)) return null;
  const [first] = ahead(course);
  if (first) return first;
  const { schedule, hold, now } = course;
  if (schedule === null) return nextSaid(course);
  let at = hold === null ? now : justBefore(hold.until);
  const edges: Edge[] = [];
  for (let count = 0; count < EDGES_SEARCHED; count += 1) {
    const edge = nextEdge(schedule, at);
    if (edge === null) break;
    edges.push(edge);
    at = edge.at;
  }
  return turnsOf(course, edges)[0] ?? null;
}

/** Edges that change something. What idleness or a person stopped, only some schedules start. */
function turnsOf(course: Course, edges: readonly Edge[]): readonly Edge[] {
  let { state, isOursToStart } = course;
  const starts = course.schedule?.start ?? 'none';
  const warned = warnedStop(course)?.at;
  const mayStart = (): boolean => starts === 'all' || (starts === 'ours' && isOursToStart);
  return edges
    .toSorted((a, b) => a.at - b.at)
    .filter((edge) => {
      if (edge.to === state || (edge.to === 'running' && !mayStart())) return false;
      state = edge.to;
      isOursToStart = edge.at !== warned;
      return true;
    });
}

const justBefore = (at: Instant): Instant => minus(at, milliseconds(1));

/** What falls into a hold is not done; after "one hour more" it is done late. */
function afterHold({ hold }: Course, edges: readonly Edge[]): readonly Edge[] {
  if (hold === null) return edges;
  const later = edges.filter(({ at }) => at >= hold.until);
  const last = edges.findLast(({ at }) => at < hold.until);
  return hold.postpones && last ? [{ at: hold.until, to: last.to }, ...later] : later;
}

/** Of idleness and the guard its owner was warned; what a schedule warns of is among its edges. */
function warnedStop({ reason, now }: Course): Edge | null {
  switch (reason?.key) {
    case 'idle-warned':
    case 'idle-waiting':
    case 'guard-warned':
    case 'guard-waiting': {
      const { stopAt } = reason.evidence;
      return stopAt === null || stopAt <= now ? null : { at: stopAt, to: 'stopped' };
    }
    default:
      return null;
  }
}

/** A schedule that stands in a tag is known by what it made the last pass say. */
function nextSaid({ reason, now }: Course): StatusLine['next'] {
  switch (reason?.key) {
    case 'edge-adopted':
    case 'edge-answered':
    case 'schedule-adopted': {
      const { next, nextTo } = reason.evidence;
      return next === null || next <= now ? null : { at: next, to: nextTo ?? null };
    }
    default:
      return null;
  }
}
