/** One instance with all that is known of it: what every power rule is asked about. */
import type { Instance } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Hold } from '../model/ledger.ts';
import { chooseSchedule, type ScheduleChoice } from './choose-schedule.ts';
import { lookMemory } from './look-memory.ts';
import { withSavings } from './savings.ts';
import { sight } from './sighting.ts';
import { withStandingWarnings } from './standing-warnings.ts';
import type { World } from './world.ts';

export interface Case {
  readonly world: World;
  readonly instance: Instance;
  /** As it is after this pass has seen the instance. */
  readonly record: InstanceRecord;
  readonly holds: readonly Hold[];
  readonly schedule: ScheduleChoice;
}

export const caseOf = (world: World, instance: Instance): Case => ({
  world,
  instance,
  ...remembered(world, instance),
});

type Remembered = Pick<Case, 'record' | 'holds' | 'schedule'>;

const rememberedIn = lookMemory<Remembered>();

/** What no later answer of the same look changes. */
function remembered(world: World, instance: Instance): Remembered {
  const known = rememberedIn(world);
  const before = known.get(instance);
  if (before !== undefined) return before;
  const seen = sight(world.records.get(instance.id) ?? null, instance, world.now);
  const look = {
    record: withStandingWarnings(world, seen),
    holds: world.holds.get(instance.id) ?? [],
    schedule: chooseSchedule(world, instance.tags),
  };
  const found = { ...look, record: withSavings({ world, instance, ...look }) };
  known.set(instance, found);
  return found;
}
