/** How much of what, as people read it. */
import { expect, test } from 'vitest';
import { percent } from '../../src/lib/tell/render/quantity.ts';

test.each([
  [0, '0 %'],
  [749.99, '99 %'],
  [750, '100 %'],
  [7_807.5, '1,041 %'],
])('%d of 750 hours are said to be %s', (used, shown) => {
  expect(percent(used, 750)).toBe(shown);
});
