/** When an instance that idleness or the guard has stopped may be stopped by them again. */
import type { InstanceRecord } from '../model/instance-record.ts';
import { days, type Instant, later, plus } from '../model/instant.ts';
import type { Policy } from '../model/policy.ts';

/** What AWS refused once it will refuse again: warning of it every two hours would be noise. */
const REFUSED_FOR = days(1);

/** Null: neither has stopped it last. */
export function coolAt({ lastStop }: InstanceRecord, { limits }: Policy): Instant | null {
  if (lastStop === null || lastStop.rule === 'schedule') return null;
  const cool = plus(lastStop.at, limits.coolDown);
  return lastStop.result === 'refused' ? later(cool, plus(lastStop.at, REFUSED_FOR)) : cool;
}
