/** Which schedules will act upon what AWS shows, as far as one look without a ledger can tell. */
import { caseOf } from '../decide/case.ts';
import { notOurs } from '../decide/rules/not-ours.ts';
import { outlastsEdges } from '../decide/rules/protected.ts';
import { worldOf } from '../decide/world.ts';
import type { Family } from '../model/family.ts';
import type { AccountId, InstanceId } from '../model/ids.ts';
import { type Instance, transitionAt } from '../model/instance.ts';
import { between, hours, type Instant } from '../model/instant.ts';
import { EMPTY_MEMORY } from '../model/ledger.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { Schedule } from '../model/schedule.ts';
import { type Snapshot, UNASKED } from '../model/snapshot.ts';
import { newestEdge } from '../schedule/edges.ts';

/** What a snapshot has besides, where nobody asked and nobody remembers. */
const NOTHING_ELSE: Omit<Snapshot, keyof Home> = {
  scope: { kind: 'region' },
  ...UNASKED,
  memory: EMPTY_MEMORY,
};

/** A stop that a schedule made comes so soon after its edge; else a person stopped it. */
const SOON_AFTER = hours(1);

/** `start: ours` starts what the schedule stopped. */
function isStarted(schedule: Schedule, instance: Instance, now: Instant): boolean {
  if (schedule.start === 'none') return false;
  if (schedule.start === 'all') return true;
  const stoppedAt = transitionAt(instance.stateTransitionReason);
  const edge = newestEdge(schedule, stoppedAt ?? now);
  if (stoppedAt === null || edge?.to !== 'stopped') return false;
  return between(edge.at, stoppedAt) <= SOON_AFTER;
}

export interface Home {
  readonly account: AccountId;
  readonly region: string;
  readonly takenAt: Instant;
  readonly instances: Family<Instance>;
}

/** Only at home, only in mode act, and only what is ours to stop. */
export function seenSchedules(
  home: Home,
  policy: Policy,
  prices: PriceTable,
): (instance: Instance) => Schedule | null {
  const world = worldOf({ ...NOTHING_ELSE, ...home }, policy, prices);
  const found = new Map<InstanceId, Schedule>();
  for (const instance of world.modes.schedule === 'act' ? world.living : []) {
    const subject = caseOf(world, instance);
    const { schedule } = subject;
    if (schedule.kind !== 'schedule' || notOurs(subject) || outlastsEdges(subject)) continue;
    const acts = instance.state === 'running' || isStarted(schedule.schedule, instance, world.now);
    if (acts) found.set(instance.id, schedule.schedule);
  }
  return ({ id }) => found.get(id) ?? null;
}
