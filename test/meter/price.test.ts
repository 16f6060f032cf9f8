import { describe, expect, test } from 'vitest';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { type MicroUsd, usd } from '../../src/lib/model/money.ts';
import { HOURS_PER_MONTH, type PriceRow, type PriceTable } from '../../src/lib/model/price.ts';

const row = (key: string, dollars: number, asOf = '2026-01-01'): PriceRow => ({
  key,
  price: usd(dollars),
  asOf,
  source: 'a test',
  confidence: 'A',
});

const table = (
  rows: readonly PriceRow[],
  overrides: Readonly<Record<string, MicroUsd>> = {},
): PriceTable => priceTable(rows, overrides);

type VolumeShape = Parameters<PriceTable['volumeMonth']>[0];

const volume = (shape: Partial<VolumeShape>): VolumeShape => ({
  type: 'gp3',
  region: 'us-east-1',
  sizeGiB: 100,
  iops: 3_000,
  throughputMiBps: 125,
  ...shape,
});

const shipped = table(shippedPrices().rows);

describe('an unknown price is unknown, never zero', () => {
  const empty = table([]);

  test('of an instance, a volume and an address', () => {
    const micro = { type: 't3.micro', region: 'us-east-1', platform: 'linux' } as const;
    expect(empty.instanceHour(micro)).toBeNull();
    expect(empty.volumeMonth(volume({}))).toBeNull();
    expect(empty.publicIpv4Hour('us-east-1')).toBeNull();
    expect(empty.asOf).toBe('');
  });

  test('of the same type on another platform or in another Region', () => {
    const one = table([row('instance/us-east-1/t3.micro/linux', 0.0104)]);
    const micro = { type: 't3.micro', region: 'us-east-1', platform: 'windows' } as const;
    expect(one.instanceHour(micro)).toBeNull();
    expect(one.instanceHour({ ...micro, platform: 'linux', region: 'eu-west-1' })).toBeNull();
  });

  test('of a volume of which only the storage is priced', () => {
    const storageOnly = table([row('volume/us-east-1/gp3/gib-month', 0.08)]);
    expect(storageOnly.volumeMonth(volume({}))).toBe(usd(8));
    expect(storageOnly.volumeMonth(volume({ iops: 4_000 }))).toBeNull();
    expect(storageOnly.volumeMonth(volume({ throughputMiBps: 250 }))).toBeNull();
  });
});

describe('the month of a volume', () => {
  test.each([
    ['100 GiB of gp3 as it comes', volume({}), 8],
    ['gp3 below the included performance', volume({ iops: null, throughputMiBps: null }), 8],
    ['gp3 with 4,000 IOPS', volume({ iops: 4_000 }), 8 + 1_000 * 0.005],
    ['gp3 with 225 MiB/s', volume({ throughputMiBps: 225 }), 8 + 100 * 0.04],
    ['gp2, whose IOPS come with its size', volume({ type: 'gp2', iops: 300 }), 10],
    ['io1 with 500 IOPS', volume({ type: 'io1', iops: 500 }), 12.5 + 500 * 0.065],
    ['io2 with 500 IOPS', volume({ type: 'io2', iops: 500 }), 12.5 + 500 * 0.065],
    ['gp3 in Seoul', volume({ region: 'ap-northeast-2' }), 9.12],
    ['8 GiB of gp3 in Seoul', volume({ region: 'ap-northeast-2', sizeGiB: 8 }), 0.7296],
  ])('%s', (_, shape, dollars) => {
    expect(shipped.volumeMonth(shape)).toBe(usd(dollars));
  });

  test.each([
    ['io1 of unknown IOPS', volume({ type: 'io1', iops: null })],
    ['io2 beyond its first price tier', volume({ type: 'io2', iops: 40_000 })],
    ['gp3 throughput in Seoul', volume({ region: 'ap-northeast-2', throughputMiBps: 250 })],
    ['a type that nobody knows', volume({ type: 'gp9' })],
  ])('is unknown for %s', (_, shape) => {
    expect(shipped.volumeMonth(shape)).toBeNull();
  });
});

describe('the shipped table', () => {
  test.each([
    ['t3.micro', 'us-east-1', 0.0104],
    ['t2.micro', 'us-east-1', 0.0116],
    ['c7i-flex.large', 'us-east-1', 0.08479],
    ['t3.micro', 'ap-northeast-2', 0.013],
    ['t4g.small', 'ap-northeast-2', 0.0208],
  ])('knows an hour of %s in %s', (type, region, dollars) => {
    expect(shipped.instanceHour({ type, region, platform: 'linux' })).toBe(usd(dollars));
  });

  test('knows a public IPv4 address in every Region of the commercial partition only', () => {
    expect(shipped.publicIpv4Hour('ap-northeast-2')).toBe(usd(0.005));
    expect(shipped.publicIpv4Hour('eu-central-1')).toBe(usd(0.005));
    expect(shipped.publicIpv4Hour('cn-north-1')).toBeNull();
    expect(shipped.publicIpv4Hour('us-gov-west-1')).toBeNull();
    expect(shipped.publicIpv4Hour('eusc-de-east-1')).toBeNull();
  });

  test('an idle Elastic IP comes to 3.65 USD a month', () => {
    expect((shipped.publicIpv4Hour('us-east-1') ?? 0) * HOURS_PER_MONTH).toBe(usd(3.65));
  });
});

describe('overrides of the policy', () => {
  const overrides = {
    'instance/eu-west-1/t3.micro/linux': usd(0.0114),
    'volume/us-east-1/gp3/gib-month': usd(0.05),
    'public-ipv4/eu-west-1/hour': usd(0),
  };
  const overridden = table(shippedPrices().rows, overrides);

  test('complete the table, win over it, and may say that a thing is free', () => {
    const micro = { type: 't3.micro', region: 'eu-west-1', platform: 'linux' } as const;
    expect(overridden.instanceHour(micro)).toBe(usd(0.0114));
    expect(overridden.volumeMonth(volume({}))).toBe(usd(5));
    expect(overridden.publicIpv4Hour('eu-west-1')).toBe(0);
  });

  test('leave everything else as it was', () => {
    expect(overridden.publicIpv4Hour('us-east-1')).toBe(usd(0.005));
    expect(overridden.asOf).toBe(shipped.asOf);
  });
});

describe('the date of a table', () => {
  test('is that of its newest row', () => {
    const dated = table([
      row('public-ipv4/any/hour', 0.005, '2024-02-01'),
      row('public-ipv4/us-east-1/hour', 0.005, '2026-09-17'),
      row('public-ipv4/us-east-2/hour', 0.005, '2025-01-01'),
    ]);
    expect(dated.asOf).toBe('2026-09-17');
  });
});
