/** Which warnings still stand. What is void is forgotten at once: people are warned anew. */

import type { InstanceRecord, Warning } from '../model/instance-record.ts';
import { type Instant, later, milliseconds, minus, minutes } from '../model/instant.ts';
import { activeSince } from './modes.ts';
import type { World } from './world.ts';

/** Three ticks lost: no grace is so short that the five minutes between two ticks void it. */
const WATCHED_WITHIN = minutes(15);

/** The record without its void warnings; the same object where all of them stand. */
export function withStandingWarnings(world: World, record: InstanceRecord): InstanceRecord {
  const warnings = record.warnings.filter((warning) => stands(world, record, warning));
  return warnings.length === record.warnings.length ? record : { ...record, warnings };
}

/** Void after a restart or a switch from observe; but for edges, also if nobody watched over it. */
function stands(world: World, { sighting }: InstanceRecord, warning: Warning): boolean {
  const { rule, launchTime, warnedAt } = warning;
  if (launchTime !== sighting.launchTime || warnedAt < activeSince(world.activation, rule))
    return false;
  return rule === 'schedule' || !wasUnwatched(world, warnedAt);
}

/** Since the pass that warned, or any over the Region, more than the grace has gone by. */
function wasUnwatched({ snapshot, policy, now }: World, warnedAt: Instant): boolean {
  const { lastSweepAt } = snapshot.memory;
  const longest = milliseconds(Math.max(policy.idle.grace, WATCHED_WITHIN));
  return later(lastSweepAt ?? warnedAt, warnedAt) < minus(now, longest);
}
