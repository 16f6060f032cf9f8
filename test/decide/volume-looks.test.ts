/** How often volumes of gone instances are looked at that AWS does not let go of. */
import { describe, expect, test } from 'vitest';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { minus, minutes } from '../../src/lib/model/instant.ts';
import type { Query, Snapshot } from '../../src/lib/model/snapshot.ts';
import { NOON } from '../build/at.ts';
import { instanceId, volumeId } from '../build/ids.ts';
import { attachedVolume, instance } from '../build/instance.ts';
import { memory, record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const asked = (overrides: Partial<Snapshot>): readonly Query[] =>
  nextQueries(worldOf(snapshot(overrides), policy({}), PRICES));

const gone = instance({
  id: instanceId(9),
  volumes: [attachedVolume({ volumeId: volumeId(5) })],
});

describe('volumes of what is gone', () => {
  const ended = (minutesAgo: number) => {
    const seen = record(gone);
    const since = minus(NOON, minutes(minutesAgo));
    return { ...seen, sighting: { ...seen.sighting, state: 'terminated' as const, since } };
  };
  const isAsked = (minutesAgo: number, lastSweepAgo = 5): boolean => {
    const lastSweepAt = minus(NOON, minutes(lastSweepAgo));
    const remembering = memory({ instances: [ended(minutesAgo)], lastSweepAt });
    return asked({ memory: remembering }).some(({ kind }) => kind === 'volumes');
  };

  test.each([0, 5, 10, 15])('are asked for in each pass until a quarter of an hour: %i', (age) => {
    expect(isAsked(age)).toBe(true);
  });

  test.each([
    [25, false],
    [30, true],
    [50, false],
    [62, true],
    [90, false],
    [120, true],
    [200, false],
    [60 * 24, false],
    [60 * 32, true],
  ])('%i minutes later, with a pass every five, are asked for: %s', (age, isIt) => {
    expect(isAsked(age)).toBe(isIt);
  });

  test('are asked for a dozen times in the first two days', () => {
    const passes = Array.from({ length: 576 }, (_, index) => 5 * index);
    expect(passes.filter((age) => isAsked(age)).length).toBeLessThan(22);
  });

  test('are asked for at once where nobody has looked for long', () => {
    expect(isAsked(200, 45)).toBe(true);
  });

  test('are asked for by the hour where nobody saw the end', () => {
    const at = (minute: number) => {
      const takenAt = minus(NOON, minutes(60 - minute));
      const lastSweepAt = minus(takenAt, minutes(5));
      const remembering = memory({ instances: [record(gone)], lastSweepAt });
      return asked({ takenAt, memory: remembering }).some(({ kind }) => kind === 'volumes');
    };
    expect([0, 2, 5, 10, 30, 55].map(at)).toEqual([true, true, true, false, false, false]);
  });
});
