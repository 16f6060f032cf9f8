import { describe, expect, test } from 'vitest';
import { settle } from '../../src/lib/decide/settle.ts';
import { complete } from '../../src/lib/model/family.ts';
import { type Duration, minus, minutes, seconds } from '../../src/lib/model/instant.ts';
import type { IntentTarget } from '../../src/lib/model/intent.ts';
import { NOON } from '../build/at.ts';
import { intent, intentTarget, memory } from '../build/ledger.ts';
import { TUTORIAL } from '../build/notebook.ts';
import { snapshot } from '../build/snapshot.ts';

const INSTANCE = intentTarget();
const NOTEBOOK = intentTarget({ target: { kind: 'notebook', id: TUTORIAL }, instanceId: null });

function endingsAfter(ago: Duration, target: IntentTarget): readonly string[] {
  const open = intent({ at: minus(NOON, ago), targets: [target] });
  const unlisted = snapshot({
    takenAt: NOON,
    instances: complete([]),
    notebooks: complete([]),
    memory: memory({ intents: [open] }),
  });
  return settle(unlisted, new Map()).map(({ result }) => result);
}

describe.each([
  ['an instance', INSTANCE],
  ['a notebook', NOTEBOOK],
])('%s that a complete list does not name', (_, target) => {
  test('is not gone a moment after a call: the list may lag behind', () => {
    expect(endingsAfter(seconds(5), target)).toEqual([]);
    expect(endingsAfter(minutes(2), target)).toEqual([]);
  });

  test('is gone when it is still not listed later', () => {
    expect(endingsAfter(minutes(3), target)).toEqual(['gone']);
  });
});
