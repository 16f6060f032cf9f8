/** Whether what a stop saves is hours of the free tier: an hour that is free costs nobody money. */
import { monthOf } from '../../meter/month.ts';
import type { Instance } from '../../model/instance.ts';
import type { LimitName } from '../../model/meter.ts';
import type { FreeHours } from '../../model/stop-effects.ts';
import type { World } from '../world.ts';
import { limitOf } from './hours-limit.ts';
import { liveMeter } from './live-meter.ts';

/** As the meter foresees the month with all that runs now going on; null: money is at stake. */
function coveredBy(world: World, name: LimitName): FreeHours | null {
  const live = liveMeter(world);
  const use = live?.meter.limits.find((limit) => limit.name === name);
  if (!live || use === undefined || use.forecast > use.limit) return null;
  const ends = live.meter.allowanceEnds;
  const { forecast, limit } = use;
  return ends === null || ends >= monthOf(world.now).to ? { forecast, limit } : null;
}

export function freeHours(world: World, instance: Instance): FreeHours | null {
  const name = limitOf(instance);
  return name === null ? null : coveredBy(world, name);
}

/** Of addresses that are in use: an idle one is free to nobody. */
export const isAddressFree = (world: World): boolean =>
  coveredBy(world, 'publicIpv4Hours') !== null;
