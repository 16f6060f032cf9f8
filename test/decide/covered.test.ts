/** Whether a stop saves money, or hours of the free tier that nobody pays for. */
import { describe, expect, test } from 'vitest';
import { stopEffects } from '../../src/lib/decide/effects.ts';
import { freeHours } from '../../src/lib/decide/free-tier/covered.ts';
import { type World, worldOf } from '../../src/lib/decide/world.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { Instant } from '../../src/lib/model/instant.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const LEGACY = { plan: 'legacy', accountCreated: '2026-01-15' };

interface Given {
  readonly freeTier?: Readonly<Record<string, unknown>>;
  /** Runs with the one that is asked about. */
  readonly others?: number;
  readonly since?: Instant;
  readonly more?: Partial<Instance>;
}

const seat = (publicIp: string) =>
  networkInterface({ privateAddresses: [privateAddress({ publicIp, elastic: false })] });

function worldWith({ freeTier = LEGACY, others = 0, since = NOON, more = {} }: Given): World {
  const instances = Array.from({ length: others + 1 }, (_, index) =>
    instance({ id: instanceId(index + 1), launchTime: since, type: 't3.micro', ...more }),
  );
  return worldOf(
    snapshot({ takenAt: NOON, instances: complete(instances) }),
    policy({ freeTier, idle: { on: false } }),
    PRICES,
  );
}

const firstOf = (world: World): Instance => {
  const found = world.instances.get(instanceId(1));
  if (found === undefined) throw new Error('nothing runs');
  return found;
};

const hoursOf = (given: Given) => {
  const world = worldWith(given);
  return freeHours(world, firstOf(world));
};

const WHOLE_MONTH = at('2026-11-01T00:00Z');

describe('the hours of an instance', () => {
  test('are free while the month, as it goes on, takes no more than there are', () => {
    expect(hoursOf({ since: WHOLE_MONTH })).toEqual({ forecast: 720, limit: 750 });
  });

  test('cost money where two of them take more', () => {
    expect(hoursOf({ since: WHOLE_MONTH, others: 1 })).toBeNull();
  });

  test.each([
    ['there is no free tier', { freeTier: { plan: 'none' } }],
    ['there are credits instead', { freeTier: { plan: 'credits', accountCreated: '2026-09-01' } }],
    ['nobody knows', { freeTier: {} }],
    ['its type is none of the free ones', { more: { type: 't3.large' } }],
    [
      'the 12 months end with this month',
      {
        freeTier: { plan: 'legacy', accountCreated: '2025-11-26' },
      },
    ],
  ] satisfies readonly (readonly [string, Given])[])('cost money where %s', (_, given) => {
    expect(hoursOf(given)).toBeNull();
  });
});

describe('what a stop changes', () => {
  const effectsOf = (given: Given) => {
    const world = worldWith({ more: { interfaces: [seat('203.0.113.5')] }, ...given });
    return stopEffects({ instance: firstOf(world), world });
  };

  test('says so of hours and of the address that it gives back', () => {
    expect(effectsOf({})).toMatchObject({
      freeHours: { limit: 750 },
      freeAddress: true,
      losesPublicIp: '203.0.113.5',
    });
  });

  test('says nothing of it where both are paid for', () => {
    const paid = effectsOf({ since: WHOLE_MONTH, others: 1 });
    expect(paid).not.toHaveProperty('freeHours');
    expect(paid).not.toHaveProperty('freeAddress');
    expect(paid.savesMicroUsdPerHour).toBe(13_000);
  });
});
