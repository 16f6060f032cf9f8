/** What looks like a server to people: it is only proposed to be stopped, never stopped unasked. */
import type { Fault } from '../model/fault.ts';
import type { SecurityGroupId } from '../model/ids.ts';
import type { Instance } from '../model/instance.ts';
import type { IngressRule, SecurityGroup } from '../model/network.ts';
import type { ServerSign } from '../model/reason.ts';
import type { Query, Snapshot } from '../model/snapshot.ts';
import type { World } from './world.ts';

const WEB_PORTS = [80, 443];
const EVERYBODY = new Set(['0.0.0.0/0', '::/0']);

export type ServerLook =
  | { readonly kind: 'known'; readonly signs: readonly ServerSign[] }
  | { readonly kind: 'refused'; readonly family: string; readonly fault: Fault }
  | { readonly kind: 'ask'; readonly queries: readonly Query[] };

export function serverLook(instance: Instance, world: World): ServerLook {
  const queries = missingFamilies(instance, world);
  if (queries.length > 0) return { kind: 'ask', queries };
  const { securityGroups, loadBalancerTargets } = world.snapshot;
  if (!securityGroups.complete) {
    return { kind: 'refused', family: 'security groups', fault: securityGroups.fault };
  }
  if (!loadBalancerTargets.complete) {
    return { kind: 'refused', family: 'load balancer targets', fault: loadBalancerTargets.fault };
  }
  return { kind: 'known', signs: signsOf(instance, world) };
}

function signsOf(instance: Instance, world: World): readonly ServerSign[] {
  const groups = groupIdsOf(instance).flatMap((id) => world.securityGroups.get(id) ?? []);
  const targets = world.loadBalancerTargets.get(instance.id) ?? [];
  return [
    ...elasticIps(instance),
    ...groups.flatMap(openWebPorts),
    ...targets.map(({ group }) => ({ sign: 'load-balancer', group }) as const),
    ...(instance.sourceDestCheck ? [] : [{ sign: 'no-source-dest-check' } as const]),
  ];
}

const groupIdsOf = ({ interfaces }: Instance): readonly SecurityGroupId[] => [
  ...new Set(interfaces.flatMap(({ securityGroupIds }) => securityGroupIds)),
];

const isAskable = (family: Snapshot['securityGroups' | 'loadBalancerTargets']): boolean =>
  !family.complete && family.fault.code === 'not-asked';

function missingFamilies(instance: Instance, world: World): readonly Query[] {
  const { securityGroups, loadBalancerTargets } = world.snapshot;
  const ids = groupIdsOf(instance).filter((id) => !world.securityGroups.has(id));
  const queries: Query[] = [];
  if (isAskable(securityGroups) || (securityGroups.complete && ids.length > 0)) {
    queries.push({ kind: 'security-groups', ids });
  }
  if (isAskable(loadBalancerTargets)) queries.push({ kind: 'load-balancer-targets' });
  return queries;
}

const elasticIps = ({ interfaces }: Instance): readonly ServerSign[] =>
  interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) =>
      elastic && publicIp !== null ? [{ sign: 'elastic-ip', publicIp } as const] : [],
    );

const openWebPorts = ({ id, ingress }: SecurityGroup): readonly ServerSign[] =>
  WEB_PORTS.filter((port) => ingress.some((rule) => opens(rule, port))).map((port) => ({
    sign: 'open-port',
    port,
    securityGroup: id,
  }));

function opens({ protocol, fromPort, toPort, cidrs }: IngressRule, port: number): boolean {
  if (!cidrs.some((cidr) => EVERYBODY.has(cidr))) return false;
  if (protocol === '-1') return true;
  const inRange = fromPort === null || toPort === null || (fromPort <= port && port <= toPort);
  return protocol === 'tcp' && inRange;
}
