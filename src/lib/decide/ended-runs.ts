/** Which run of an instance is over, told from what was known of it and what is seen now. */
import { type Instance, transitionAt } from '../model/instance.ts';
import type { EndedRun, GoneInstance, InstanceRecord, Sighting } from '../model/instance-record.ts';
import { days, type Instant, instant, later, minus } from '../model/instant.ts';

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
    return wasRunning ? { from: known.launchTime, to, ...withAddresses(known) } : null;
  }
  if (!wasRunning || state === 'running') return null;
  return { from: launchTime, to: endOf(instance, now), ...withAddresses(known) };
}

const withAddresses = ({
  automaticAddresses,
  addresses: { length: elastics },
}: Sighting): Pick<EndedRun, 'addresses' | 'elastics'> => ({
  ...(automaticAddresses ? { addresses: automaticAddresses } : {}),
  ...(elastics > 0 ? { elastics } : {}),
});

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

/**
 * What of an instance that is gone is kept: its runs. One that was not seen to end went on at least
 * until the Region was last looked at. Null where it has never run.
 */
export function goneInstance(
  { instanceId, sighting, runs = [] }: InstanceRecord,
  lastLook: Instant | null,
  now: Instant,
): GoneInstance | null {
  const { state, launchTime: from, type, billedAs = { type, platform: 'linux' } } = sighting;
  const seenUntil = later(sighting.since, lastLook ?? sighting.since);
  const unseenEnd =
    state === 'running' && from <= seenUntil
      ? [{ from, to: seenUntil, ...withAddresses(sighting) }]
      : [];
  const all = [...runs, ...unseenEnd];
  if (all.length === 0) return null;
  return { kind: 'gone-instance', instanceId, ...billedAs, at: now, runs: all };
}
