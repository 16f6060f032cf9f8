/** What each finding of the daily sweep is, in English. */
import type { Finding, FindingFacts } from '../../model/finding.ts';
import type { MicroUsd } from '../../model/money.ts';
import { type FamilyCatalogue, type FindingCatalogue, findingIn } from './catalogue.ts';
import type { Say } from './say.ts';

export const FAMILIES_EN: FamilyCatalogue = {
  instances: 'instances',
  volumes: 'volumes',
  addresses: 'Elastic IPs',
  databases: 'databases',
  snapshots: 'snapshots',
  images: 'images',
  natGateways: 'NAT gateways',
  loadBalancers: 'load balancers',
  clusters: 'EKS clusters',
  searchDomains: 'OpenSearch domains',
  lightsail: 'Lightsail',
  endpoints: 'SageMaker endpoints',
  studioApps: 'SageMaker Studio apps',
  notebooks: 'SageMaker notebooks',
  starts: 'who started instances',
  reserved: 'Reserved Instances',
  savingsPlans: 'Savings Plans',
  regions: 'the list of Regions',
};

const FINDINGS_EN: FindingCatalogue = {
  'instance-elsewhere': ({ facts, since, id, name }, say) =>
    `${say.data(facts.type)} ${named(id, name, say)} ` +
    `${since === null ? 'runs there' : `has run there since ${say.day(since)}`}` +
    `${starter(facts, say)}, and nobody looks after it`,
  'unattached-volume': ({ facts, id, name }, say) =>
    `volume ${named(id, name, say)}, ${say.count(facts.sizeGiB)} GiB ${say.data(facts.type)}, ` +
    'attached to nothing',
  'stopped-instance': ({ facts, since, id, name }, say) =>
    `${say.data(facts.type)} ${named(id, name, say)}, stopped` +
    `${since === null ? '' : ` since ${say.day(since)}`}, still pays for ${hanging(facts, say)}`,
  'gp2-volume': ({ facts, id, name }, say) =>
    `volume ${named(id, name, say)}, ${say.count(facts.sizeGiB)} GiB gp2, would cost so much ` +
    `less as gp3 with ${say.count(facts.iops)} IOPS and ${say.count(facts.throughputMiBps)} MiB/s`,
  'orphan-snapshot': ({ facts, id, name }, say) =>
    `snapshot ${named(id, name, say)} of ${say.day(facts.startedAt)}, up to ` +
    `${say.measure(facts.fullGiB)} GiB; its volume is gone, and no image of yours stands on it`,
  'old-image': ({ facts, since, id, name }, say) =>
    `image ${named(id, name, say)} of ${say.day(facts.createdAt)}, ` +
    `${since === null ? 'never launched' : `last launched ${say.day(since)}`}; it keeps ` +
    `${plural(facts.snapshots, 'snapshot')}, up to ${say.measure(facts.fullGiB)} GiB`,
  'idle-nat-gateway': ({ facts, id, name }, say) =>
    `NAT gateway ${named(id, name, say)}` +
    `${facts.addresses === 0 ? '' : ` with ${plural(facts.addresses, 'address')}`}, ` +
    'which sent nothing out for a day',
  'empty-load-balancer': ({ facts, id }, say) =>
    `${LOAD_BALANCERS[facts.type]} ${say.data(id)}, with no target ` +
    '(one that only redirects needs none)',
  'idle-address': ({ facts, id, name }, say) =>
    `Elastic IP ${say.data(facts.publicIp)} (${named(id, name, say)}), on nothing`,
  'database-running': ({ facts, since, id }, say) =>
    `RDS ${say.data(id)}, ${say.data(facts.engine)} on ${say.data(facts.instanceClass)}, ` +
    `${since === null ? 'runs' : `has run since ${say.day(since)}`}`,
  'database-stopped': ({ facts, id }, say) =>
    `RDS ${say.data(id)}, ${say.data(facts.engine)} on ${say.data(facts.instanceClass)}, is ` +
    'stopped, and its storage is billed; AWS starts it again by itself ' +
    `${facts.restartsAt === null ? 'after seven days' : `on ${say.instant(facts.restartsAt)}`}`,
  cluster: ({ facts, since, id }, say) =>
    `EKS cluster ${say.data(id)}, its control plane alone, Kubernetes ${say.data(facts.version)}` +
    `${facts.support === 'extended' ? ', which costs more in extended support' : ''}` +
    `${since === null ? '' : `, since ${say.day(since)}`}`,
  'search-domain': ({ facts, id }, say) =>
    `OpenSearch domain ${say.data(id)}, ${say.count(facts.count)} x ${say.data(facts.type)}; ` +
    'it cannot be stopped, only deleted',
  'idle-endpoint': ({ facts, id }, say) =>
    `SageMaker endpoint ${say.data(id)}, ${machines(facts, say)}${anHour(facts, say)}, of ` +
    `${say.day(facts.createdAt)}, which nobody called for a day`,
  'studio-app': ({ facts, since }, say) =>
    `SageMaker Studio ${say.data(facts.appType)} ${say.data(facts.appName)} of ` +
    `${facts.owner.kind} ${say.data(facts.owner.name)}` +
    `${facts.instanceType === null ? '' : ` on ${say.data(facts.instanceType)}`}` +
    `${anHour(facts, say)}, ${since === null ? 'runs' : `has run since ${say.day(since)}`}`,
  'notebook-running': ({ facts, since, id }, say) =>
    `SageMaker notebook ${say.data(id)} on ${say.data(facts.type)}${anHour(facts, say)} ` +
    `${since === null ? 'runs' : `has run since ${say.day(since)}`}, and nobody looks after it`,
  lightsail: ({ facts, since, id }, say) =>
    `Lightsail ${say.data(facts.what)} ${say.data(id)}, ${say.data(facts.bundle)}, ` +
    `${say.data(facts.state)}${since === null ? '' : `, since ${say.day(since)}`}; ` +
    'it costs the same when stopped',
};

const machines = ({ instances, types }: FindingFacts['idle-endpoint'], say: Say): string => {
  if (instances === 0) return 'serverless with provisioned concurrency';
  const names = types.map((type) => say.data(type)).join(' and ');
  return names === '' ? plural(instances, 'instance') : `${say.count(instances)} x ${names}`;
};

const anHour = (
  { hourMicroUsd: hour }: { readonly hourMicroUsd: MicroUsd | null },
  say: Say,
): string => (hour === null ? '' : ` (${say.money(hour)} an hour)`);

const LOAD_BALANCERS = {
  application: 'Application Load Balancer',
  network: 'Network Load Balancer',
  gateway: 'Gateway Load Balancer',
  classic: 'Classic Load Balancer',
} as const;

function starter({ startedBy }: FindingFacts['instance-elsewhere'], say: Say): string {
  if (startedBy === undefined || startedBy === 'unknown') return '';
  const verb = startedBy.call === 'RunInstances' ? 'launched' : 'started';
  return `, ${verb} by ${say.data(startedBy.by, 40)}`;
}

const plural = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

const hanging = (
  { volumes, sizeGiB, addresses }: FindingFacts['stopped-instance'],
  say: Say,
): string =>
  plural(volumes, 'volume') +
  (sizeGiB === null ? '' : ` (${say.count(sizeGiB)} GiB)`) +
  (addresses ? ` and ${plural(addresses, 'Elastic IP')}` : '');

const named = (id: string, name: string, say: Say): string =>
  name === '' || name === id ? say.data(id) : `${say.data(id)} "${say.data(name, 40)}"`;

export const findingEn = (finding: Finding, say: Say): string =>
  findingIn(FINDINGS_EN, finding, say);
