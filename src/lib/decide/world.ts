/** A snapshot with its policy, indexed once, so that rules look things up instead of searching. */

import { type Family, itemsOf } from '../model/family.ts';
import type { InstanceStatus } from '../model/health.ts';
import type { InstanceId, NotebookName, SecurityGroupId, VolumeId } from '../model/ids.ts';
import { type Instance, isGone } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { Outcome } from '../model/intent.ts';
import type { Activation, Hold, Memory, NoticeRecord } from '../model/ledger.ts';
import { regionsOf } from '../model/managed-place.ts';
import type { MetricReading } from '../model/metric.ts';
import type { LoadBalancerTarget, SecurityGroup } from '../model/network.ts';
import type { NotebookRecord } from '../model/notebook-record.ts';
import type { Mode, Modes, Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import { instanceIdOf, remember } from '../model/remember.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { keyOf } from '../model/target.ts';
import type { Volume } from '../model/volume.ts';
import { type OffhoursReader, offhoursReader } from '../schedule/dialects/offhours-schedule.ts';
import { goneRecords } from './gone-records.ts';
import { ledgerMarks } from './ledger-marks.ts';
import { activationOf, modesOf } from './modes.ts';
import { notebookRecordsAfter } from './notebooks/notebook-records.ts';
import { settle } from './settle.ts';

/** The parts of a snapshot that its first read gives. */
type Grounding = Pick<Snapshot, 'memory' | 'instances' | 'notebooks' | 'takenAt'>;

/** What the list of instances and the memory tell: the same for every draft of one look. */
interface Ground {
  /** Reads each value of an off-hours tag once a pass; null where the policy reads none. */
  readonly offhours: OffhoursReader | null;
  readonly now: Instant;
  /** The policy's mode, lowered by the control item. */
  readonly mode: Mode;
  readonly paused: boolean;
  /** The same for each rule that acts. */
  readonly modes: Modes;
  /** How long all that has been so: edges and warnings from before count for nothing. */
  readonly activation: Activation;
  /** All that a complete list names; empty where the list is incomplete, as those below are. */
  readonly instances: ReadonlyMap<InstanceId, Instance>;
  /** Those that are neither shutting down nor terminated. */
  readonly living: readonly Instance[];
  readonly records: ReadonlyMap<InstanceId, InstanceRecord>;
  readonly notebookRecords: ReadonlyMap<NotebookName, NotebookRecord>;
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

export interface World extends Ground {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly prices: PriceTable;
  readonly volumes: ReadonlyMap<VolumeId, Volume>;
  readonly securityGroups: ReadonlyMap<SecurityGroupId, SecurityGroup>;
  readonly loadBalancerTargets: ReadonlyMap<InstanceId, readonly LoadBalancerTarget[]>;
  readonly readings: ReadonlyMap<InstanceId, readonly MetricReading[]>;
  readonly statuses: ReadonlyMap<InstanceId, InstanceStatus>;
}

/** How many Regions of this account are looked at by ticks, and share what is the account's. */
export const regionsIn = ({ policy, snapshot }: World): number =>
  regionsOf(policy, snapshot.account).size;

/** A look deliberates several times over its last draft. */
const worlds = new WeakMap<Snapshot, World>();

export function worldOf(snapshot: Snapshot, policy: Policy, prices: PriceTable): World {
  const known = worlds.get(snapshot);
  if (known?.policy === policy && known.prices === prices) return known;
  const world = indexed(snapshot, policy, prices);
  worlds.set(snapshot, world);
  return world;
}

function indexed(snapshot: Snapshot, policy: Policy, prices: PriceTable): World {
  return {
    ...groundUnder(snapshot, policy),
    snapshot,
    policy,
    prices,
    volumes: byId(snapshot.volumes),
    securityGroups: byId(snapshot.securityGroups),
    loadBalancerTargets: byInstance(itemsOf(snapshot.loadBalancerTargets)),
    readings: byInstance(snapshot.metrics),
    statuses: new Map(itemsOf(snapshot.instanceStatuses).map((one) => [one.instanceId, one])),
  };
}

interface KnownGround extends Omit<Grounding, 'memory'> {
  readonly policy: Policy;
  readonly ground: Ground;
}

/** A look asks round by round, and each draft is a world; its memory is the same object in all. */
const grounds = new WeakMap<Memory, KnownGround>();

function groundUnder({ memory, instances, notebooks, takenAt }: Grounding, policy: Policy): Ground {
  const known = grounds.get(memory);
  const isKnown =
    known?.instances === instances &&
    known.notebooks === notebooks &&
    known.takenAt === takenAt &&
    known.policy === policy;
  if (isKnown) return known.ground;
  const ground = groundOf({ memory, instances, notebooks, takenAt }, policy);
  grounds.set(memory, { instances, notebooks, takenAt, policy, ground });
  return ground;
}

function groundOf(snapshot: Grounding, policy: Policy): Ground {
  const { memory, takenAt: now } = snapshot;
  const mode = memory.control?.mode === 'observe' ? 'observe' : policy.mode;
  const modes = modesOf(policy, mode);
  const paused = memory.control?.paused ?? false;
  const instances = byId(snapshot.instances);
  const settled = settle(snapshot, instances);
  const records = recordsAfter(memory.instances, settled);
  return {
    offhours: policy.dialects.c7n && offhoursReader(policy.dialects.c7n),
    now,
    mode,
    paused,
    modes,
    activation: activationOf(snapshot, { mode, modes, paused }),
    instances,
    living: [...instances.values()].filter(({ state }) => !isGone(state)),
    records,
    notebookRecords: notebookRecordsAfter(memory.notebooks, settled),
    gone: goneRecords(snapshot, instances, records.values()),
    holds: byInstance(memory.holds),
    notices: new Map(memory.notices.map((record) => [record.notice.dedupeKey, record])),
    settled,
    intended: stillIntended(snapshot, settled),
  };
}

const byInstance = <Item extends { readonly instanceId: InstanceId }>(
  items: readonly Item[],
): ReadonlyMap<InstanceId, readonly Item[]> =>
  items.length === 0 ? new Map() : Map.groupBy(items, ({ instanceId }) => instanceId);

const byId = <Id, Item extends { readonly id: Id }>(
  family: Family<Item & { readonly id: Id }>,
): ReadonlyMap<Item['id'], Item> => new Map(itemsOf(family).map((item) => [item.id, item]));

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

function stillIntended({ memory }: Grounding, settled: readonly Outcome[]): ReadonlySet<string> {
  const ended = new Set(settled.map(({ intentId, target }) => `${intentId} ${keyOf(target)}`));
  return new Set(
    memory.intents.flatMap((intent) =>
      intent.targets
        .map(({ target }) => keyOf(target))
        .filter((key) => !ended.has(`${intent.id} ${key}`)),
    ),
  );
}
