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
      odd: [],
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
    const { rows, odd } = parsePrices(document);
    expect(rows.map(({ key }) => key)).toEqual(['public-ipv4/us-east-1/hour']);
    expect(odd).toEqual([
      { of: 'table', row: 't3.micro', why: 'name' },
      { of: 'table', row: 'public-ipv4/any/hour', why: 'amount' },
      { of: 'table', row: 'sources[1]', why: 'source' },
      { of: 'table', row: 'sources[2]', why: 'source' },
    ]);
  });

  test('a document of another shape gives no prices and says so', () => {
    expect(parsePrices([])).toEqual({
      rows: [],
      odd: [{ of: 'table', row: 'sources', why: 'source' }],
    });
  });
});

describe('the prices that are shipped', () => {
  const { rows, odd } = shippedPrices();

  test('can all be read', () => {
    expect(odd).toEqual([]);
    expect(rows.length).toBeGreaterThan(50);
  });

  test('name each price once, with a price above zero', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows.filter(({ price }) => price <= 0)).toEqual([]);
  });
});
