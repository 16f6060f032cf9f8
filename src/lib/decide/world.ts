/** A snapshot with its policy, indexed once, so that rules look things up instead of searching. */
import { type Family, itemsOf } from '../model/family.ts';
import type { InstanceId, SecurityGroupId, VolumeId } from '../model/ids.ts';
import { type Instance, isGone } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Hold, InstanceRecord, NoticeRecord, Outcome } from '../model/ledger.ts';
import type { MetricReading } from '../model/metric.ts';
import type { LoadBalancerTarget, SecurityGroup } from '../model/network.ts';
import type { Mode, Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import { instanceIdOf, remember } from '../model/remember.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { keyOf } from '../model/target.ts';
import type { Volume } from '../model/volume.ts';
import { goneRecords } from './gone-records.ts';
import { ledgerMarks } from './outcome-marks.ts';
import { settle } from './settle.ts';

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
  /** All that a complete list names; empty where the list is incomplete, as those below are. */
  readonly instances: ReadonlyMap<InstanceId, Instance>;
  /** Those that are neither shutting down nor terminated. */
  readonly living: readonly Instance[];
  readonly volumes: ReadonlyMap<VolumeId, Volume>;
  readonly securityGroups: ReadonlyMap<SecurityGroupId, SecurityGroup>;
  readonly loadBalancerTargets: ReadonlyMap<InstanceId, readonly LoadBalancerTarget[]>;
  readonly readings: ReadonlyMap<InstanceId, readonly MetricReading[]>;
  readonly records: ReadonlyMap<InstanceId, InstanceRecord>;
  /** Those of instances that are not there any more, in the order in which they went. */
  readonly gone: readonly InstanceRecord[];
  /** Also those that have ended: one may have covered an edge. */
  readonly holds: ReadonlyMap<InstanceId, readonly Hold[]>;
  readonly notices: ReadonlyMap<string, NoticeRecord>;
  /** What became of earlier intents, as this snapshot shows it. */
  readonly settled: readonly Outcome[];
  /** Keys of the targets for which an intent is open still. */
  readonly intended: ReadonlySet<string>;
}

export function worldOf(snapshot: Snapshot, policy: Policy, prices: PriceTable): World {
  const { memory, takenAt: now } = snapshot;
  const mode = memory.control?.mode === 'observe' ? 'observe' : policy.mode;
  const paused = memory.control?.paused ?? false;
  const instances = byId(snapshot.instances);
  const settled = settle(snapshot, instances);
  const records = recordsAfter(memory.instances, settled);
  const targets = itemsOf(snapshot.loadBalancerTargets);
  return {
    snapshot,
    policy,
    prices,
    now,
    mode,
    paused,
    activeSince: activeSince(snapshot, paused ? 'observe' : mode),
    instances,
    living: [...instances.values()].filter(({ state }) => !isGone(state)),
    volumes: byId(snapshot.volumes),
    securityGroups: byId(snapshot.securityGroups),
    loadBalancerTargets: Map.groupBy(targets, ({ instanceId }) => instanceId),
    readings: Map.groupBy(snapshot.metrics, ({ instanceId }) => instanceId),
    records,
    gone: goneRecords(snapshot, instances, records.values()),
    holds: Map.groupBy(memory.holds, ({ instanceId }) => instanceId),
    notices: new Map(memory.notices.map((record) => [record.notice.dedupeKey, record])),
    settled,
    intended: stillIntended(snapshot, settled),
  };
}

const byId = <Id, Item extends { readonly id: Id }>(
  family: Family<Item & { readonly id: Id }>,
): ReadonlyMap<Item['id'], Item> => new Map(itemsOf(family).map((item) => [item.id, item]));

/** A switch from observe to act, and the first pass ever, begin anew at this pass. */
function activeSince({ memory, takenAt }: Snapshot, mode: Mode): Instant {
  return memory.activation?.mode === mode ? memory.activation.since : takenAt;
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
