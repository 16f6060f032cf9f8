import { describe, expect, test } from 'vitest';
import { parsePrices, shippedPrices } from '../../src/lib/config/price-document.ts';
import { usd } from '../../src/lib/model/money.ts';

const source = (prices: Readonly<Record<string, unknown>>): unknown => ({
  title: 'a price list',
  asOf: '2026-11-01',
  confidence: 'A',
  usd: prices,
});

describe('the price document', () => {
  test('each price becomes a dated row in micro-USD', () => {
    const document = { sources: [source({ 'instance/us-east-1/t3.micro/linux': 0.0104 })] };
    expect(parsePrices(document)).toEqual({
      rows: [
        {
          key: 'instance/us-east-1/t3.micro/linux',
          price: usd(0.0104),
          asOf: '2026-11-01',
          source: 'a price list',
          confidence: 'A',
        },
      ],
      skipped: [],
    });
  });

  test('a row that cannot be read is named and costs no other', () => {
    const document = {
      sources: [
        source({ 't3.micro': 0.01, 'public-ipv4/any/hour': 'free' }),
        { title: 'undated', confidence: 'A', usd: {} },
        'nothing',
        source({ 'public-ipv4/us-east-1/hour': 0.005 }),
      ],
    };
    const { rows, skipped } = parsePrices(document);
    expect(rows.map(({ key }) => key)).toEqual(['public-ipv4/us-east-1/hour']);
    expect(skipped).toEqual([
      't3.micro: not the name of a price',
      'public-ipv4/any/hour: not an amount in USD',
      'source 2: asOf is wrong',
      'source 3: not a source',
    ]);
  });

  test('a document of another shape gives no prices and says so', () => {
    expect(parsePrices([])).toEqual({
      rows: [],
      skipped: ['the price document has no list of sources'],
    });
  });
});

describe('the prices that are shipped', () => {
  const { rows, skipped } = shippedPrices();

  test('can all be read', () => {
    expect(skipped).toEqual([]);
    expect(rows.length).toBeGreaterThan(50);
  });

  test('name each price once, with a price above zero', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows.filter(({ price }) => price <= 0)).toEqual([]);
  });
});
