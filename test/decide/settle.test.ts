import { describe, expect, test } from 'vitest';
import { settle } from '../../src/lib/decide/settle.ts';
import { complete } from '../../src/lib/model/family.ts';
import { type Duration, minus, minutes, seconds } from '../../src/lib/model/instant.ts';
import { NOON } from '../build/at.ts';
import { intent, memory } from '../build/ledger.ts';
import { snapshot } from '../build/snapshot.ts';

const endingsAfter = (ago: Duration): readonly string[] => {
  const open = intent({ at: minus(NOON, ago) });
  const unlisted = snapshot({
    takenAt: NOON,
    instances: complete([]),
    memory: memory({ intents: [open] }),
  });
  return settle(unlisted, new Map()).map(({ result }) => result);
};

describe('an instance that a complete list does not name', () => {
  test('is not gone a moment after a call: the list may lag behind its launch', () => {
    expect(endingsAfter(seconds(5))).toEqual([]);
    expect(endingsAfter(minutes(2))).toEqual([]);
  });

  test('is gone when it is still not listed later', () => {
    expect(endingsAfter(minutes(3))).toEqual(['gone']);
  });
});
