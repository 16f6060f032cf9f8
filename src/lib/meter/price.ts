import { type MicroUsd, microUsd, sumOf } from '../model/money.ts';
import type { PriceRow, PriceTable } from '../model/price.ts';

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

/** Partitions with price lists of their own. */
const OTHER_PARTITION = /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/;

/** Known prices by key; what the owner's policy says about a key wins. */
export function priceTable(
  rows: readonly PriceRow[],
  overrides: Readonly<Record<string, MicroUsd>>,
): PriceTable {
  const known = new Map<string, MicroUsd>(rows.map(({ key, price }) => [key, price]));
  for (const [key, price] of Object.entries(overrides)) known.set(key, price);
  const priceOf = (key: string): MicroUsd | null => known.get(key) ?? null;

  const partPrice = (volume: VolumeShape, { unit, count }: Part): MicroUsd | null => {
    if (count === 0) return microUsd(0);
    const price = priceOf(`volume/${volume.region}/${volume.type}/${unit}`);
    return price === null || count === null ? null : microUsd(price * count);
  };

  return {
    asOf: rows.map(({ asOf }) => asOf).reduce((a, b) => (a > b ? a : b), ''),
    instanceHour: ({ type, region, platform }) => priceOf(`instance/${region}/${type}/${platform}`),
    volumeMonth: (volume) => {
      const parts = [{ unit: 'gib-month', count: volume.sizeGiB }, ...extrasOf(volume)];
      const prices = parts.map((part) => partPrice(volume, part));
      return prices.every((price) => price !== null) ? sumOf(prices) : null;
    },
    publicIpv4Hour: (region) =>
      priceOf(`public-ipv4/${region}/hour`) ??
      (OTHER_PARTITION.test(region) ? null : priceOf('public-ipv4/any/hour')),
  };
}
