/** A snapshot with its policy, indexed once, so that rules look things up instead of searching. */

import { itemsOf } from '../model/family.ts';
import type { InstanceId } from '../model/ids.ts';
import { type Instance, isGone } from '../model/instance.ts';
import { type Duration, type Instant, instant, minus } from '../model/instant.ts';
import type { Delivery, Hold, InstanceRecord, NoticeRecord, Outcome } from '../model/ledger.ts';
import type { MetricReading } from '../model/metric.ts';
import type { Mode, Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import { instanceIdOf, remember } from '../model/remember.ts';
import type { Schedule } from '../model/schedule.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { keyOf } from '../model/target.ts';
import { ledgerMarks } from './outcome-marks.ts';
import { settle } from './settle.ts';
import { sight } from './sighting.ts';

export interface World {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly prices: PriceTable;
  readonly now: Instant;
  /** The policy's mode, lowered by the control item. */
  readonly mode: Mode;
  readonly paused: boolean;
  /** Edges and warnings from before this count for nothing. */
  readonly activeSince: Instant;
  readonly records: ReadonlyMap<InstanceId, InstanceRecord>;
  readonly holds: ReadonlyMap<string, Hold>;
  /** What became of earlier intents, as this snapshot shows it. */
  readonly settled: readonly Outcome[];
  /** Keys of the targets for which an intent is open still. */
  readonly intended: ReadonlySet<string>;
  readonly readings: ReadonlyMap<string, readonly MetricReading[]>;
  readonly notices: ReadonlyMap<string, NoticeRecord>;
}

/** One instance with all that is known of it: what every power rule is asked about. */
export interface Case {
  readonly world: World;
  readonly instance: Instance;
  /** As it is after this pass has seen the instance. */
  readonly record: InstanceRecord;
  readonly hold: Hold | null;
  readonly schedule: ScheduleChoice;
}

/** The schedule that an instance has, or why it cannot be told. */
export type ScheduleChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly value: string }
  | { readonly kind: 'schedule'; readonly schedule: Schedule };

export function worldOf(snapshot: Snapshot, policy: Policy, prices: PriceTable): World {
  const { memory, takenAt: now } = snapshot;
  const mode = memory.control?.mode === 'observe' ? 'observe' : policy.mode;
  const paused = memory.control?.paused ?? false;
  const settled = settle(snapshot);
  return {
    snapshot,
    policy,
    prices,
    now,
    mode,
    paused,
    activeSince: activeSince(snapshot, paused ? 'observe' : mode),
    records: recordsAfter(memory.instances, settled),
    settled,
    holds: longestHolds(memory.holds, now),
    intended: stillIntended(snapshot, settled),
    readings: Map.groupBy(snapshot.metrics, (reading) => reading.instanceId),
    notices: new Map(memory.notices.map((record) => [record.notice.dedupeKey, record])),
  };
}

/** A switch from observe to act, and the first pass ever, begin anew at this pass. */
function activeSince({ memory, takenAt }: Snapshot, mode: Mode): Instant {
  return memory.activation?.mode === mode ? memory.activation.since : takenAt;
}

/** Of several holds on one instance the one that ends last speaks. */
function longestHolds(holds: readonly Hold[], now: Instant): ReadonlyMap<string, Hold> {
  const longest = new Map<string, Hold>();
  for (const hold of holds) {
    const known = longest.get(hold.instanceId);
    if (hold.until > now && (!known || known.until < hold.until))
      longest.set(hold.instanceId, hold);
  }
  return longest;
}

/** Outcomes are remembered before anything is decided, so that one tick after a crash is enough. */
function recordsAfter(
  instances: readonly InstanceRecord[],
  settled: readonly Outcome[],
): ReadonlyMap<InstanceId, InstanceRecord> {
  const records = new Map(instances.map((record) => [record.instanceId, record]));
  for (const mark of settled.flatMap(ledgerMarks)) {
    const id = instanceIdOf(mark);
    const record = id && remember(records.get(id) ?? null, mark);
    if (id && record) records.set(id, record);
  }
  return records;
}

function stillIntended({ memory }: Snapshot, settled: readonly Outcome[]): ReadonlySet<string> {
  const ended = new Set(settled.map(({ intentId, target }) => `${intentId} ${keyOf(target)}`));
  return new Set(
    memory.intents.flatMap((intent) =>
      intent.targets
        .map(({ target }) => keyOf(target))
        .filter((key) => !ended.has(`${intent.id} ${key}`)),
    ),
  );
}

export function caseOf(world: World, instance: Instance): Case {
  const record = sight(world.records.get(instance.id) ?? null, instance, world.now);
  const hold = world.holds.get(instance.id) ?? null;
  return { world, instance, record, hold, schedule: chooseSchedule(world.policy, instance) };
}

/** The tag's schedule, else the default, else the nightly one. The tag `none` opts out. */
function chooseSchedule(policy: Policy, instance: Instance): ScheduleChoice {
  const tag = instance.tags['tierkeeper:schedule']?.trim();
  const name = tag ?? policy.default;
  if (tag === 'none' || tag === 'off') return { kind: 'none' };
  if (name === null || name === 'nightly') return choice(policy.nightly);
  const named = Object.hasOwn(policy.schedules, name) ? policy.schedules[name] : undefined;
  return named ? choice(named) : { kind: 'unreadable', value: name };
}

const choice = (schedule: Schedule | null): ScheduleChoice =>
  schedule ? { kind: 'schedule', schedule } : { kind: 'none' };

export const livingInstances = (snapshot: Snapshot): readonly Instance[] =>
  itemsOf(snapshot.instances).filter(({ state }) => !isGone(state));

/** When the message that carries a warning was first accepted for somebody who had confirmed. */
export function acceptedAt(world: World, noticeKey: string | null): Instant | null {
  const deliveries = noticeKey === null ? [] : (world.notices.get(noticeKey)?.deliveries ?? []);
  const accepted = deliveries.filter(wasAccepted).map(({ at }) => at);
  return accepted.length > 0 ? instant(Math.min(...accepted)) : null;
}

const wasAccepted = (delivery: Delivery): boolean =>
  delivery.status === 'accepted' && delivery.confirmedRecipient;

/** True when no pass over the Region has completed for longer than `grace`: nobody was looking. */
export function wasUnwatched(world: World, grace: Duration): boolean {
  const { lastSweepAt } = world.snapshot.memory;
  return lastSweepAt !== null && lastSweepAt < minus(world.now, grace);
}
