/** How an account is furnished: directly, without calls, time or events. */
import type { Address } from '../../model/address.ts';
import type { Check } from '../../model/health.ts';
import type { AllocationId, InstanceId, SecurityGroupId } from '../../model/ids.ts';
import { days, type Instant, plus } from '../../model/instant.ts';
import type { IngressRule } from '../../model/network.ts';
import type { ReservedInstances } from '../../model/reserved-instance.ts';
import type { SeenPlan } from '../../model/savings-plan.ts';
import type { StartEvent } from '../../model/start-event.ts';
import type { Tags } from '../../model/tag.ts';
import type { Volume } from '../../model/volume.ts';
import type { Account } from './account.ts';
import { allocate, attach } from './addresses.ts';
import type { AlarmSpec, Alarms, OtherAlarm } from './alarms.ts';
import { createGroup, type GroupSpec } from './auto-scaling.ts';
import { type HealthMessage, healthEvent } from './documents.ts';
import { furnishRegion } from './estate.ts';
import type { EventBus } from './events.ts';
import { callOffEvents, heal, impair, type PlannedEvent, planEvent } from './health.ts';
import { type Placement, place } from './launch.ts';
import type { LaunchSpec, VolumeSpec } from './launch-spec.ts';
import { type NotebookSpec, placeNotebook } from './notebooks.ts';
import type { Deed, Hands } from './people.ts';
import type { Stream } from './random.ts';
import type { RegionRows } from './region-stock.ts';
import { interrupt, resume } from './spot.ts';
import { createVolume } from './volumes.ts';
import { zoneClock } from './zone.ts';

export interface Setup {
  readonly zone: string;
  readonly startAt: Instant;
  /** A stream of chance of that name, for accounts that are drawn. */
  stream(name: string): Stream;
  /** `22:00` on the wall of the account's zone, so many days after the date of `startAt`. */
  localTime(day: number, time: string): Instant;
  instance(spec: LaunchSpec, placement?: Placement): InstanceId;
  /** Allocated, and on that instance if one is named. */
  address(name: string, options?: { readonly on?: string; readonly tags?: Tags }): Address;
  /** The id that an address of this name has or will have: for tags that declare it. */
  allocationId(name: string): AllocationId;
  /** Attached to nothing. */
  volume(name: string, spec: VolumeSpec): Volume;
  securityGroup(name: string, ingress: readonly IngressRule[]): SecurityGroupId;
  loadBalancerTarget(group: string, name: string): void;
  autoScalingGroup(spec: GroupSpec): void;
  alarm(spec: Omit<AlarmSpec, 'instanceId'> & { readonly on: string }): void;
  /** One that only counts: on another metric, or in another Region. */
  otherAlarm(alarm: OtherAlarm): void;
  /** AWS takes a spot instance back, and a persistent one returns after so long. */
  interruption(name: string, times: { readonly at: Instant; readonly until?: Instant }): void;
  /** A status check fails from then on: until then, or until somebody stops and starts it. */
  impairment(
    name: string,
    failure: { readonly check: Check; readonly at: Instant; readonly until?: Instant },
  ): void;
  /** AWS announces at that time what it will do to an instance; perhaps it calls that off. */
  scheduledEvent(
    name: string,
    event: PlannedEvent & { readonly at: Instant; readonly calledOffAt?: Instant },
  ): void;
  /** AWS Health says something of EC2 that no call shows. */
  bulletin(message: Omit<HealthMessage, 'startsAt'> & { readonly at: Instant }): void;
  /** Resources in this or another Region that nobody works with. */
  region(name: string, rows: RegionRows): void;
  /** What CloudTrail has of the start of an instance in another Region. */
  started(id: InstanceId, event: StartEvent): void;
  /** A SageMaker notebook instance at home; it runs, unless something else is said. */
  notebook(name: string, spec?: NotebookSpec): void;
  /** Bought, in the home Region. */
  reserved(purchase: ReservedInstances): void;
  /** Bought by the account itself; or one that cannot be read. */
  savingsPlan(plan: SeenPlan): void;
  person(name: string, deeds: readonly Deed[]): void;
}

export interface SetupOptions {
  readonly account: Account;
  readonly bus: EventBus;
  readonly alarms: Alarms;
  readonly handsOf: (person: string) => Hands;
}

/** A port open to so much of the world. */
export const openTo = (port: number, cidr = '0.0.0.0/0'): IngressRule => ({
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  cidrs: [cidr],
});

function minuteOf(time: string): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined) throw new RangeError(`"${time}" is no time`);
  return Number(hour) * 60 + Number(minute);
}

const idOfName = (account: Account, name: string): InstanceId => {
  const id = account.labels.get(name);
  if (id === undefined) throw new RangeError(`no instance is called "${name}"`);
  return id;
};

function associated(account: Account, address: Address, name: string): Address {
  const instance = account.instances.get(idOfName(account, name));
  const first = instance?.interfaces[0];
  const privateIpAddress = first?.privateAddresses[0]?.address;
  if (instance === undefined || first === undefined || privateIpAddress === undefined) {
    throw new RangeError(`"${name}" has no interface`);
  }
  attach(account, address, { instance, place: { networkInterfaceId: first.id, privateIpAddress } });
  return account.addresses.get(address.allocationId) ?? address;
}

type Furnishing = Pick<
  Setup,
  | 'instance'
  | 'address'
  | 'allocationId'
  | 'volume'
  | 'securityGroup'
  | 'loadBalancerTarget'
  | 'autoScalingGroup'
>;

const furnishing = (account: Account): Furnishing => ({
  instance: (spec, placement) => place(account, spec, placement),
  address: (name, { on, tags = {} } = {}) => {
    const address = allocate(account, name, { tags });
    return on === undefined ? address : associated(account, address, on);
  },
  allocationId: account.identity.allocation,
  volume: (name, spec) =>
    createVolume(account, name, { ...spec, tags: { Name: name, ...spec.tags } }),
  securityGroup: (name, ingress) => {
    const id = account.identity.securityGroup(name);
    account.securityGroups.set(id, { id, name, tags: {}, ingress });
    return id;
  },
  loadBalancerTarget: (group, name) => {
    const instanceId = idOfName(account, name);
    account.loadBalancerTargets.set(`${group} ${instanceId}`, { instanceId, group });
  },
  autoScalingGroup: (spec) => createGroup(account, spec),
});

function localTime(account: Account, startAt: Instant, at: { day: number; time: string }): Instant {
  const clock = zoneClock(account.zone);
  const date = clock.date(plus(startAt, days(at.day)));
  // A minute that spring skips is the first one after it.
  for (let minute = minuteOf(at.time); ; minute += 15) {
    const found = clock.instantOf(date, minute);
    if (found !== null) return found;
  }
}

const troubles = (
  account: Account,
  bus: EventBus,
): Pick<Setup, 'impairment' | 'scheduledEvent' | 'bulletin'> => ({
  impairment: (name, { check, at, until }) => {
    const id = idOfName(account, name);
    account.engine.at(at, () => impair(account, id, check));
    if (until !== undefined) account.engine.at(until, () => heal(account, id, check));
  },
  scheduledEvent: (name, { at, calledOffAt, ...planned }) => {
    const id = idOfName(account, name);
    account.engine.at(at, () => {
      planEvent(account, id, planned);
      bus.publish(healthEvent(bus.origin(), plannedMessage(id, planned)));
    });
    if (calledOffAt !== undefined) {
      account.engine.at(calledOffAt, () => callOffEvents(account, id));
    }
  },
  bulletin: ({ at, ...message }) => {
    account.engine.at(at, () =>
      bus.publish(healthEvent(bus.origin(), { ...message, startsAt: at })),
    );
  },
});

/** As it is sent some two weeks before; EC2 says the rest. */
function plannedMessage(id: InstanceId, { code, notBefore }: PlannedEvent): HealthMessage {
  const type = `AWS_EC2_${code.toUpperCase().replaceAll('-', '_')}_SCHEDULED`;
  return {
    eventArn: `arn:aws:health:local::event/EC2/${type}/${id}`,
    communicationId: `${type}-${id}-${notBefore}`,
    code: type,
    category: 'scheduledChange',
    isOver: false,
    startsAt: notBefore,
    text: 'EC2 has planned maintenance for one or more of your instances.',
    entities: [id],
  };
}

export function createSetup({ account, bus, alarms, handsOf }: SetupOptions): Setup {
  const { engine, chance, zone } = account;
  const startAt = engine.now();
  return {
    zone,
    startAt,
    stream: chance.stream,
    localTime: (day, time) => localTime(account, startAt, { day, time }),
    ...furnishing(account),
    alarm: ({ on, ...spec }) => alarms.put({ ...spec, instanceId: idOfName(account, on) }),
    otherAlarm: alarms.putOther,
    interruption: (name, { at, until }) => {
      const id = idOfName(account, name);
      engine.at(at, () => interrupt(account, id));
      if (until !== undefined) engine.at(until, () => resume(account, id));
    },
    ...troubles(account, bus),
    region: (name, rows) => furnishRegion(account, name, rows),
    started: (id, event) => account.trail.set(id, [event, ...(account.trail.get(id) ?? [])]),
    notebook: (name, spec = {}) => placeNotebook(account, name, spec),
    reserved: (purchase) => void account.reserved.push(purchase),
    savingsPlan: (plan) => void account.savingsPlans.push(plan),
    person: (name, deeds) => {
      const hands = handsOf(name);
      for (const deed of deeds) engine.at(deed.at, () => deed.does(hands));
    },
  };
}
