/** When the volumes of a gone instance are looked at: in each pass first, then ever more rarely. */
import { isGone } from '../../model/instance.ts';
import type { InstanceRecord } from '../../model/instance-record.ts';
import {
  between,
  hours,
  type Instant,
  instant,
  minus,
  minutes,
  plus,
} from '../../model/instant.ts';
import type { World } from '../world.ts';

/** AWS detaches or deletes a volume within seconds of the end of its instance, mostly. */
const EACH_PASS = minutes(15);
/** Of what went unseen while nobody looked, the first look is not put off. */
const LONG_UNWATCHED = minutes(30);
/** A pass notes its end: what fell due while it ran is due for the next. */
const LONGEST_PASS = minutes(3);
const HOUR = hours(1);

/** A quarter of an hour after the end, then at twice that age, and again at twice that. */
export function nextLook({ sighting }: InstanceRecord, after: Instant): Instant {
  // Off the list without having been seen to end: nobody knows since when, so by the clock.
  if (!isGone(sighting.state)) return instant((Math.floor(after / HOUR) + 1) * HOUR);
  let age = EACH_PASS;
  while (plus(sighting.since, age) <= after) age = doubled(age);
  return plus(sighting.since, age);
}

const doubled = (age: typeof EACH_PASS): typeof EACH_PASS => minutes((age / minutes(1)) * 2);

export function isLookDue({ now, snapshot }: World, record: InstanceRecord): boolean {
  const { lastSweepAt } = snapshot.memory;
  const { state, since } = record.sighting;
  if (lastSweepAt === null || between(lastSweepAt, now) > LONG_UNWATCHED) return true;
  if (isGone(state) && between(since, now) <= EACH_PASS) return true;
  return nextLook(record, minus(lastSweepAt, LONGEST_PASS)) <= now;
}
