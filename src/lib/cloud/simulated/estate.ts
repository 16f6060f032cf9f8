/** What a simulated account has beside what its home Region's instances live on. */
import { complete, type Family } from '../../model/family.ts';
import type { Estate, Metrics, RegionEstate } from '../cloud.ts';
import type { Account } from './account.ts';
import { type Caller, readFamily } from './read.ts';
import { EMPTY_STOCK, type RegionRows, type RegionStock } from './region-stock.ts';

export const stockOf = (account: Account, region: string): RegionStock =>
  account.estate.get(region) ?? EMPTY_STOCK;

/** A Region that is enabled and empty is there all the same. */
export function furnishRegion(account: Account, region: string, rows: RegionRows): void {
  account.estate.set(region, { ...stockOf(account, region), ...rows });
}

const list = <T>(
  caller: Caller,
  operation: string,
  found: () => readonly T[],
): Promise<Family<T>> => readFamily(caller, operation, () => complete(found()));

export function createEstate(options: Caller, metrics: Metrics): Estate {
  const { account } = options;
  return {
    home: account.region,
    regions: () =>
      list(options, 'ec2:DescribeRegions', () => [
        ...new Set([account.region, ...account.estate.keys()]),
      ]),
    in: (region) => regionEstate(options, region),
    // Where there are none nothing can go wrong, so that the dice of known histories stay.
    savingsPlans: async () =>
      account.savingsPlans.length === 0
        ? complete([])
        : list(options, 'savingsplans:DescribeSavingsPlans', () => account.savingsPlans),
    starts: ({ instanceId }) =>
      list(options, 'cloudtrail:LookupEvents', () => account.trail.get(instanceId) ?? []),
    cpuSamples: (_, queries) => metrics.read(queries, queries.length),
  };
}

function regionEstate(options: Caller, region: string): RegionEstate {
  const { account } = options;
  const isHome = region === account.region;
  const own = <Row>(table: { list(): readonly Row[] }): readonly Row[] =>
    isHome ? table.list() : [];
  const reader =
    <Row>(operation: string, found: (stock: RegionStock) => readonly Row[]) =>
    (): Promise<Family<Row>> =>
      list(options, operation, () => found(stockOf(account, region)));
  return {
    instances: reader('ec2:DescribeInstances', ({ instances }) => [
      ...own(account.instances),
      ...instances,
    ]),
    volumes: reader('ec2:DescribeVolumes', ({ volumes }) => [...own(account.volumes), ...volumes]),
    addresses: reader('ec2:DescribeAddresses', ({ addresses }) => [
      ...own(account.addresses),
      ...addresses,
    ]),
    reservedInstances: () =>
      list(options, 'ec2:DescribeReservedInstances', () => (isHome ? account.reserved : [])),
    databases: reader('rds:DescribeDBInstances', ({ databases }) => databases),
    snapshots: reader('ec2:DescribeSnapshots', ({ snapshots }) => snapshots),
    images: reader('ec2:DescribeImages', ({ images }) => images),
    natGateways: reader('ec2:DescribeNatGateways', ({ natGateways }) => natGateways),
    loadBalancers: reader(
      'elasticloadbalancing:DescribeLoadBalancers',
      ({ loadBalancers }) => loadBalancers,
    ),
    clusters: reader('eks:ListClusters', ({ clusters }) => clusters),
    searchDomains: reader('es:ListDomainNames', ({ searchDomains }) => searchDomains),
    lightsail: reader('lightsail:GetInstances', ({ lightsail }) => lightsail),
    endpoints: reader('sagemaker:ListEndpoints', ({ endpoints }) => endpoints),
    studioApps: reader('sagemaker:ListApps', ({ studioApps }) => studioApps),
    notebooks: reader('sagemaker:ListNotebookInstances', ({ notebooks }) => [
      ...own(account.notebooks),
      ...notebooks,
    ]),
  };
}
