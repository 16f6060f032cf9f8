/**
 * Who must have been stopped or started by now: where all was quiet for long enough, a promise
 * that is not kept is broken.
 */
import { hours, type Instant, minus, minutes, plus } from '../../../src/lib/model/instant.ts';
import { type View, windowOf } from './may.ts';
import {
  adoptedSince,
  type Box,
  flag,
  isRunning,
  lastTurn,
  type Story,
  tag,
  timetableOf,
  valueAt,
} from './story.ts';
import { CATCH_UP, type Edge, newestEdge, type Timetable } from './terms.ts';

/** Several passes, a warning, and the limits that a small fleet meets. */
const IN_TIME = minutes(150);
/** A window, a grace, the boot, a lag, and the hourly share of so small a fleet. */
const SURELY_IDLE = hours(6);
/** A refusal for stop protection is believed for a day. */
const BELIEVED = hours(12);
const BEFORE_EDGE = minutes(60);

/** What should have happened and has not; null where nothing should. */
export function overdue(story: Story, box: Box, at: Instant): string | null {
  const view = { story, box, at };
  if (box.gone || box.foreign) return null;
  return edgeOverdue(view) ?? idlenessOverdue(view);
}

/** Nobody did anything, nothing went wrong, and no tag or hold says no. */
function wasQuiet({ story, box, at }: View, since: Instant): boolean {
  const quiet = [...story.troubles, ...box.deeds].every((one) => one < since || one > at);
  const acts = valueAt(story.acting, at) === true;
  const held = box.holds.some(({ until }) => until > since);
  const heldByTag = tag(box, 'hold-until', at) !== undefined;
  const shielded = wasProtected(box, minus(since, BELIEVED));
  const flagged = flag(box, 'ignore', at) || flag(box, 'keep', at);
  return quiet && acts && !held && !heldByTag && !shielded && !flagged && canBeRead(box, at);
}

const wasProtected = ({ stopProtected }: Box, since: Instant): boolean =>
  stopProtected.some(({ value }, index) => {
    const ends = stopProtected[index + 1]?.from;
    return value && (ends === undefined || ends > since);
  });

const canBeRead = (box: Box, at: Instant): boolean =>
  ['never', '30m', '2h', undefined].includes(tag(box, 'idle', at));

function edgeOverdue(view: View): string | null {
  const { story, box, at } = view;
  const timetable = timetableOf(story, box, at);
  if (timetable === null || timetable === 'unknown') return null;
  const edge = newestEdge(timetable, at);
  if (edge === undefined || !isDue(view, edge)) return null;
  const turn = box.turns.findLast((one) => one.at <= at);
  if (turn === undefined || turn.to === edge.to || turn.at > minus(edge.at, BEFORE_EDGE))
    return null;
  if (edge.to === 'running' && !isToBeStarted(view, timetable)) return null;
  return `has not been ${edge.to} since its edge, ${(at - edge.at) / minutes(1)} minutes ago`;
}

const isDue = (view: View, { at: edge }: Edge): boolean =>
  plus(edge, IN_TIME) <= view.at &&
  edge > minus(view.at, CATCH_UP) &&
  minus(edge, BEFORE_EDGE) > adoptedSince(view.story, view.box, view.at) &&
  wasQuiet(view, minus(edge, BEFORE_EDGE));

function isToBeStarted({ box, at }: View, { start }: Timetable): boolean {
  const stop = lastTurn(box, 'stopped', at);
  return start === 'all' || (start === 'ours' && stop?.by === 'us' && stop.why === 'stop-edge');
}

function idlenessOverdue(view: View): string | null {
  const { story, box, at } = view;
  const since = minus(at, SURELY_IDLE);
  const timetable = timetableOf(story, box, at);
  const last = story.metricsRefused.at(-1);
  const isEnforced = timetable !== null && (timetable === 'unknown' || timetable.enforce);
  const started = lastTurn(box, 'running', at)?.at ?? at;
  const isQuiet = valueAt(box.busy, at) === false && (box.busy.at(-1)?.from ?? at) < since;
  const isKnown = last === undefined || (!last.value && last.from < since);
  const isAsked = windowOf(view) !== null && adoptedSince(story, box, at) < since;
  if (!isRunning(box, at) || started > since || isEnforced) return null;
  if (!isQuiet || !isKnown || !isAsked || !wasQuiet(view, since)) return null;
  return 'has been idle for six hours, and runs';
}
