/** The daily sweep where there is not time for every Region. */
import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { FreeTier } from '../../src/lib/model/free-tier.ts';
import { days, seconds } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import { survey } from '../../src/lib/survey.ts';
import { volumeId } from '../build/ids.ts';
import { volume } from '../build/resources.ts';

const FAR = ['eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'us-east-1'] as const;
const LONG = Number.POSITIVE_INFINITY;

/** Home and five Regions, four of which are read at once; the last has an unattached volume. */
function account(told: Partial<FreeTier> = {}, document: object = {}) {
  const world = simulatedAccount();
  const { estate, freeTier, ledger, clock, cloud } = world.portsFor({
    kind: 'person',
    name: 'owner',
  });
  for (const region of FAR) world.setup.region(region, {});
  world.setup.region('us-east-1', {
    volumes: [volume({ id: volumeId(1), state: 'available', attachments: [] })],
  });
  /** The sweep of the next day, with time for so many looks at the clock. */
  const sweep = async (looks: number) => {
    await world.advance(days(1));
    let left = looks;
    return survey({
      estate,
      freeTier: { ...freeTier, ...told },
      ledger,
      clock,
      account: cloud.account,
      policy: parsePolicyDocument(document),
      prices: priceTable(shippedPrices().rows, {}),
      managed: new Set(),
      timeLeft: () => {
        left -= 1;
        return seconds(left < 0 ? 1 : 120);
      },
    });
  };
  return { sweep };
}

describe('a sweep without time for every Region', () => {
  test('says which it did not look at', async () => {
    const { sweep } = account();
    expect(await sweep(1)).toMatchObject({ regionsRead: 4, unlooked: ['eu-west-3', 'us-east-1'] });
  });

  test('begins the next day with those, after home', async () => {
    const { sweep } = account();
    await sweep(1);
    expect(await sweep(1)).toMatchObject({ unlooked: ['eu-west-1', 'eu-west-2'] });
    expect(await sweep(LONG)).toMatchObject({ regionsRead: 6, unlooked: [] });
  });

  test('keeps what earlier sweeps saw there, which is no younger for that', async () => {
    const { sweep } = account();
    const first = await sweep(LONG);
    const [found] = first?.findings ?? [];
    expect(found).toMatchObject({ id: volumeId(1), foundAt: first?.at });
    expect(await sweep(1)).toMatchObject({ findings: [], unseen: [found] });
    expect(await sweep(LONG)).toMatchObject({ findings: [found], unseen: [] });
  });
});

describe('the meter of a sweep', () => {
  test('is none where nobody says which free tier the account has', async () => {
    expect(await account().sweep(LONG)).toMatchObject({ meter: null });
  });

  test('counts against the 12 months that the policy says', async () => {
    const freeTier = { plan: 'legacy', accountCreated: '2026-01-15' };
    const { sweep } = account({}, { freeTier });
    const { meter = null } = (await sweep(LONG)) ?? {};
    expect(meter?.limits.map(({ name }) => name)).toContain('volumeGibMonths');
    expect(meter?.month).toBe('2026-11');
  });

  test('has the credits that AWS tells', async () => {
    const state = { kind: 'free', remaining: usd(87), endsAt: null } as const;
    const { sweep } = account({ planState: async () => complete([state]) });
    expect((await sweep(LONG))?.meter).toMatchObject({
      limits: [],
      credits: { remaining: usd(87) },
    });
  });
});
