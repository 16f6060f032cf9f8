import { describe, expect, test } from 'vitest';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import { microUsd } from '../../src/lib/model/money.ts';
import { savedSince } from '../../src/lib/tell/saved.ts';
import { NOON } from '../build/at.ts';
import { instance } from '../build/instance.ts';
import { memory, record } from '../build/ledger.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const stoppedAgo = (length: number, result: 'stopped' | 'refused' = 'stopped') => ({
  lastStop: { rule: 'schedule', at: minus(NOON, hours(length)), result },
});

function saved(of: Instance, stop: ReturnType<typeof stoppedAgo>, sinceHours = 24) {
  const remembered = memory({ instances: [record(of, stop)] });
  const seen = snapshot({ instances: complete([of]), memory: remembered });
  return savedSince(seen, minus(NOON, hours(sinceHours)), PRICES);
}

const launched = (hoursAgo: number, state: Instance['state']): Instance =>
  instance({ state, launchTime: minus(NOON, hours(hoursAgo)) });

const hour = PRICES.instanceHour({ ...instance(), region: snapshot().region }) ?? 0;

describe('what a stop saves', () => {
  test('runs up while the instance is off', () => {
    expect(saved(launched(30, 'stopped'), stoppedAgo(10))).toEqual({
      off: hours(10),
      savedMicroUsd: microUsd(hour * 10),
      unpriced: 0,
    });
  });

  test('counts from the last digest on', () => {
    expect(saved(launched(50, 'stopped'), stoppedAgo(40)).off).toBe(hours(24));
  });

  test('ends with the next launch, whoever made it', () => {
    expect(saved(launched(2, 'running'), stoppedAgo(10)).off).toBe(hours(8));
  });

  test('is not what somebody else stopped after that launch', () => {
    expect(saved(launched(2, 'stopped'), stoppedAgo(10)).off).toBe(hours(8));
  });

  test('is nothing where the stop did not work, or its effect is gone', () => {
    expect(saved(launched(30, 'stopped'), stoppedAgo(10, 'refused')).off).toBe(0);
    expect(saved(launched(30, 'running'), stoppedAgo(10)).off).toBe(0);
    expect(saved(launched(30, 'terminated'), stoppedAgo(10)).off).toBe(0);
  });

  test.each([{ lifecycle: 'spot' }, { tenancy: 'host' }, { tenancy: 'dedicated' }] as const)(
    'is time without money where the list has another price: %o',
    (of) => {
      const one = { ...launched(30, 'stopped'), ...of };
      expect(saved(one, stoppedAgo(10))).toMatchObject({ savedMicroUsd: 0, unpriced: hours(10) });
    },
  );

  test('is time without money where the price is unknown', () => {
    const odd = { ...launched(30, 'stopped'), type: 'x99.mega' };
    expect(saved(odd, stoppedAgo(10))).toEqual({
      off: hours(10),
      savedMicroUsd: 0,
      unpriced: hours(10),
    });
  });

  test('is time alone where the instances could not be listed', () => {
    const remembered = memory({ instances: [record(launched(30, 'stopped'), stoppedAgo(10))] });
    const instances = incomplete(fault('throttled', 'Rate exceeded'));
    const seen = snapshot({ instances, memory: remembered });
    expect(savedSince(seen, minus(NOON, hours(24)), PRICES).unpriced).toBe(hours(10));
  });
});
