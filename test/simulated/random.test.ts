import { describe, expect, test } from 'vitest';
import { chanceOf, noise } from '../../src/lib/cloud/simulated/random.ts';

const draws = (count: number, draw: () => number): readonly number[] =>
  Array.from({ length: count }, draw);

describe('chance', () => {
  test('gives the same stream for the same seed and name, and another for any other', () => {
    const one = draws(20, chanceOf(7).stream('people').next);
    expect(draws(20, chanceOf(7).stream('people').next)).toEqual(one);
    expect(draws(20, chanceOf(8).stream('people').next)).not.toEqual(one);
    expect(draws(20, chanceOf(7).stream('faults').next)).not.toEqual(one);
  });

  test('lets one actor draw as often as it likes without moving another', () => {
    const chance = chanceOf(7);
    draws(1_000, chance.stream('calls').next);
    expect(chance.stream('people').next()).toBe(chanceOf(7).stream('people').next());
  });

  test('spreads evenly, for streams and for noise', () => {
    const key = chanceOf(3).key('load of backend');
    const tenths = (values: readonly number[]): readonly number[] =>
      Array.from({ length: 10 }, (_, tenth) => {
        return values.filter((value) => Math.floor(value * 10) === tenth).length;
      });
    const drawn = tenths(draws(20_000, chanceOf(3).stream('evenness').next));
    const noisy = tenths(Array.from({ length: 20_000 }, (_, index) => noise(key, index)));
    for (const count of [...drawn, ...noisy]) {
      expect(count).toBeGreaterThan(1_800);
      expect(count).toBeLessThan(2_200);
    }
  });

  test('draws nothing for what never or always happens', () => {
    const stream = chanceOf(1).stream('certain');
    expect([stream.happens(0), stream.happens(1)]).toEqual([false, true]);
    expect(stream.next()).toBe(chanceOf(1).stream('certain').next());
  });

  test('draws whole numbers with both ends', () => {
    const stream = chanceOf(1).stream('dice');
    const seen = new Set(draws(200, () => stream.whole(1, 6)));
    expect([...seen].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
