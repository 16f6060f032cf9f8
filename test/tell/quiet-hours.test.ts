import { describe, expect, test } from 'vitest';
import { isQuiet } from '../../src/lib/tell/quiet-hours.ts';
import { at } from '../build/at.ts';
import { policy } from '../build/policy.ts';

const quietAt = (instant: string, from: string, to: string): boolean =>
  isQuiet(policy({ zone: 'Asia/Seoul', tell: { quiet: { from, to } } }), at(instant));

describe('quiet hours', () => {
  test.each([
    ['2026-11-24T12:59Z', '21:59 in Seoul', false],
    ['2026-11-24T13:00Z', '22:00', true],
    ['2026-11-24T15:00Z', 'midnight', true],
    ['2026-11-24T21:59Z', '06:59', true],
    ['2026-11-24T22:00Z', '07:00', false],
  ])('over midnight, at %s (%s): %s', (instant, _, expected) => {
    expect(quietAt(instant, '22:00', '07:00')).toBe(expected);
  });

  test.each([
    ['2026-11-24T03:59Z', '12:59 in Seoul', false],
    ['2026-11-24T04:00Z', '13:00', true],
    ['2026-11-24T06:00Z', '15:00', false],
  ])('within a day, at %s (%s): %s', (instant, _, expected) => {
    expect(quietAt(instant, '13:00', '15:00')).toBe(expected);
  });

  test('are none unless the owner wants them', () => {
    expect(isQuiet(policy(), at('2026-11-24T18:00Z'))).toBe(false);
  });
});
