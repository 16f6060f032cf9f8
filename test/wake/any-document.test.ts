import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInstanceId } from '../../src/lib/model/ids.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { type NoopWake, WAKE_CAUSES, type Wake } from '../../src/lib/model/wake.ts';
import { wakeOf } from '../../src/lib/wake/wake-of.ts';
import { eventDocument, eventNames, HOME } from './event-documents.ts';

const NOW = instant(1_795_300_000_000);

function expectWellFormed(wake: Wake | NoopWake): void {
  if (wake.cause === 'noop') {
    expect(wake.why).toMatch(/^\S.*$/);
    return;
  }
  expect(WAKE_CAUSES).toContain(wake.cause);
  expect(wake.at).toBeLessThanOrEqual(NOW);
  if (wake.scope.kind === 'instances') {
    expect(wake.scope.ids.length).toBeGreaterThan(0);
    expect(wake.scope.ids.every(isInstanceId)).toBe(true);
  }
}

type Path = readonly (string | number)[];

/** Every place inside a JSON value. */
const placesIn = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => placesIn(item, [...path, key]))];
};

type Change = { readonly put: unknown } | 'drop' | { readonly rename: string };

/** A copy of the value, changed at one place. */
const changedAt = (value: unknown, [key, ...rest]: Path, change: Change): unknown => {
  if (key === undefined) return typeof change === 'object' && 'put' in change ? change.put : null;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, item]) => {
    if (name !== String(key)) return [[name, item]];
    if (rest.length > 0) return [[name, changedAt(item, rest, change)]];
    if (change === 'drop') return [];
    return 'put' in change ? [[name, change.put]] : [[change.rename, item]];
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
};

const mutated = fc.constantFrom(...eventNames).chain((name) => {
  const document = eventDocument(name);
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ put: fc.jsonValue() }),
    fc.constant('drop' as const),
    fc.record({ rename: fc.string() }),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...placesIn(document)), change), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((copy, [at, how]) => changedAt(copy, at, how), document));
});

describe('wakeOf', () => {
  test('answers any JSON with a wake or a noop, and never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => expectWellFormed(wakeOf(json, NOW, HOME))));
  });

  test('answers any mutation of a real event with a wake or a noop, and never throws', () => {
    fc.assert(
      fc.property(mutated, (document) => expectWellFormed(wakeOf(document, NOW, HOME))),
      { numRuns: 2_000 },
    );
  });

  test('is not led astray by keys that every object inherits', () => {
    for (const type of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const document = { ...HOME, source: type, 'detail-type': type, detail: {} };
      expect(wakeOf(document, NOW, HOME)).toMatchObject({ cause: 'noop' });
    }
  });
});
