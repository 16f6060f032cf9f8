/**
 * Who started or stopped an instance last, and when: a person's wish stands until the next edge.
 */
import { transitionAt } from '../model/instance.ts';
import type { OwnAction } from '../model/instance-record.ts';
import { type Instant, minutes, plus } from '../model/instant.ts';
import type { Case } from './case.ts';

/** AWS sets LaunchTime within seconds of the call; our clock and AWS's may differ a little. */
const OURS_WITHIN = minutes(15);

/** Between two tries of a power call that no edge counts. */
const BACK_OFF = minutes(10);

/** When a running instance was started by somebody other than us; null if we did it. */
export function startedByPerson({ instance, record }: Case): Instant | null {
  const { lastStart } = record;
  const ours = lastStart !== null && wasAccepted(lastStart) && isAbout(lastStart, instance);
  return ours ? null : instance.launchTime;
}

const isAbout = ({ at }: OwnAction, { launchTime }: Case['instance']): boolean =>
  plus(launchTime, minutes(1)) >= at && launchTime <= plus(at, OURS_WITHIN);

/**
 * When a stopped instance was stopped by somebody other than us; null if we did it. The dated
 * reason counts; without a date, our first sight of `stopped` does.
 */
export function stoppedByPerson(subject: Case): Instant | null {
  if (stoppedByUs(subject) || fellBack(subject)) return null;
  const { instance, record } = subject;
  return transitionAt(instance.stateTransitionReason) ?? record.sighting.since;
}

/**
 * What a start edge may start again: stopped by a schedule's stop, or fallen back from its start.
 */
export function stoppedBySchedule(subject: Case): boolean {
  const { lastStop, lastStart } = subject.record;
  if (stoppedByUs(subject)) return lastStop?.rule === 'schedule';
  return fellBack(subject) && lastStart?.rule === 'schedule';
}

/** The stop that the instance is in is the one we made, and nobody has started it since. */
export function stoppedByUs({ instance, record }: Case): boolean {
  const { lastStop } = record;
  return lastStop !== null && wasAccepted(lastStop) && instance.launchTime <= lastStop.at;
}

/** Our own start that went back to stopped (KMS, capacity) is never taken for a person's stop. */
function fellBack({ record, instance }: Case): boolean {
  const { lastStart } = record;
  if (lastStart === null || !wasAccepted(lastStart) || lastStart.result === 'started') return false;
  return instance.launchTime <= plus(lastStart.at, OURS_WITHIN);
}

/** AWS took the call: what the instance did then, it did for us, also where it took long. */
const wasAccepted = ({ result }: OwnAction): boolean =>
  result !== 'refused' && result !== 'protected' && result !== 'gone';

/** Nothing is tried at every tick: a call that AWS refuses now, it will refuse in five minutes. */
export function triedLately({ record, world }: Case, verb: 'stop' | 'start'): boolean {
  const last = verb === 'stop' ? record.lastStop : record.lastStart;
  return last !== null && plus(last.at, BACK_OFF) > world.now;
}
