import { type MicroUsd, microUsd, sumOf } from '../model/money.ts';
import {
  HOURS_PER_MONTH,
  type OddPrice,
  type PricedDatabase,
  type PricedDomain,
  type PriceRow,
  type PriceTable,
} from '../model/price.ts';

type PriceOf = (key: string) => MicroUsd | null;
type VolumeShape = Parameters<PriceTable['volumeMonth']>[0];

/** So much of one priced unit; null: nobody knows how much. */
interface Part {
  readonly unit: string;
  readonly count: number | null;
}

/** Included in the storage price of every gp3 volume (aws.amazon.com/ebs/pricing). */
const GP3_IOPS = 3_000;
const GP3_THROUGHPUT_MIBPS = 125;
/** Above it io2 has cheaper tiers, which no row of the table names. */
const IO2_FIRST_TIER_IOPS = 32_000;

const FREE = microUsd(0);

const beyond = (included: number, provisioned: number | null): number =>
  Math.max(0, (provisioned ?? included) - included);

/** What AWS bills besides storage; `standard` also bills each request, which no volume shows. */
function extrasOf(volume: VolumeShape): readonly Part[] {
  switch (volume.type) {
    case 'gp3':
      return [
        { unit: 'iops-month', count: beyond(GP3_IOPS, volume.iops) },
        { unit: 'mibps-month', count: beyond(GP3_THROUGHPUT_MIBPS, volume.throughputMiBps) },
      ];
    case 'io1':
      return [{ unit: 'iops-month', count: volume.iops }];
    case 'io2':
      return [{ unit: 'iops-month', count: withinFirstTier(volume.iops) }];
    default:
      return [];
  }
}

const withinFirstTier = (iops: number | null): number | null =>
  iops !== null && iops <= IO2_FIRST_TIER_IOPS ? iops : null;

/**
 * The most IOPS and throughput that come with gp3 storage of RDS (of 400 GiB and more:
 * docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html). More has no row.
 */
const RDS_GP3_IOPS = 12_000;
const RDS_GP3_THROUGHPUT_MIBPS = 500;

function databaseMonth(of: PricedDatabase, priceOf: PriceOf): MicroUsd | null {
  const { region, engine, instanceClass, storageType, iops, throughputMiBps } = of;
  const isMore =
    storageType === 'gp3' &&
    ((iops ?? 0) > RDS_GP3_IOPS || (throughputMiBps ?? 0) > RDS_GP3_THROUGHPUT_MIBPS);
  const isBilledByUse = storageType !== 'gp2' && storageType !== 'gp3';
  if (of.clusterId !== null || isMore || isBilledByUse) return null;
  const hour = of.isRunning ? priceOf(`database/${region}/${instanceClass}/${engine}`) : FREE;
  const storage = priceOf(`database-storage/${region}/${storageType}/gib-month`);
  if (hour === null || storage === null) return null;
  const copies = of.multiAz ? 2 : 1;
  return microUsd(copies * (hour * HOURS_PER_MONTH + storage * of.sizeGiB));
}

function searchMonth(of: PricedDomain, priceOf: PriceOf): MicroUsd | null {
  const { region, data, masters, disk } = of;
  const isMore =
    (disk?.iops ?? 0) > GP3_IOPS || (disk?.throughputMiBps ?? 0) > GP3_THROUGHPUT_MIBPS;
  if (of.hasOtherNodes || isMore) return null;
  const nodes = masters === null ? [data] : [data, masters];
  const hours = nodes.map(({ type, count }) => times(priceOf(`search/${region}/${type}`), count));
  const storage =
    disk === null
      ? FREE
      : times(
          priceOf(`search-storage/${region}/${disk.type}/gib-month`),
          disk.sizeGiB * data.count,
        );
  const months = [...hours.map((hour) => times(hour, HOURS_PER_MONTH)), storage];
  return months.every((month) => month !== null) ? sumOf(months) : null;
}

const times = (price: MicroUsd | null, count: number): MicroUsd | null =>
  price === null ? null : microUsd(price * count);

/** Partitions with price lists of their own. */
const OTHER_PARTITION = /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/;

/** Known prices by key; what the owner's policy says about a key wins. */
export function priceTable(
  rows: readonly PriceRow[],
  overrides: Readonly<Record<string, MicroUsd>>,
  odd: readonly OddPrice[] = [],
): PriceTable {
  const known = new Map<string, MicroUsd>(rows.map(({ key, price }) => [key, price]));
  for (const [key, price] of Object.entries(overrides)) known.set(key, price);
  const priceOf: PriceOf = (key) => known.get(key) ?? null;

  /** The same in all Regions of AWS's own partition. */
  const anywhere = (what: string, region: string, unit: string): MicroUsd | null =>
    priceOf(`${what}/${region}/${unit}`) ??
    (OTHER_PARTITION.test(region) ? null : priceOf(`${what}/any/${unit}`));

  const partPrice = (volume: VolumeShape, { unit, count }: Part): MicroUsd | null => {
    if (count === 0) return microUsd(0);
    const price = priceOf(`volume/${volume.region}/${volume.type}/${unit}`);
    return price === null || count === null ? null : microUsd(price * count);
  };

  return {
    asOf: rows.map(({ asOf }) => asOf).reduce((a, b) => (a > b ? a : b), ''),
    odd,
    instanceHour: ({ type, region, platform }) => priceOf(`instance/${region}/${type}/${platform}`),
    volumeMonth: (volume) => {
      const parts = [{ unit: 'gib-month', count: volume.sizeGiB }, ...extrasOf(volume)];
      const prices = parts.map((part) => partPrice(volume, part));
      return prices.every((price) => price !== null) ? sumOf(prices) : null;
    },
    snapshotGibMonth: (region) => priceOf(`snapshot/${region}/gib-month`),
    natGatewayHour: (region) => priceOf(`nat-gateway/${region}/hour`),
    loadBalancerHour: ({ type, region }) => priceOf(`load-balancer/${region}/${type}/hour`),
    notebookHour: ({ type, region }) => priceOf(`sagemaker/${region}/notebook/${type}`),
    hostingHour: ({ type, region }) => priceOf(`sagemaker/${region}/hosting/${type}`),
    studioHour: ({ type, region }) => priceOf(`sagemaker/${region}/studio/${type}`),
    publicIpv4Hour: (region) => anywhere('public-ipv4', region, 'hour'),
    clusterHour: ({ region, support, tier }) =>
      support === null || tier !== 'standard' ? null : anywhere('cluster', region, support),
    searchMonth: (domain) => searchMonth(domain, priceOf),
    databaseMonth: (database) => databaseMonth(database, priceOf),
    metricRequested: (region) => anywhere('metric-data', region, 'metric'),
    surplusVcpuHour: ({ family, platform }) => priceOf(`surplus-credits/${family}/${platform}`),
  };
}
