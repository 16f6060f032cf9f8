/** RunInstances, and the machines that were there before the history begins. */
import type { InstanceId } from '../../model/ids.ts';
import {
  type AttachedVolume,
  type Instance,
  isGone,
  type NetworkInterface,
} from '../../model/instance.ts';
import { hours, type Instant, minus } from '../../model/instant.ts';
import type { Tags } from '../../model/tag.ts';
import { type Account, answered, type Machine, machineOf } from './account.ts';
import { assignPublicIp } from './addresses.ts';
import type { Actor } from './journal.ts';
import type { LaunchSpec } from './launch-spec.ts';
import { announce, bootUp, meterState } from './lifecycle.ts';
import { DEAD } from './loads.ts';
import { terminate } from './power-calls.ts';
import { NO_REASON, PENDING, userShutdown } from './state-reasons.ts';
import { createVolume } from './volumes.ts';

const DEFAULT_TYPE = 't3.micro';

/** What a spot hour costs here, in percent of on-demand: it moves, and this stands for it. */
const SPOT_PRICE_PERCENT = 40;

/** A successor bears the same name and has an id and a load of its own. */
function ordinalFor(account: Account, name: string): number {
  const newest = account.labels.get(name);
  return newest === undefined ? 1 : machineOf(account, newest).ordinal + 1;
}

function machineFor(account: Account, spec: LaunchSpec): Machine {
  const from = account.engine.now();
  const ordinal = ordinalFor(account, spec.name);
  const label = ordinal === 1 ? spec.name : `${spec.name}#${ordinal}`;
  return {
    id: account.identity.instance(label),
    label,
    ordinal,
    spec,
    type: spec.type ?? DEFAULT_TYPE,
    noiseKey: account.chance.key(`load of ${label}`),
    autoAssignsPublicIp: spec.autoAssignsPublicIp ?? true,
    hasInternetGateway: spec.hasInternetGateway ?? true,
    pricePercent: spec.spot === undefined ? 100 : SPOT_PRICE_PERCENT,
    autoScalingGroup: spec.autoScalingGroup ?? null,
    stopProtected: spec.stopProtected ?? false,
    keyBrokenUntil: null,
    interrupted: false,
    impaired: new Map(),
    events: [],
    pending: null,
    loads: [{ from, load: spec.load ?? DEAD }],
    runs: [],
  };
}

function interfacesFor(account: Account, machine: Machine, spec: LaunchSpec): NetworkInterface[] {
  const securityGroupIds = spec.securityGroupIds ?? [account.identity.securityGroup('default')];
  return Array.from({ length: spec.interfaces ?? 1 }, (_, deviceIndex) => ({
    id: account.identity.networkInterface(`${machine.label} ${deviceIndex}`),
    deviceIndex,
    securityGroupIds,
    privateAddresses: [
      {
        address: account.identity.privateIp(),
        primary: true,
        publicIp: null,
        elastic: false,
        allocationId: null,
      },
    ],
    ipv6Addresses: deviceIndex === 0 && spec.ipv6Address ? [spec.ipv6Address] : [],
    managedBy: null,
  }));
}

const DATA_DEVICES = ['/dev/sdb', '/dev/sdc', '/dev/sdd', '/dev/sde', '/dev/sdf'] as const;

/** DeleteOnTermination: the root goes; data stays if launched by console, and goes by API. */
function volumesFor(account: Account, machine: Machine, spec: LaunchSpec): AttachedVolume[] {
  if (spec.rootDevice === 'instance-store') return [];
  const dataGoes = spec.via === 'api';
  const root = { sizeGiB: 8, ...spec.root };
  const disks = [
    { device: '/dev/xvda', goes: true, disk: root },
    ...(spec.dataVolumes ?? []).map((disk, index) => {
      return { device: DATA_DEVICES[index] ?? `/dev/sdz${index}`, goes: dataGoes, disk };
    }),
  ];
  return disks.map(({ device, goes, disk }) => {
    const attachment = {
      device,
      deleteOnTermination: disk.deleteOnTermination ?? goes,
      attachedAt: account.engine.now(),
    };
    const name = `${machine.label} ${device}`;
    const of = { ...attachment, instanceId: machine.id };
    return { ...attachment, volumeId: createVolume(account, name, { ...disk, attachment: of }).id };
  });
}

function spotRequestFor(account: Account, machine: Machine, spec: LaunchSpec): string | null {
  if (spec.spot === undefined) return null;
  const id = account.identity.spotRequest(machine.label);
  account.spotRequests.set(id, { id, type: spec.spot });
  return id;
}

function tagsFor({ name, tags, autoScalingGroup }: LaunchSpec): Tags {
  const group = autoScalingGroup ? { 'aws:autoscaling:groupName': autoScalingGroup } : {};
  return { Name: name, ...group, ...tags };
}

/** The instance as RunInstances answers: pending, with everything but a public address. */
function create(account: Account, spec: LaunchSpec, launchTime: Instant): Instance {
  const machine = machineFor(account, spec);
  account.machines.set(machine.id, machine);
  account.labels.set(spec.name, machine.id);
  const instance: Instance = {
    id: machine.id,
    state: 'pending',
    ...PENDING,
    type: machine.type,
    platform: spec.platform ?? 'linux',
    launchTime,
    tags: tagsFor(spec),
    lifecycle: spec.spot === undefined ? 'on-demand' : 'spot',
    spotRequestId: spotRequestFor(account, machine, spec),
    tenancy: spec.tenancy ?? 'default',
    rootDevice: spec.rootDevice ?? 'ebs',
    operator: spec.operator ?? { managed: false, principal: null },
    hibernationConfigured: spec.hibernationConfigured ?? false,
    sourceDestCheck: spec.sourceDestCheck ?? true,
    availabilityZone: spec.availabilityZone ?? `${account.region}a`,
    interfaces: interfacesFor(account, machine, spec),
    volumes: volumesFor(account, machine, spec),
  };
  account.instances.set(instance.id, instance);
  return instance;
}

/** Launches now: pending, running after some seconds, with an event for each. */
export function launch(account: Account, actor: Actor, spec: LaunchSpec): InstanceId {
  const instance = create(account, spec, account.engine.now());
  answered(account, { actor, verb: 'launch', on: instance.id, before: null }, null);
  assignPublicIp(account, instance.id);
  announce(account, account.instances.get(instance.id) ?? instance, null);
  bootUp(account, instance.id);
  return instance.id;
}

/** As after a broken upgrade: the old one goes, the new one gets its name and its tags. */
export function replace(account: Account, actor: Actor, id: InstanceId): void {
  const instance = account.instances.get(id);
  if (instance === undefined || isGone(instance.state)) return;
  const { autoScalingGroup: _, ...spec } = machineOf(account, id).spec;
  const tags = Object.entries(instance.tags).filter(([key]) => !key.startsWith('aws:'));
  terminate(account, { id, actor });
  launch(account, actor, { ...spec, tags: Object.fromEntries(tags) });
}

export interface Placement {
  readonly state?: 'running' | 'stopped';
  /** In this state since then; the metrics of what runs reach back to it. */
  readonly since?: Instant;
}

/** Puts an instance there as if it had always been; nothing is written down, nobody is told. */
export function place(account: Account, spec: LaunchSpec, placement: Placement = {}): InstanceId {
  const { state = 'running', since = account.engine.now() } = placement;
  const { id } = create(account, spec, state === 'running' ? since : minus(since, hours(8)));
  if (state === 'running') assignPublicIp(account, id);
  const why = state === 'running' ? NO_REASON : userShutdown(since);
  const created = account.instances.get(id);
  if (created === undefined) return id;
  const instance: Instance = { ...created, state, ...why };
  account.instances.set(id, instance);
  meterState(account, instance);
  backdate(account, id, since);
  return id;
}

/** What ran before the beginning was measured before the beginning. */
function backdate(account: Account, id: InstanceId, since: Instant): void {
  const machine = account.machines.get(id);
  const run = machine?.runs[0];
  const load = machine?.loads[0];
  if (machine === undefined || since >= account.engine.now()) return;
  if (run !== undefined) machine.runs.splice(0, 1, { ...run, from: since });
  if (load !== undefined) machine.loads.splice(0, 1, { ...load, from: since });
}
