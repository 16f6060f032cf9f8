/** When a schedule turns, and what it wants. Pure, and total for any instant. */
import type { Instant } from '../model/instant.ts';
import type { Edge, PowerState, Schedule } from '../model/schedule.ts';
import { pageNumberAt, pageOf } from './almanac.ts';
import { instantOf } from './zone.ts';

/** A search looks at so many pages of 32 days besides its own: at least 400 days. */
const PAGES_SEARCHED = 13;

/** The edges after `after`, up to and including `until`, ascending. */
export function edgesBetween(schedule: Schedule, after: Instant, until: Instant): readonly Edge[] {
  const edges: Edge[] = [];
  for (let page = pageNumberAt(after); page <= pageNumberAt(until); page += 1) {
    for (const edge of pageOf(schedule, page).edges) {
      if (edge.at > after && edge.at <= until) edges.push(edge);
    }
  }
  return edges;
}

/** The last edge at or before `at`; null where there was none for over 400 days. */
export function newestEdge(schedule: Schedule, at: Instant): Edge | null {
  const own = pageNumberAt(at);
  for (let page = own; page >= own - PAGES_SEARCHED; page -= 1) {
    const found = pageOf(schedule, page).edges.findLast((edge) => edge.at <= at);
    if (found) return found;
  }
  return null;
}

/** The first edge after `at`; null where there is none for over 400 days. */
export function nextEdge(schedule: Schedule, at: Instant): Edge | null {
  const own = pageNumberAt(at);
  for (let page = own; page <= own + PAGES_SEARCHED; page += 1) {
    const found = pageOf(schedule, page).edges.find((edge) => edge.at > at);
    if (found) return found;
  }
  return null;
}

/**
 * The state of the newest edge: what `enforce` holds. Null before the first edge and once the
 * schedule has ended (after `until`, when its last window is closed). Windows without any edge near
 * (`daily 00:00-24:00`) want what they say.
 */
export function desiredAt(schedule: Schedule, at: Instant): PowerState | null {
  const newest = newestEdge(schedule, at);
  if (hasEnded(schedule, at)) return null;
  return newest === null ? standingState(schedule, at) : newest.to;
}

function hasEnded(schedule: Schedule, at: Instant): boolean {
  const { until, zone } = schedule;
  return until !== null && at >= instantOf(zone, until, 1_440) && nextEdge(schedule, at) === null;
}

function standingState(schedule: Schedule, at: Instant): PowerState | null {
  const { running, stopped, from, zone } = schedule;
  if (running.length + stopped.length === 0 || nextEdge(schedule, at) !== null) return null;
  if (from !== null && at < instantOf(zone, from, 0)) return null;
  const isOpen = pageOf(schedule, pageNumberAt(at)).beginsInside;
  return isOpen === stopped.length > 0 ? 'stopped' : 'running';
}
