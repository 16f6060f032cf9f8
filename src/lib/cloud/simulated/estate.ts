/** What a simulated account has beside what its home Region's instances live on. */
import { complete, type Family, incomplete } from '../../model/family.ts';
import type { Estate, RegionEstate } from '../cloud.ts';
import type { Account } from './account.ts';
import type { Gate } from './gate.ts';
import type { Mishaps } from './mishaps.ts';
import { EMPTY_STOCK, type RegionRows, type RegionStock } from './region-stock.ts';

export interface EstateOptions {
  readonly account: Account;
  readonly gate: Gate;
  readonly mishaps: Mishaps;
}

export const stockOf = (account: Account, region: string): RegionStock =>
  account.estate.get(region) ?? EMPTY_STOCK;

/** A Region that is enabled and empty is there all the same. */
export function furnishRegion(account: Account, region: string, rows: RegionRows): void {
  account.estate.set(region, { ...stockOf(account, region), ...rows });
}

export function createEstate(options: EstateOptions): Estate {
  const { account } = options;
  return {
    home: account.region,
    regions: () =>
      read(options, 'ec2:DescribeRegions', () => [
        ...new Set([account.region, ...account.estate.keys()]),
      ]),
    in: (region) => regionEstate(options, region),
    starts: ({ instanceId }) =>
      read(options, 'cloudtrail:LookupEvents', () => account.trail.get(instanceId) ?? []),
  };
}

function regionEstate(options: EstateOptions, region: string): RegionEstate {
  const { account } = options;
  const isHome = region === account.region;
  const own = <Row>(table: { list(): readonly Row[] }): readonly Row[] =>
    isHome ? table.list() : [];
  const reader =
    <Row>(operation: string, found: (stock: RegionStock) => readonly Row[]) =>
    (): Promise<Family<Row>> =>
      read(options, operation, () => found(stockOf(account, region)));
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

function read<T>(
  { account, gate, mishaps }: EstateOptions,
  operation: string,
  found: () => readonly T[],
): Promise<Family<T>> {
  return gate.call({
    to: 'ec2',
    answerLost: mishaps.losesAnswer(),
    work: () => {
      const refused = mishaps.refusalOf(operation);
      const at = account.engine.now();
      account.journal.write({ kind: 'read', at, actor: gate.actor, operation, refused });
      return refused === null ? complete(found()) : incomplete(refused);
    },
  });
}
