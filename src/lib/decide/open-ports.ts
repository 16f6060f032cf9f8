/** Rules of security groups by which the world reaches a sensitive port of a running instance. */
import type { SecurityGroupId } from '../model/ids.ts';
import type { Instance, NetworkInterface } from '../model/instance.ts';
import type { AddressFamily, IngressRule, SecurityGroup } from '../model/network.ts';
import type { Opening } from '../model/notice.ts';
import { flagOf, TAG } from '../model/tag.ts';
import type { World } from './world.ts';
import { isPublicIpv6, worldBehind } from './world-range.ts';

/** One group with what it lets in, and to whom. */
export interface OpenDoor {
  readonly group: SecurityGroup;
  readonly openings: readonly Opening[];
  readonly instances: readonly Instance[];
}

/** A rule with one of its ranges, whatever its ports. */
type WorldRule = Omit<Opening, 'ports'> & { readonly family: AddressFamily };

/** `tcp/22-22/0.0.0.0/0`: the same for the same rule and range. */
export const keyOfOpening = (rule: Omit<Opening, 'ports'>): string =>
  `${rule.protocol}/${rule.fromPort ?? 0}-${rule.toPort ?? LAST_PORT}/${rule.cidr}`;

const LAST_PORT = 65_535;

/** What listens on 5000 beside an open database is, as a rule, the application that uses it. */
const APPLICATION_PORT = 5_000;
const DATABASE_PORTS = [1_433, 1_521, 3_306, 5_432, 6_379, 9_200, 27_017];

/** Services that hand out a shell or data speak TCP; AWS writes its number as `tcp`. */
const CARRIES_TCP = new Set(['tcp', '6', '-1']);

export const worldRulesOf = ({ ingress }: SecurityGroup): readonly WorldRule[] =>
  ingress.filter(({ protocol }) => CARRIES_TCP.has(protocol)).flatMap(rangesOf);

const rangesOf = ({ protocol, fromPort, toPort, cidrs }: IngressRule): readonly WorldRule[] =>
  [...new Set(cidrs)].flatMap((cidr) => {
    const family = worldBehind(cidr);
    const ports = protocol === '-1' ? { fromPort: null, toPort: null } : { fromPort, toPort };
    return family === null ? [] : [{ protocol, ...ports, cidr, family }];
  });

const letsIn = ({ fromPort, toPort }: WorldRule, port: number): boolean =>
  fromPort === null || toPort === null || (fromPort <= port && port <= toPort);

/** Running, with an interface that has a public address, and not to be ignored. */
const reachable = ({ living }: World): readonly Instance[] =>
  living.filter(
    ({ state, tags, interfaces }) =>
      state === 'running' && interfaces.some(isPublic) && !flagOf(tags, TAG.ignore),
  );

const isPublic = ({ privateAddresses, ipv6Addresses }: NetworkInterface): boolean =>
  privateAddresses.some(({ publicIp }) => publicIp !== null) || ipv6Addresses.some(isPublicIpv6);

function publicFamilies(one: NetworkInterface): readonly AddressFamily[] {
  const { privateAddresses, ipv6Addresses } = one;
  return [
    ...(privateAddresses.some(({ publicIp }) => publicIp !== null) ? (['ipv4'] as const) : []),
    ...(ipv6Addresses.some(isPublicIpv6) ? (['ipv6'] as const) : []),
  ];
}

/** The groups that stand before those addresses; one that is to be ignored only when it is read. */
export function groupsBefore(world: World): ReadonlySet<SecurityGroupId> {
  const before = new Set<SecurityGroupId>();
  for (const { interfaces } of reachable(world)) {
    for (const one of interfaces) {
      if (isPublic(one)) for (const id of one.securityGroupIds) before.add(id);
    }
  }
  return before;
}

/** What was found of a group so far: a large group has many instances. */
interface Finding {
  readonly openings: Opening[];
  readonly instances: Instance[];
}

/** By the group's id. */
export function openDoors(world: World): ReadonlyMap<SecurityGroupId, OpenDoor> {
  const rules = new Map<SecurityGroupId, readonly WorldRule[]>();
  for (const group of world.securityGroups.values()) {
    rules.set(group.id, flagOf(group.tags, TAG.ignore) ? [] : worldRulesOf(group));
  }
  const found = new Map<SecurityGroupId, Finding>();
  for (const instance of reachable(world)) {
    for (const [id, openings] of openingsTo(instance, rules, world.policy.exposure.ports)) {
      const finding = found.get(id) ?? { openings: [], instances: [] };
      finding.openings.push(...openings);
      finding.instances.push(instance);
      found.set(id, finding);
    }
  }
  return doorsOf(world, found);
}

function doorsOf(
  { securityGroups }: World,
  found: ReadonlyMap<SecurityGroupId, Finding>,
): ReadonlyMap<SecurityGroupId, OpenDoor> {
  const doors = new Map<SecurityGroupId, OpenDoor>();
  for (const [id, { openings, instances }] of found) {
    const group = securityGroups.get(id);
    if (group) doors.set(id, { group, openings: merged(openings), instances });
  }
  return doors;
}

function openingsTo(
  instance: Instance,
  rules: ReadonlyMap<SecurityGroupId, readonly WorldRule[]>,
  sensitive: readonly number[],
): ReadonlyMap<SecurityGroupId, readonly Opening[]> {
  const open = instance.interfaces.filter(isPublic).flatMap((one) => {
    const families = publicFamilies(one);
    return one.securityGroupIds.map((id) => {
      const reached = rules.get(id)?.filter(({ family }) => families.includes(family)) ?? [];
      return { id, rules: reached };
    });
  });
  const isReached = (port: number): boolean =>
    open.some((one) => one.rules.some((rule) => letsIn(rule, port)));
  const told = DATABASE_PORTS.some(isReached) ? [...sensitive, APPLICATION_PORT] : sensitive;
  const found = open.flatMap(({ id, rules: reached }) => {
    const openings = reached.flatMap((rule) => openingOf(rule, told));
    return openings.length > 0 ? [[id, openings] as const] : [];
  });
  const byGroup = [...Map.groupBy(found, ([id]) => id)];
  return new Map(byGroup.map(([id, all]) => [id, merged(all.flatMap(([, openings]) => openings))]));
}

function openingOf(rule: WorldRule, sensitive: readonly number[]): readonly Opening[] {
  const { protocol, fromPort, toPort, cidr } = rule;
  const ports = sensitive.filter((port) => letsIn(rule, port));
  return ports.length > 0 ? [{ protocol, fromPort, toPort, cidr, ports }] : [];
}

/** One rule may be open to several instances, on 5000 to some of them only. */
function merged(openings: readonly Opening[]): readonly Opening[] {
  const byKey = Map.groupBy(openings, keyOfOpening);
  return [...byKey.values()].flatMap((all) => {
    const [first] = all;
    const ports = [...new Set(all.flatMap((one) => one.ports))].toSorted((a, b) => a - b);
    return first ? [{ ...first, ports }] : [];
  });
}
