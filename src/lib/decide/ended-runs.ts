/** Which run of an instance is over, told from what was known of it and what is seen now. */
import { type Instance, transitionAt } from '../model/instance.ts';
import type { EndedRun, InstanceRecord, Sighting } from '../model/instance-record.ts';
import { days, type Instant, instant, minus } from '../model/instant.ts';

/** A month, and what its last days owe to the one before. */
const KEPT = days(32);
/** Of a few dozen bytes each: one start an hour for twelve days. */
const MOST_RUNS = 300;

/** When it stopped: as AWS says it, if that lies within the run; else it is seen now. */
function endOf({ stateTransitionReason, launchTime }: Instance, now: Instant): Instant {
  const told = transitionAt(stateTransitionReason);
  return told !== null && told >= launchTime && told <= now ? told : now;
}

/** A restart between two looks ended the run before it at the latest when the next one began. */
function endedRun(known: Sighting, instance: Instance, now: Instant): EndedRun | null {
  const { state, launchTime } = instance;
  const wasRunning = known.state === 'running';
  if (known.launchTime !== launchTime) {
    const to = instant(Math.min(Math.max(launchTime, known.launchTime), now));
    return wasRunning ? { from: known.launchTime, to } : null;
  }
  if (!wasRunning || state === 'running') return null;
  return { from: launchTime, to: endOf(instance, now) };
}

/** A whole run that no look has seen; how long it was only AWS can say. */
function missedRun(known: Sighting, instance: Instance, now: Instant): EndedRun | null {
  const { state, launchTime, stateTransitionReason } = instance;
  const isOver = state !== 'running' && state !== 'pending';
  if (known.launchTime === launchTime || !isOver) return null;
  const told = transitionAt(stateTransitionReason);
  return told !== null && told >= launchTime && told <= now ? { from: launchTime, to: told } : null;
}

/** Nothing to change where no run has ended: then nothing is written for it. */
export function runsAfter(
  known: InstanceRecord | null,
  instance: Instance,
  now: Instant,
): Pick<InstanceRecord, 'runs'> {
  if (known === null) return {};
  const { sighting, runs = [] } = known;
  const ended = [endedRun(sighting, instance, now), missedRun(sighting, instance, now)].filter(
    (run) => run !== null,
  );
  if (ended.length === 0) return {};
  const recent = [...runs, ...ended].filter(({ to }) => to > minus(now, KEPT));
  return { runs: recent.slice(-MOST_RUNS) };
}
