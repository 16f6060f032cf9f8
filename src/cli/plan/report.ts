/** What a plan says, as facts: the rows of the text and the lines of the JSON come from here. */

import { caseOf } from '../../lib/decide/case.ts';
import type { World } from '../../lib/decide/world.ts';
import {
  type MetricCalls,
  metricCalls,
  metricsMonth,
  PASSES_PER_MONTH,
} from '../../lib/meter/metric-calls.ts';
import type { Decision, Plan } from '../../lib/model/decision.ts';
import { type Family, itemsOf } from '../../lib/model/family.ts';
import type { Fault } from '../../lib/model/fault.ts';
import type { VolumeId } from '../../lib/model/ids.ts';
import { type Instance, isGone, nameOf } from '../../lib/model/instance.ts';
import { hourOf } from '../../lib/model/instance-price.ts';
import { type MicroUsd, microUsd } from '../../lib/model/money.ts';
import { HOURS_PER_MONTH } from '../../lib/model/price.ts';
import type { ReasonKey } from '../../lib/model/reason.ts';
import type { Edge, Schedule } from '../../lib/model/schedule.ts';
import type { TargetKind } from '../../lib/model/target.ts';
import { nextEdge } from '../../lib/schedule/edges.ts';

/** The next time of an instance's schedule, and whom a start there concerns. */
export interface NextEdge extends Edge {
  readonly schedule: string;
  readonly start: Schedule['start'];
}

export interface InstanceRow {
  readonly instance: Instance;
  readonly decision: Decision;
  /** Null where no schedule speaks: there is none, or nothing it says would be done. */
  readonly next: NextEdge | null;
  /** On demand, while it runs; null: unknown. */
  readonly microUsdPerHour: MicroUsd | null;
}

/** A decision about an address or a volume, with the name of the instance it concerns. */
export interface TargetRow {
  readonly kind: Exclude<TargetKind, 'power'>;
  readonly decision: Decision;
  readonly name: string;
}

/** An Elastic IP of an instance that is stopped: it costs money, and serves nobody. */
export interface IdleAddress {
  readonly instance: Instance;
  readonly publicIp: string;
  readonly monthlyMicroUsd: MicroUsd | null;
}

/** A volume that its instance would leave behind if it were terminated. */
export interface StayingVolume {
  readonly instance: Instance;
  readonly volumeId: VolumeId;
  readonly device: string;
}

export const FAMILIES = [
  'instances',
  'addresses',
  'volumes',
  'security groups',
  'load balancer targets',
  'spot requests',
  'instance status',
  'alarms',
  'metrics',
] as const;
export type FamilyName = (typeof FAMILIES)[number];

/** A family that could not be read. */
export interface Trouble {
  readonly family: FamilyName;
  readonly fault: Fault;
}

/** How the metrics of a pass like this one are read, and what a month of such passes costs. */
export interface MetricCost extends MetricCalls {
  readonly passesPerMonth: number;
  /** Null: the price is unknown. */
  readonly monthlyMicroUsd: MicroUsd | null;
}

export interface PlanReport {
  readonly world: World;
  readonly plan: Plan;
  readonly instances: readonly InstanceRow[];
  readonly targets: readonly TargetRow[];
  readonly idleAddresses: readonly IdleAddress[];
  readonly stayingVolumes: readonly StayingVolume[];
  readonly troubles: readonly Trouble[];
  readonly metrics: MetricCost;
}

export function reportOf(world: World, plan: Plan): PlanReport {
  const instances = itemsOf(world.snapshot.instances);
  const living = instances.filter(({ state }) => !isGone(state));
  return {
    world,
    plan,
    instances: instanceRows(world, plan, instances),
    targets: targetRows(plan, instances),
    idleAddresses: living.flatMap((instance) => idleAddressesOf(world, instance)),
    stayingVolumes: living.flatMap(stayingVolumesOf),
    troubles: troublesOf(world),
    metrics: metricCostOf(world),
  };
}

function metricCostOf({ snapshot, prices }: World): MetricCost {
  const load = { queriesPerPass: snapshot.metrics.length, passesPerMonth: PASSES_PER_MONTH };
  const monthlyMicroUsd = metricsMonth(load, prices, snapshot.region);
  return { ...metricCalls(load), passesPerMonth: PASSES_PER_MONTH, monthlyMicroUsd };
}

const byName = (a: InstanceRow, b: InstanceRow): number => {
  const [first, second] = [nameOf(a.instance), nameOf(b.instance)];
  return first < second ? -1 : Number(first > second);
};

function instanceRows(
  world: World,
  { decisions }: Plan,
  instances: readonly Instance[],
): readonly InstanceRow[] {
  const power = new Map<string, Decision>(
    decisions
      .filter(({ target }) => target.kind === 'power')
      .map((decision) => [decision.target.id, decision]),
  );
  const { region } = world.snapshot;
  return instances
    .flatMap((instance): readonly InstanceRow[] => {
      const decision = power.get(instance.id);
      if (!decision) return [];
      const microUsdPerHour = hourOf(instance, region, world.prices);
      return [{ instance, decision, next: nextOf(world, instance, decision), microUsdPerHour }];
    })
    .toSorted(byName);
}

/** Of what is protected from us these are for good; others pass. */
const FOR_GOOD: ReadonlySet<ReasonKey> = new Set([
  'keep-tag',
  'unreadable-tag',
  'instance-store-data',
]);

function nextOf(world: World, instance: Instance, { rule, reason }: Decision): NextEdge | null {
  const choice = caseOf(world, instance).schedule;
  if (rule === 'not-ours' || FOR_GOOD.has(reason.key)) return null;
  if (choice.kind !== 'schedule') return null;
  const { schedule } = choice;
  const edge = nextEdge(schedule, world.now);
  return edge && { ...edge, schedule: schedule.name, start: schedule.start };
}

function targetRows({ decisions }: Plan, instances: readonly Instance[]): readonly TargetRow[] {
  const names = new Map<string, string>(
    instances.map((instance) => [instance.id, nameOf(instance)]),
  );
  return decisions.flatMap((decision) => {
    const { kind, id } = decision.target;
    return kind === 'power' ? [] : [{ kind, decision, name: names.get(id) ?? id }];
  });
}

function idleAddressesOf(world: World, instance: Instance): readonly IdleAddress[] {
  if (instance.state !== 'stopped') return [];
  const hour = world.prices.publicIpv4Hour(world.snapshot.region);
  const monthlyMicroUsd = hour === null ? null : microUsd(hour * HOURS_PER_MONTH);
  return instance.interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) =>
      elastic && publicIp !== null ? [{ instance, publicIp, monthlyMicroUsd }] : [],
    );
}

const stayingVolumesOf = (instance: Instance): readonly StayingVolume[] =>
  instance.volumes
    .filter(({ deleteOnTermination }) => !deleteOnTermination)
    .map(({ volumeId, device }) => ({ instance, volumeId, device }));

const faultOf = (family: Family<unknown>): Fault | null =>
  family.complete || family.fault.code === 'not-asked' ? null : family.fault;

/** One line a family: a thousand refused metrics are one trouble. */
function troublesOf({ snapshot }: World): readonly Trouble[] {
  const families: Readonly<Record<FamilyName, readonly Family<unknown>[]>> = {
    instances: [snapshot.instances],
    addresses: [snapshot.addresses],
    volumes: [snapshot.volumes],
    'security groups': [snapshot.securityGroups],
    'load balancer targets': [snapshot.loadBalancerTargets],
    'spot requests': [snapshot.spotRequests],
    'instance status': [snapshot.instanceStatuses],
    alarms: [snapshot.alarms],
    metrics: snapshot.metrics.map(({ series }) => series),
  };
  return FAMILIES.flatMap((family) => {
    const fault = families[family].map(faultOf).find((found) => found !== null);
    return fault ? [{ family, fault }] : [];
  });
}
