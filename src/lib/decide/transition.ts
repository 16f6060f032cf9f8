/** Who started or stopped an instance last, and when: a person's wish stands until the next edge. */
import { type Instant, minutes, parseInstant, plus } from '../model/instant.ts';
import type { OwnAction } from '../model/ledger.ts';
import type { Case } from './world.ts';

/** AWS sets LaunchTime within seconds of the call; our clock and AWS's may differ a little. */
const OURS_WITHIN = minutes(15);

/** The instant in `User initiated (2026-11-22 15:00:00 GMT)`; null where it is bare or empty. */
export function transitionAt(stateTransitionReason: string): Instant | null {
  const [, date, time] =
    /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/.exec(stateTransitionReason) ?? [];
  return date && time ? (parseInstant(`${date}T${time}Z`) ?? null) : null;
}

/** When a running instance was started by somebody other than us; null if we did it. */
export function startedByPerson({ instance, record }: Case): Instant | null {
  return isOurs(record.lastStart, instance.launchTime) ? null : instance.launchTime;
}

/**
 * When a stopped instance was stopped by somebody other than us; null if we did it. The dated
 * reason counts; without a date, our first sight of `stopped` does.
 */
export function stoppedByPerson(subject: Case): Instant | null {
  if (stoppedByUs(subject) || fellBack(subject)) return null;
  const { instance, record } = subject;
  return transitionAt(instance.stateTransitionReason) ?? record.sighting.since;
}

/** The stop that the instance is in is the one we made, and nobody has started it since. */
export function stoppedByUs({ instance, record }: Case): boolean {
  const { lastStop } = record;
  if (!lastStop || !hasWorked(lastStop)) return false;
  return instance.launchTime <= lastStop.at;
}

/** Our own start that went back to stopped (KMS, capacity) is never taken for a person's stop. */
function fellBack({ record, instance }: Case): boolean {
  const { lastStart } = record;
  if (!lastStart || lastStart.result === 'started') return false;
  return instance.launchTime <= plus(lastStart.at, OURS_WITHIN);
}

const hasWorked = ({ result }: OwnAction): boolean =>
  result === 'requested' || result === 'stopped';

const isOurs = (action: OwnAction | null, at: Instant): boolean =>
  action !== null && plus(at, minutes(1)) >= action.at && at <= plus(action.at, OURS_WITHIN);
