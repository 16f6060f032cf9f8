/** What stands around instances: addresses, volumes, security groups. */
import type { Address } from '../../src/lib/model/address.ts';
import type { Cluster } from '../../src/lib/model/cluster.ts';
import type { Database } from '../../src/lib/model/database.ts';
import { days, minus } from '../../src/lib/model/instant.ts';
import type { LightsailServer } from '../../src/lib/model/lightsail.ts';
import { usd } from '../../src/lib/model/money.ts';
import type {
  LoadBalancerTarget,
  SecurityGroup,
  SpotRequest,
} from '../../src/lib/model/network.ts';
import type { SearchDomain } from '../../src/lib/model/search-domain.ts';
import type { Volume } from '../../src/lib/model/volume.ts';
import { NOON } from './at.ts';
import { allocationId, instanceId, securityGroupId, volumeId } from './ids.ts';

/** The first instance, behind a target group. */
export const loadBalancerTarget = (
  overrides: Partial<LoadBalancerTarget> = {},
): LoadBalancerTarget => ({ instanceId: instanceId(1), group: 'web', ...overrides });

export const spotRequest = (overrides: Partial<SpotRequest> = {}): SpotRequest => ({
  id: 'sir-00000001',
  type: 'one-time',
  ...overrides,
});

/** An Elastic IP that nobody holds. */
export const address = (overrides: Partial<Address> = {}): Address => ({
  allocationId: allocationId(1),
  publicIp: '198.51.100.1',
  association: null,
  networkBorderGroup: 'ap-northeast-2',
  tags: {},
  ...overrides,
});

/** 8 GiB of gp3, attached to nothing. */
export const volume = (overrides: Partial<Volume> = {}): Volume => ({
  id: volumeId(1),
  state: 'available',
  type: 'gp3',
  sizeGiB: 8,
  iops: 3_000,
  throughputMiBps: 125,
  encrypted: false,
  createdAt: minus(NOON, days(30)),
  tags: {},
  attachments: [],
  ...overrides,
});

/** The smallest one that a tutorial starts, with 20 GiB. */
export const database = (overrides: Partial<Database> = {}): Database => {
  const name = overrides.name ?? 'tutorial-db';
  return {
    name,
    arn: `arn:aws:rds:us-east-1:123456789012:db:${name}`,
    instanceClass: 'db.t3.micro',
    engine: 'mysql',
    status: 'available',
    multiAz: false,
    clusterId: null,
    sizeGiB: 20,
    storageType: 'gp2',
    iops: null,
    throughputMiBps: null,
    createdAt: minus(NOON, days(60)),
    restartsAt: null,
    tags: {},
    ...overrides,
  };
};

/** One that a tutorial left, in standard support. */
export const cluster = (overrides: Partial<Cluster> = {}): Cluster => {
  const name = overrides.name ?? 'tutorial-cluster';
  return {
    name,
    arn: `arn:aws:eks:us-east-1:123456789012:cluster/${name}`,
    version: '1.33',
    status: 'ACTIVE',
    support: 'standard',
    tier: 'standard',
    createdAt: minus(NOON, days(60)),
    tags: {},
    ...overrides,
  };
};

/** Two small nodes with 10 GiB each. */
export const searchDomain = (overrides: Partial<SearchDomain> = {}): SearchDomain => {
  const name = overrides.name ?? 'tutorial-search';
  return {
    name,
    arn: `arn:aws:es:us-east-1:123456789012:domain/${name}`,
    data: { type: 't3.small.search', count: 2 },
    masters: null,
    hasOtherNodes: false,
    disk: { type: 'gp3', sizeGiB: 10, iops: 3_000, throughputMiBps: 125 },
    tags: {},
    ...overrides,
  };
};

/** The smallest instance. */
export const lightsailServer = (overrides: Partial<LightsailServer> = {}): LightsailServer => ({
  what: 'instance',
  name: 'tutorial-blog',
  bundle: 'nano_3_0',
  state: 'running',
  monthlyMicroUsd: usd(5),
  createdAt: minus(NOON, days(60)),
  tags: {},
  ...overrides,
});

/** A group that lets nobody in. */
export const securityGroup = (overrides: Partial<SecurityGroup> = {}): SecurityGroup => ({
  id: securityGroupId(1),
  name: 'default',
  tags: {},
  ingress: [],
  ...overrides,
});
