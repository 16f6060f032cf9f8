/** What looks like a server to people: it is only proposed to be stopped, never stopped unasked. */
import type { Fault } from '../model/fault.ts';
import type { Instance } from '../model/instance.ts';
import type { IngressRule, SecurityGroup } from '../model/network.ts';
import type { ServerSign } from '../model/reason.ts';
import type { Query, Snapshot } from '../model/snapshot.ts';

const WEB_PORTS = [80, 443];
const WORLD = new Set(['0.0.0.0/0', '::/0']);

export type ServerLook =
  | { readonly kind: 'known'; readonly signs: readonly ServerSign[] }
  | { readonly kind: 'refused'; readonly family: string; readonly fault: Fault }
  | { readonly kind: 'ask'; readonly queries: readonly Query[] };

export function serverLook(instance: Instance, snapshot: Snapshot): ServerLook {
  const queries = missingFamilies(instance, snapshot);
  if (queries.length > 0) return { kind: 'ask', queries };
  const { securityGroups, loadBalancerTargets } = snapshot;
  if (!securityGroups.complete) {
    return { kind: 'refused', family: 'security groups', fault: securityGroups.fault };
  }
  if (!loadBalancerTargets.complete) {
    return { kind: 'refused', family: 'load balancer targets', fault: loadBalancerTargets.fault };
  }
  const ids = groupIdsOf(instance);
  const groups = securityGroups.items.filter(({ id }) => ids.includes(id));
  const targets = loadBalancerTargets.items.filter(({ instanceId }) => instanceId === instance.id);
  const signs: readonly ServerSign[] = [
    ...elasticIps(instance),
    ...groups.flatMap(openWebPorts),
    ...targets.map(({ group }) => ({ sign: 'load-balancer', group }) as const),
    ...(instance.sourceDestCheck ? [] : [{ sign: 'no-source-dest-check' } as const]),
  ];
  return { kind: 'known', signs };
}

const groupIdsOf = ({ interfaces }: Instance) =>
  interfaces.flatMap(({ securityGroupIds }) => securityGroupIds);

function missingFamilies(instance: Instance, snapshot: Snapshot): readonly Query[] {
  const { securityGroups, loadBalancerTargets } = snapshot;
  const queries: Query[] = [];
  const known = securityGroups.complete ? new Set(securityGroups.items.map(({ id }) => id)) : null;
  const ids = groupIdsOf(instance).filter((id) => known === null || !known.has(id));
  const askable = securityGroups.complete || securityGroups.fault.code === 'not-asked';
  if (askable && (ids.length > 0 || known === null)) queries.push({ kind: 'security-groups', ids });
  if (!loadBalancerTargets.complete && loadBalancerTargets.fault.code === 'not-asked') {
    queries.push({ kind: 'load-balancer-targets' });
  }
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
  const reachable = cidrs.some((cidr) => WORLD.has(cidr));
  const allPorts = protocol === '-1' || fromPort === null || toPort === null;
  return reachable && (allPorts || (protocol === 'tcp' && fromPort <= port && port <= toPort));
}
