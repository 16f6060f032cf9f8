/** docs/cost.md says what a month costs: the smallest of its months is lived again here. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BILLABLE_UNITS } from '../../src/lib/model/billable.ts';
import { billOf, overHalf } from '../simulation/bill-table.ts';
import { functionTable } from '../simulation/function-table.ts';
import { liveMonth, MONTHS } from '../simulation/month.ts';
import { blocksOf } from './blocks.ts';

const PAGE = 'docs/cost.md';
const page = readFileSync(PAGE, 'utf8');
const tables = blocksOf(PAGE).filter(({ language }) => language === 'text');

/** So much may change before the page has to be written anew: `npm run docs`. */
const TOLERANCE = 0.15;

const usedIn = (table: string): ReadonlyMap<string, number> =>
  new Map(
    [...table.matchAll(/^([a-z0-9]+(?:-[a-z0-9]+)+) +([\d.,]+)/gm)].map(
      ([, unit = '', used = '']) => [unit, Number(used.replaceAll(',', ''))],
    ),
  );

describe('the page about what it costs', () => {
  test('has a table for each size, with every unit that AWS bills, and their sum', () => {
    expect(tables).toHaveLength(MONTHS.length);
    for (const { text } of tables) {
      expect([...usedIn(text).keys()]).toEqual([...BILLABLE_UNITS]);
      expect(text).toMatch(/^sum +\d+\.\d\d$/m);
    }
  });

  test('shows memory, time and what was measured of each function', () => {
    expect(page).toContain(functionTable());
  });

  test('says of 8 instances what a month takes, which is 0.00 USD', {
    timeout: 120_000,
  }, async () => {
    const month = await liveMonth(8);
    const bill = billOf(month);
    const shown = usedIn(tables[0]?.text ?? '');
    for (const { unit, used } of bill.lines) {
      const said = shown.get(unit) ?? Number.NaN;
      const allowed = Math.max(1, TOLERANCE * used);
      expect(Math.abs(said - used), `${unit}: ${used}; run npm run docs`).toBeLessThan(allowed);
    }
    expect(tables[0]?.text).toMatch(/^sum +0\.00$/m);
    expect(bill.costMicroUsd).toBeLessThan(5_000);
    expect(overHalf(bill)).toEqual([]);
    expect(Math.max(...Object.values(month.capacity))).toBeLessThan(50);
  });
});
