/**
 * Over fragments written in the format of AWS's lists: of its columns those that are read, and the
 * rows that a reader could take for the wanted ones. Their figures are no source of prices.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import shipped from '../../data/prices.json' with { type: 'json' };
import { cellsOf, readPriceList } from '../../scripts/price-list.ts';
import { withPrices } from '../../scripts/price-sources.ts';
import { isPriceKey } from '../../src/lib/model/price.ts';

const read = (name: string, region: string) =>
  readPriceList(
    createInterface({
      input: createReadStream(`${import.meta.dirname}/price-lists/${name}-${region}.csv`),
    }),
    region,
  );

describe('a price list of AWS', () => {
  it('gives plain instances on demand and volumes, and nothing that looks like them', async () => {
    const { published, usd, skipped } = await read('AmazonEC2', 'us-east-1');
    expect(published).toBe('2026-11-20');
    expect(usd).toEqual({
      'instance/us-east-1/t3.micro/linux': 0.0104,
      'instance/us-east-1/t3.micro/windows': 0.0196,
      'instance/us-east-1/t3.small/linux': 0.0208,
      'instance/us-east-1/t3.nano/linux': 0.0052,
      'volume/us-east-1/gp3/gib-month': 0.08,
      'volume/us-east-1/gp3/iops-month': 0.005,
      'volume/us-east-1/gp3/mibps-month': 0.04,
      'volume/us-east-1/standard/gib-month': 0.05,
      'volume/us-east-1/io1/gib-month': 0.125,
      'snapshot/us-east-1/gib-month': 0.05,
    });
    expect(Object.keys(usd).every(isPriceKey)).toBe(true);
    expect(skipped).toEqual([
      'instance/us-east-1/t4g.micro/linux: "free of charge" is not an amount in USD',
      'volume/us-east-1/sc1/gib-month: "Furlongs" is not the unit that was expected',
      'instance/us-east-1/t3.nano/linux: 0.0052 and 0.0053 USD; the first is kept',
    ]);
  });

  it('gives addresses and notebooks, whose usage types begin with their Region', async () => {
    expect((await read('AmazonVPC', 'ap-northeast-2')).usd).toEqual({
      'public-ipv4/ap-northeast-2/hour': 0.005,
    });
    expect((await read('AmazonSageMaker', 'us-east-1')).usd).toEqual({
      'sagemaker/us-east-1/notebook/ml.t3.medium': 0.05,
    });
  });

  it('gives nothing of another Region, nor of something else', async () => {
    const other = createInterface({ input: createReadStream(import.meta.filename) });
    expect(await readPriceList(other, 'us-east-1')).toMatchObject({ published: '', usd: {} });
    const list = createReadStream(`${import.meta.dirname}/price-lists/AmazonEC2-us-east-1.csv`);
    expect((await readPriceList(createInterface({ input: list }), 'eu-west-1')).usd).toEqual({});
  });

  it('has cells with commas and quotes in them', () => {
    expect(cellsOf('"a","b, c","",""" d"')).toEqual(['a', 'b, c', '', '" d']);
  });
});

describe('data/prices.json', () => {
  const source = (title: string, usd: Record<string, number>) => ({
    title,
    asOf: '2026-11-20',
    confidence: 'A' as const,
    usd,
  });

  it('has each price once: what was taken from a list is no longer said by others', () => {
    const known = {
      sources: [source('x', { a: 1, b: 2 }), source('y', { c: 3 }), source('list', { d: 4 })],
    };
    expect(withPrices(known, [source('list', { a: 5, c: 6 })])).toEqual({
      sources: [source('list', { a: 5, c: 6 }), source('x', { b: 2 })],
    });
  });

  it('stays what it is when nothing was taken', () => {
    expect(withPrices(shipped, [])).toEqual(shipped);
  });
});
