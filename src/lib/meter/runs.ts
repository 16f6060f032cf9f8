/** What an instance ran, and will run if what runs now and its schedule go on. */
import { type Instant, instant, later, milliseconds, minus } from '../model/instant.ts';
import type { MeteredInstance } from '../model/metered-usage.ts';
import { edgesBetween } from '../schedule/edges.ts';

/** A stretch of time that has an end. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * All runs as they go on up to `end`. What has an end keeps it; then the schedule speaks. It turns
 * at its edges alone: what runs outside a window runs until the next edge that stops, as what a
 * person started does.
 */
export function stretchesOf(
  { runs, schedule, due }: Pick<MeteredInstance, 'runs' | 'schedule' | 'due'>,
  now: Instant,
  end: Instant,
): readonly Stretch[] {
  const stretches = runs.filter((run): run is Stretch => run.to !== null);
  const open = runs.find(({ to }) => to === null);
  let since = open?.from ?? null;
  const after = stretches.reduce((latest, { to }) => later(latest, to), now);
  // An edge of this very instant turns what is ahead; one at which a run ends has turned it.
  const lastTurn = after > now ? after : minus(now, milliseconds(1));
  const edges = schedule === null || after >= end ? [] : edgesBetween(schedule, lastTurn, end);
  const turns = due === undefined ? edges : [{ at: after, to: due }, ...edges];
  for (const { at, to } of turns) {
    if (to === 'stopped') {
      if (since !== null) stretches.push({ from: since, to: at });
      since = null;
    } else if (schedule?.start !== 'none') since ??= at;
  }
  if (since !== null && since < end) stretches.push({ from: since, to: end });
  return stretches;
}

/** What is left of a time when the stretches are taken out. */
export function gapsIn(within: Stretch, stretches: readonly Stretch[]): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let { from } = within;
  for (const stretch of stretches) {
    const to = instant(Math.min(stretch.from, within.to));
    if (to > from) gaps.push({ from, to });
    from = instant(Math.max(from, stretch.to));
  }
  if (from < within.to) gaps.push({ from, to: within.to });
  return gaps;
}
