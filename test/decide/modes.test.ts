import { describe, expect, test } from 'vitest';
import {
  activationOf,
  activeSince,
  isLowered,
  isSameActivation,
} from '../../src/lib/decide/modes.ts';
import { hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Activation, Control } from '../../src/lib/model/ledger.ts';
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
const OFF: Setting = { paused: false, mode: null };
type Setting = Pick<Control, 'paused' | 'mode'>;
/** The switch as it stands since then. */
const control = (at: Instant, setting = OFF): Control => ({ kind: 'control', at, ...setting });

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

describe('the owner lets it act again', () => {
  const A_MINUTE_AGO = minus(NOON, minutes(1));
  const observing = acting({ mode: 'observe', since: LATELY });
  const raised = (activation: Activation, at: Instant, lastSweepAt = minus(NOON, minutes(5))) =>
    activationOf(snapshot({ memory: memory({ activation, lastSweepAt, control: control(at) }) }), {
      ...{ mode: 'act', modes: all('act'), paused: false },
    });

  test('and it begins anew when the switch was turned, not when a pass saw it', () => {
    expect(raised(observing, A_MINUTE_AGO)).toEqual(acting({ since: A_MINUTE_AGO }));
  });

  test('also where it was turned down and up again between two passes', () => {
    expect(raised(acting(), A_MINUTE_AGO)).toEqual(acting({ since: A_MINUTE_AGO }));
  });

  test('once: the passes after that keep the time', () => {
    const since = acting({ since: A_MINUTE_AGO });
    expect(raised(since, A_MINUTE_AGO, NOON)).toEqual(since);
  });

  test('but a turn of long ago is not why the policy acts now', () => {
    const before = acting({ mode: 'observe', since: EARLIER });
    expect(raised(before, LATELY)).toEqual(acting({ since: NOON }));
  });

  test('by a clock that is ahead of ours, and it begins anew now', () => {
    expect(raised(observing, plus(NOON, minutes(9)))).toEqual(acting({ since: NOON }));
  });

  test('not while it is still lowered', () => {
    const lowered = control(A_MINUTE_AGO, { paused: false, mode: 'observe' });
    const seen = snapshot({ memory: memory({ activation: acting(), control: lowered }) });
    const effective = { mode: 'observe', modes: all('observe'), paused: false } as const;
    expect(activationOf(seen, effective)).toEqual(acting({ mode: 'observe', since: NOON }));
  });

  test('and a rule that observes by itself stays as it is', () => {
    const rules = { idle: { mode: 'observe', since: EARLIER } } as const;
    const before = acting({ rules });
    const seen = memory({ activation: before, control: control(A_MINUTE_AGO) });
    const effective = { mode: 'act', modes: IDLE_OBSERVES, paused: false } as const;
    expect(activationOf(snapshot({ memory: seen }), effective)).toEqual(
      acting({ since: A_MINUTE_AGO, rules }),
    );
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
