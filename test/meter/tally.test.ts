/** Charges come in any order and over any span; they add up by their time. */
import { expect, test } from 'vitest';
import type { Charge } from '../../src/lib/meter/charge.ts';
import { tally } from '../../src/lib/meter/tally.ts';
import { type Instant, instant } from '../../src/lib/model/instant.ts';

const charge = (since: number, until: number, price: number): Charge => ({
  ...{ id: 'i-1', what: 't3.micro', unit: 'hours', at: instant(since), lump: 0 },
  ...{ since: instant(since), until: instant(until), rate: 1, price },
});

const sumOf = (charges: readonly Charge[], units: number, end: Instant) => {
  const { sums, reachedAt } = tally(charges, { units, ends: null }, [end]);
  return { ...sums[0], reachedAt };
};

const early = charge(100, 200, 1);
const late = charge(300, 400, 5);

test('what is used first is free, whichever charge is listed first', () => {
  const expected = { units: 200, cost: 50 * 5, reachedAt: instant(350) };
  expect(sumOf([early, late], 150, instant(1_000))).toEqual(expected);
  expect(sumOf([late, early], 150, instant(1_000))).toEqual(expected);
});

test('a span too long for one number a step is put in order all the same', () => {
  const end = instant(8_640_000_000_000_000);
  const latest = charge(end - 100, end, 7);
  expect(sumOf([latest, late, early], 250, end)).toEqual({
    ...{ units: 300, cost: 50 * 7, reachedAt: instant(end - 50) },
  });
});
