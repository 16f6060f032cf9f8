/** One instance with all that is known of it: what every power rule is asked about. */
import type { Instance } from '../model/instance.ts';
import type { Hold, InstanceRecord } from '../model/ledger.ts';
import type { Policy } from '../model/policy.ts';
import type { Schedule } from '../model/schedule.ts';
import { TAG, tagOf } from '../model/tag.ts';
import { NIGHTLY } from '../schedule/compile.ts';
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

/** The schedule that an instance has, or why it cannot be told. */
export type ScheduleChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly value: string }
  | { readonly kind: 'schedule'; readonly schedule: Schedule };

export function caseOf(world: World, instance: Instance): Case {
  const seen = sight(world.records.get(instance.id) ?? null, instance, world.now);
  return {
    world,
    instance,
    record: withStandingWarnings(world, seen),
    holds: world.holds.get(instance.id) ?? [],
    schedule: chooseSchedule(world.policy, instance),
  };
}

/** The tag's schedule, else the default, else the nightly one. The tag `none` opts out. */
function chooseSchedule(policy: Policy, { tags }: Instance): ScheduleChoice {
  const tag = tagOf(tags, TAG.schedule)?.trim();
  if (tag === 'none') return { kind: 'none' };
  const name = tag ?? policy.default ?? NIGHTLY;
  const schedule = scheduleNamed(policy, name);
  if (schedule) return { kind: 'schedule', schedule };
  return tag === undefined ? { kind: 'none' } : { kind: 'unreadable', value: name };
}

function scheduleNamed({ nightly, schedules }: Policy, name: string): Schedule | null {
  if (name === NIGHTLY) return nightly;
  return Object.hasOwn(schedules, name) ? (schedules[name] ?? null) : null;
}
