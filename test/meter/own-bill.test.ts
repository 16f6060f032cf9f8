import { describe, expect, test } from 'vitest';
import { shippedAlwaysFree } from '../../src/lib/config/always-free-document.ts';
import { type BillLine, type Metered, ownBill } from '../../src/lib/meter/own-bill.ts';
import {
  type AlwaysFreeRow,
  BILLABLE_UNITS,
  type BillableUnit,
} from '../../src/lib/model/billable.ts';
import { usd } from '../../src/lib/model/money.ts';

const row = (unit: BillableUnit, tells: AlwaysFreeRow['tells'], amount: number): AlwaysFreeRow => ({
  unit,
  tells,
  amount,
  asOf: '2026-11-22',
  source: 'a test',
  confidence: 'A',
});

const ROWS = [row('sns-emails', 'free', 1_000), row('sns-emails', 'usd', 0.00002)];

const lineOf = (
  metered: Partial<Metered>,
  rows: readonly AlwaysFreeRow[] = ROWS,
): BillLine | undefined =>
  ownBill({ own: {}, others: {}, ...metered }, rows).lines.find(
    ({ unit }) => unit === 'sns-emails',
  );

describe('the own bill', () => {
  test('is nothing for what stays inside its allowance, and tells the share', () => {
    expect(lineOf({ own: { 'sns-emails': 250 } })).toEqual({
      unit: 'sns-emails',
      used: 250,
      free: 1_000,
      sharePercent: 25,
      costMicroUsd: usd(0),
    });
  });

  test('charges only what is beyond', () => {
    const line = lineOf({ own: { 'sns-emails': 101_000 } });
    expect(line).toMatchObject({ sharePercent: 10_100, costMicroUsd: usd(2) });
  });

  test('has less of an allowance that the rest of the account uses too', () => {
    const metered = { own: { 'sns-emails': 100 }, others: { 'sns-emails': 950 } };
    expect(lineOf(metered)).toMatchObject({
      free: 50,
      sharePercent: 200,
      costMicroUsd: usd(0.001),
    });
  });

  test('has no share of what is not free at all', () => {
    expect(lineOf({ own: { 'sns-emails': 1 } }, [])).toMatchObject({ free: 0, sharePercent: null });
    expect(lineOf({}, [])).toMatchObject({ sharePercent: 0, costMicroUsd: usd(0) });
  });

  test('is unknown, never zero, where a price is', () => {
    const own = { 'sns-emails': 1_001 };
    expect(lineOf({ own }, [row('sns-emails', 'free', 1_000)])?.costMicroUsd).toBeNull();
    expect(ownBill({ own, others: {} }, []).costMicroUsd).toBeNull();
  });

  test('is the sum of its lines, one for each unit', () => {
    const own = { 'sns-emails': 101_000, 'scheduler-invocations': 15_000_000 };
    const { lines, costMicroUsd } = ownBill({ own, others: {} }, shippedAlwaysFree().rows);
    expect(lines.map(({ unit }) => unit)).toEqual(BILLABLE_UNITS);
    expect(costMicroUsd).toBe(usd(3));
  });
});
