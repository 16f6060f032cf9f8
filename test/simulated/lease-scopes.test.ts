/** What a wake that finds the lease taken asks its holder to look at. */
import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { minutes } from '../../src/lib/model/instant.ts';
import type { Scope } from '../../src/lib/model/wake.ts';
import { takeLease } from '../../src/lib/record/lease.ts';
import { instanceId } from '../build/ids.ts';

const NOTEBOOKS: Scope = { kind: 'notebooks' };
const REGION: Scope = { kind: 'region' };
const only = (...numbers: readonly number[]): Scope => ({
  kind: 'instances',
  ids: numbers.map(instanceId),
});

/** The scope that is left when all these have come while somebody else was at it. */
async function askedFor(scopes: readonly Scope[]): Promise<Scope | null> {
  const { ports } = simulatedAccount();
  const { account, region } = ports.cloud;
  const request = (holder: string) => ({
    store: ports.ledger,
    place: { account, region },
    holder,
    timeout: minutes(2),
    now: ports.clock.now,
  });
  const held = await takeLease(request('first'), REGION);
  for (const [index, scope] of scopes.entries()) {
    expect(await takeLease(request(`later ${index}`), scope)).toBeNull();
  }
  return held === null ? null : held.finish(true);
}

describe('wakes that find the lease taken', () => {
  test.each([
    ['nothing', [], null],
    ['the instances of all', [only(1), only(2, 1)], only(1, 2)],
    ['the notebooks, however often they are named', [NOTEBOOKS, NOTEBOOKS], NOTEBOOKS],
    ['the Region for an instance and a notebook', [only(1), NOTEBOOKS], REGION],
    ['the Region for a notebook and an instance', [NOTEBOOKS, only(1)], REGION],
    ['the Region once anybody asks for it', [REGION, NOTEBOOKS], REGION],
    ['the Region whoever asks for it last', [NOTEBOOKS, REGION], REGION],
  ] as const)('ask for %s', async (_, scopes, expected) => {
    expect(await askedFor(scopes)).toEqual(expected);
  });
});
