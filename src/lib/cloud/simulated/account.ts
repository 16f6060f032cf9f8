import type { Address } from '../../model/address.ts';
import type { Fault } from '../../model/fault.ts';
import type { Check, ScheduledEvent } from '../../model/health.ts';
import type {
  AccountId,
  AllocationId,
  InstanceId,
  NotebookName,
  SecurityGroupId,
  VolumeId,
} from '../../model/ids.ts';
import type { Instance } from '../../model/instance.ts';
import { type Duration, type Instant, minutes, seconds } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import type { LoadBalancerTarget, SecurityGroup, SpotRequest } from '../../model/network.ts';
import type { Notebook } from '../../model/notebook.ts';
import type { ReservedInstances } from '../../model/reserved-instance.ts';
import type { SeenPlan } from '../../model/savings-plan.ts';
import type { StartEvent } from '../../model/start-event.ts';
import type { Volume } from '../../model/volume.ts';
import { type Cancel, createEngine, type Engine } from './engine.ts';
import type { FaultOptions } from './faults.ts';
import { createIdentity, type Identity } from './identity.ts';
import {
  type Actor,
  type CallVerb,
  type Circumstances,
  createJournal,
  type Journal,
} from './journal.ts';
import type { LaunchSpec } from './launch-spec.ts';
import type { Load } from './loads.ts';
import type { PublishedMetric } from './published-metric.ts';
import { type Chance, chanceOf } from './random.ts';
import type { RegionStock } from './region-stock.ts';
import { createTable, type Table } from './table.ts';
import { createUsage, type Usage } from './usage.ts';

/** One stretch of `running`: what metrics and the bill are made of. */
export interface Run {
  readonly from: Instant;
  to: Instant | null;
}

/** What an instance is besides what DescribeInstances shows. */
export interface Machine {
  readonly id: InstanceId;
  /** What people and scripts call it: its Name at launch, `#2` and on for its successors. */
  readonly label: string;
  /** 1 for the first of its name. */
  readonly ordinal: number;
  readonly type: string;
  /** What was asked for at its launch. */
  readonly spec: LaunchSpec;
  /** Its stream of load. */
  readonly noiseKey: number;
  readonly autoAssignsPublicIp: boolean;
  /** False in a subnet without an internet gateway. */
  readonly hasInternetGateway: boolean;
  /** Of the on-demand price. */
  readonly pricePercent: number;
  readonly autoScalingGroup: string | null;
  /** DisableApiStop. */
  stopProtected: boolean;
  /** The KMS grant of its volumes is gone: until then each start falls back to stopped. */
  keyBrokenUntil: Instant | null;
  /** A persistent spot instance that AWS stopped: only AWS starts it again. */
  interrupted: boolean;
  /** Status checks that fail, and since when: a start cures them. */
  readonly impaired: Map<Check, Instant>;
  /** What AWS has planned: a start moves it to another host, and away from most of that. */
  readonly events: ScheduledEvent[];
  /** The transition that is under way. */
  pending: Cancel | null;
  readonly loads: { readonly from: Instant; readonly load: Load }[];
  readonly runs: Run[];
}

export type StateListener = (instance: Instance, previous: Instance | null) => void;

/** One Region of one account, as AWS holds it. */
export interface Account {
  readonly id: AccountId;
  readonly region: string;
  /** IANA zone of the people who work here. */
  readonly zone: string;
  readonly engine: Engine;
  readonly chance: Chance;
  readonly faults: FaultOptions;
  readonly journal: Journal;
  readonly identity: Identity;
  readonly usage: Usage;
  readonly instances: Table<InstanceId, Instance>;
  /** Also of instances that are long gone. */
  readonly machines: Map<InstanceId, Machine>;
  /** The newest instance of each name. */
  readonly labels: Map<string, InstanceId>;
  readonly volumes: Table<VolumeId, Volume>;
  readonly addresses: Table<AllocationId, Address>;
  readonly securityGroups: Table<SecurityGroupId, SecurityGroup>;
  readonly loadBalancerTargets: Table<string, LoadBalancerTarget>;
  readonly spotRequests: Table<string, SpotRequest>;
  readonly notebooks: Table<NotebookName, Notebook>;
  /** What the owner's own scripts publish of notebooks. */
  readonly published: Map<NotebookName, PublishedMetric>;
  /** By Region: what stands there beside the tables above, which are those of `region`. */
  readonly estate: Map<string, RegionStock>;
  /** What CloudTrail has of instances in other Regions, newest first. */
  readonly trail: Map<InstanceId, readonly StartEvent[]>;
  readonly reserved: ReservedInstances[];
  readonly savingsPlans: SeenPlan[];
  /** Whoever hears of each change of state: the event bus, Auto Scaling. */
  readonly stateListeners: StateListener[];
  /** Whoever hears of each change of a notebook. */
  readonly notebookListeners: ((notebook: Notebook) => void)[];
  /** Set by the ledger: the holds that have not ended. */
  holdsOf: (id: InstanceId) => readonly Hold[];
}

export interface AccountOptions {
  readonly id: AccountId;
  readonly region: string;
  readonly zone: string;
  readonly seed: number;
  readonly startAt: Instant;
  readonly faults: FaultOptions;
  /** Of another account, whose time is the same; its own, unless one is given. */
  readonly engine?: Engine | undefined;
}

export function createAccount(options: AccountOptions): Account {
  const { id, region, zone, faults } = options;
  const { engine = createEngine(options.startAt) } = options;
  const chance = chanceOf(options.seed);
  return {
    id,
    region,
    zone,
    engine,
    chance,
    faults,
    journal: createJournal(),
    identity: createIdentity(chance),
    usage: createUsage(),
    instances: createTable(engine),
    machines: new Map(),
    labels: new Map(),
    volumes: createTable(engine),
    addresses: createTable(engine),
    securityGroups: createTable(engine),
    loadBalancerTargets: createTable(engine),
    spotRequests: createTable(engine),
    notebooks: createTable(engine),
    published: new Map(),
    estate: new Map(),
    trail: new Map(),
    reserved: [],
    savingsPlans: [],
    stateListeners: [],
    notebookListeners: [],
    holdsOf: () => [],
  };
}

/** An instance that must be there, because our own code holds its id. */
export function machineOf(account: Account, id: InstanceId): Machine {
  const machine = account.machines.get(id);
  if (machine === undefined) throw new RangeError(`there never was an instance ${id}`);
  return machine;
}

/**
 * From 0 to 1: depends on the machine and the time, not on who asks how often. `every` is how
 * long an answer holds, so that a repeated attempt meets the same luck.
 */
export function luckOf(account: Account, name: string, every: Duration = minutes(1)): number {
  return account.chance.at(name, Math.floor(account.engine.now() / every));
}

/** A length of time, whole seconds from `from` to `to`. */
export const drawSeconds = (luck: number, from: number, to: number): Duration =>
  seconds(from + Math.floor(luck * (to - from + 1)));

export function circumstancesOf(account: Account, id: InstanceId): Circumstances | null {
  const instance = account.instances.get(id);
  if (instance === undefined) return null;
  const stopProtected = machineOf(account, id).stopProtected;
  return { instance, stopProtected, holds: account.holdsOf(id) };
}

export interface CallRecord {
  readonly actor: Actor;
  readonly verb: CallVerb;
  readonly on: string;
  readonly before: Circumstances | null;
  readonly answerLost?: boolean;
}

/** Writes down what was asked and hands the answer on. */
export function answered(account: Account, call: CallRecord, refused: Fault | null): Fault | null {
  const at = account.engine.now();
  account.journal.write({ answerLost: false, ...call, kind: 'call', at, refused });
  return refused;
}

export function patchInstance(account: Account, id: InstanceId, change: Partial<Instance>): void {
  const instance = account.instances.get(id);
  if (instance !== undefined) account.instances.set(id, { ...instance, ...change });
}
