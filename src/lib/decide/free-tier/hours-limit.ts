/** Which allowance the hours of an instance draw on. */
import { drawsOnHours } from '../../meter/allowance.ts';
import { billedType } from '../../meter/seen-usage.ts';
import type { Instance } from '../../model/instance.ts';
import type { LimitName } from '../../model/meter.ts';

/** The allowances that instances are stopped for: an address costs too little for that. */
export type GuardedLimit = Extract<LimitName, `instanceHours${string}`>;

export function limitOf(instance: Instance): GuardedLimit | null {
  if (!drawsOnHours(billedType(instance))) return null;
  return instance.platform === 'windows' ? 'instanceHoursWindows' : 'instanceHoursLinux';
}
