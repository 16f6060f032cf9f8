import { describe, expect, test } from 'vitest';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import {
  freeCallsLeft,
  metricCalls,
  metricsMonth,
  PASSES_PER_MONTH,
} from '../../src/lib/meter/metric-calls.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { usd } from '../../src/lib/model/money.ts';

const PRICES = priceTable(shippedPrices().rows, {});
const REGION = 'ap-northeast-2';
const every5Minutes = (queriesPerPass: number) => ({
  queriesPerPass,
  passesPerMonth: PASSES_PER_MONTH,
});

describe('how metrics are read', () => {
  test('each by a free call, as long as a month of such passes stays in our share', () => {
    expect(metricCalls(every5Minutes(15))).toEqual({ statistics: 15, data: 0 });
    expect(metricCalls(every5Minutes(84))).toEqual({ statistics: 84, data: 0 });
    expect(84 * PASSES_PER_MONTH).toBeLessThanOrEqual(750_000);
    expect(85 * PASSES_PER_MONTH).toBeGreaterThan(750_000);
  });

  test('what is beyond that in batches, and only that', () => {
    expect(metricCalls(every5Minutes(85))).toEqual({ statistics: 84, data: 1 });
    expect(metricCalls(every5Minutes(50_000))).toEqual({ statistics: 84, data: 49_916 });
  });

  test('more of them free where passes are rarer', () => {
    expect(metricCalls({ queriesPerPass: 2_000, passesPerMonth: 750 })).toEqual({
      statistics: 1_000,
      data: 1_000,
    });
  });

  test('a pass that has spent its free calls has none left', () => {
    expect([0, 80, 84, 85, 10_000].map((asked) => freeCallsLeft(asked, 1))).toEqual([
      84, 4, 0, 0, 0,
    ]);
    expect([1, 4, 84, 100].map((regions) => freeCallsLeft(0, regions))).toEqual([84, 21, 1, 0]);
  });
});

describe('what it costs a month', () => {
  test('nothing inside the free million', () => {
    expect(metricsMonth(every5Minutes(84), PRICES, REGION)).toBe(0);
  });

  test('a cent for a thousand metrics beyond it', () => {
    const load = { queriesPerPass: 84 + 100, passesPerMonth: PASSES_PER_MONTH };
    expect(metricsMonth(load, PRICES, REGION)).toBe(usd(8.928));
  });

  test('nobody knows where the price is unknown, and nothing is nothing all the same', () => {
    const unpriced = priceTable([], {});
    expect(metricsMonth(every5Minutes(200), unpriced, REGION)).toBeNull();
    expect(metricsMonth(every5Minutes(200), PRICES, 'cn-north-1')).toBeNull();
    expect(metricsMonth(every5Minutes(1), unpriced, REGION)).toBe(0);
  });

  test("the owner's own price wins", () => {
    const own = priceTable(shippedPrices().rows, {
      'metric-data/ap-northeast-2/metric': usd(0.00002),
    });
    expect(metricsMonth(every5Minutes(85), own, REGION)).toBe(usd(0.17856));
  });
});
