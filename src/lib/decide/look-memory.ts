/**
 * A look deliberates over several drafts of one snapshot. What no later draft can change is found
 * once: each draft's world has the same `records`, and they are let go of together.
 */
import type { Instance } from '../model/instance.ts';
import type { World } from './world.ts';

/** A memory of its own for each look: what was found of its instances. */
export function lookMemory<Found>(): (world: World) => Map<Instance, Found> {
  const looks = new WeakMap<World['records'], Map<Instance, Found>>();
  return ({ records }) => {
    const known = looks.get(records);
    if (known) return known;
    const look = new Map<Instance, Found>();
    looks.set(records, look);
    return look;
  };
}
