/** The hours of a night in which only warnings of stops go out. */
import type { Instant } from '../model/instant.ts';
import type { Policy } from '../model/policy.ts';
import { localTimeAt } from '../schedule/zone.ts';

/** From the first time to the second, which is the next day's where it is the earlier one. */
export function isQuiet({ tell: { quiet }, zone }: Pick<Policy, 'tell' | 'zone'>, now: Instant) {
  if (quiet === null) return false;
  const { from, to } = quiet;
  const { minuteOfDay: minute } = localTimeAt(zone, now);
  return from < to ? from <= minute && minute < to : from <= minute || minute < to;
}
