import { describe, expect, test } from 'vitest';
import {
  activationOf,
  activeSince,
  isLowered,
  isSameActivation,
} from '../../src/lib/decide/modes.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import type { Activation } from '../../src/lib/model/ledger.ts';
import type { Mode, Modes } from '../../src/lib/model/policy.ts';
import { NOON } from '../build/at.ts';
import { memory } from '../build/ledger.ts';
import { snapshot } from '../build/snapshot.ts';

const EARLIER = minus(NOON, hours(5));
const LATELY = minus(NOON, hours(1));
const all = (mode: Mode): Modes => ({
  schedule: mode,
  idle: mode,
  addresses: mode,
  notebooks: mode,
});
const IDLE_OBSERVES: Modes = { ...all('act'), idle: 'observe' };

const acting = (overrides: Partial<Activation> = {}): Activation => ({
  kind: 'activation',
  mode: 'act',
  since: EARLIER,
  ...overrides,
});
const activated = (activation: Activation | null, modes: Modes, paused = false): Activation =>
  activationOf(snapshot({ memory: memory({ activation }) }), { mode: 'act', modes, paused });

describe('a rule is lowered', () => {
  test('where it observes by itself, and not where all does', () => {
    expect(isLowered({ mode: 'act', modes: IDLE_OBSERVES }, 'idle')).toBe(true);
    expect(isLowered({ mode: 'act', modes: IDLE_OBSERVES }, 'schedule')).toBe(false);
    expect(isLowered({ mode: 'act', modes: IDLE_OBSERVES }, 'held')).toBe(false);
    expect(isLowered({ mode: 'observe', modes: all('observe') }, 'idle')).toBe(false);
  });
});

describe('since when', () => {
  test('all acts is kept from pass to pass, with nothing about single rules', () => {
    expect(activated(acting(), all('act'))).toEqual(acting());
  });

  test('all acts is now for the first pass, and after a switch from observe', () => {
    expect(activated(null, all('act'))).toEqual(acting({ since: NOON }));
    expect(activated(acting({ mode: 'observe' }), all('act'))).toEqual(acting({ since: NOON }));
  });

  test('a single rule observes is written for it alone, and kept', () => {
    const lowered = acting({ rules: { idle: { mode: 'observe', since: NOON } } });
    expect(activated(acting(), IDLE_OBSERVES)).toEqual(lowered);
    const before = acting({ rules: { idle: { mode: 'observe', since: LATELY } } });
    expect(activated(before, IDLE_OBSERVES)).toEqual(before);
  });

  test('a single rule acts again is now for it alone', () => {
    const before = acting({ rules: { idle: { mode: 'observe', since: LATELY } } });
    const rules = { idle: { mode: 'act', since: NOON } } as const;
    expect(activated(before, all('act'))).toEqual(acting({ rules }));
  });

  test('a pause makes all of it observe', () => {
    const paused = { kind: 'activation', mode: 'observe', since: NOON };
    expect(activated(acting(), all('act'), true)).toEqual(paused);
  });

  test('a rule counts is its own time, else that of all', () => {
    const activation = acting({ rules: { idle: { mode: 'act', since: LATELY } } });
    expect(activeSince(activation, 'idle')).toBe(LATELY);
    expect(activeSince(activation, 'schedule')).toBe(EARLIER);
    expect(activeSince(activation, 'guard')).toBe(EARLIER);
  });
});

describe('two activations are the same', () => {
  test('where every rule does the same since the same time, however it is written', () => {
    const written = acting({ rules: { idle: { mode: 'act', since: EARLIER } } });
    expect(isSameActivation(acting(), written)).toBe(true);
  });

  test.each<readonly [string, Activation]>([
    ['a mode', acting({ mode: 'observe' })],
    ['a time', acting({ since: LATELY })],
    ['the mode of a rule', acting({ rules: { idle: { mode: 'observe', since: EARLIER } } })],
    ['the time of a rule', acting({ rules: { idle: { mode: 'act', since: LATELY } } })],
  ])('but not where %s is another', (_, other) => {
    expect(isSameActivation(acting(), other)).toBe(false);
    expect(isSameActivation(other, acting())).toBe(false);
  });
});
