/** Accounts on one bill share what is free: one sum, told once, and kept by the guard anywhere. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { days, hours } from '../../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../../src/lib/model/ledger.ts';
import { type ManyPlaces, manyPlaces } from '../many-places.ts';

const SHOP = '210987654321';

const shop = (freeTier: string): ManyPlaces => {
  const places = manyPlaces({
    policy: `mode: act
zone: Asia/Seoul
idle: { on: false }
freeTier: { plan: legacy, accountCreated: 2026-02-01${freeTier} }
select: { accounts: [{ id: "${SHOP}", name: shop }] }
`,
    furnish: (setup) =>
      void setup.instance(
        { name: 'web', type: 't3.micro', load: steady() },
        { since: setup.localTime(0, '09:00') },
      ),
  });
  places.home.hands('owner').confirmSubscription();
  return places;
};

const itemsIn = ({ home }: ManyPlaces): readonly LedgerItem[] =>
  home.ledger.items().map(({ item }) => item);
const stateOf = (world: World | undefined): string | undefined => {
  const id = world?.account.labels.get('web');
  return id && world?.account.instances.get(id)?.state;
};
const thereOf = ({ worlds }: ManyPlaces): World | undefined => [...worlds.values()][0];

/** What was told of a limit, by account. */
const told = (places: ManyPlaces) =>
  places.home.ledger
    .items()
    .flatMap(({ key, item }) =>
      item.kind === 'notice' && item.notice.kind === 'allowance-threshold'
        ? [{ partition: key.partition, facts: item.notice.facts }]
        : [],
    );

describe('the allowances of two accounts', () => {
  test('are one sum, which home tells once, with what each has of it', async () => {
    const places = shop('');
    await places.run(hours(24 + 12));
    const linux = told(places).filter(
      ({ facts }) => facts.news === 'threshold' && facts.use.name === 'instanceHoursLinux',
    );
    expect(new Set(linux.map(({ partition }) => partition))).toEqual(
      new Set(['account#123456789012']),
    );
    const reached = linux.flatMap(({ facts }) =>
      facts.news === 'threshold' && facts.of === 'forecast' ? [facts] : [],
    );
    const [first, second, ...more] = reached.toSorted((a, b) => a.percent - b.percent);
    expect(more).toEqual([]);
    expect(first?.use).toMatchObject({ reachedAt: null });
    expect(second?.use.forecast).toBeGreaterThan(1_400);
    expect(second?.places?.map(({ place }) => place)).toEqual(['123456789012', 'shop']);
    const digest = places.home.topic.mails.findLast(
      ({ text }) => text.startsWith('Tierkeeper on') && text.includes('Linux hours'),
    );
    expect(digest?.text).toMatch(/- Linux hours so far: shop 24[.\d]*, 123456789012 24[.\d]*\.\n/);
  });

  test('are each its own where the policy says that they have bills of their own', async () => {
    const places = shop(', bills: each');
    await places.run(hours(24 + 12));
    const forecasts = told(places).flatMap(({ facts }) =>
      facts.news === 'threshold' && facts.use.name === 'instanceHoursLinux'
        ? [Math.round(facts.use.forecast)]
        : [],
    );
    expect(forecasts).toEqual([720, 720]);
    expect(itemsIn(places).filter(({ kind }) => kind === 'meter-share')).toEqual([]);
  });

  test('are kept by the guard in either account', async () => {
    const places = shop(', guard: stop, stopAtPercent: 10');
    await places.run(days(2));
    expect(stateOf(places.home)).toBe('stopped');
    expect(stateOf(thereOf(places))).toBe('stopped');
  });

  test('that the other has used up are used up here, too', async () => {
    const places = manyPlaces({
      policy: `mode: act
zone: Asia/Seoul
idle: { on: false }
freeTier: { plan: legacy, accountCreated: 2026-02-01, guard: stop, stopAtPercent: 20 }
select: { accounts: [{ id: "${SHOP}", name: shop }] }
`,
      // At home too many to last; of the other account alone nothing would be too much.
      furnish: (setup, { account }) => {
        const count = account === SHOP ? 1 : 6;
        for (let index = 0; index < count; index += 1) {
          const kept = account === SHOP ? {} : { 'tierkeeper:keep': 'true' };
          setup.instance(
            {
              ...{ name: index === 0 ? 'web' : `web-${index}`, type: 't3.micro' },
              ...{ load: steady(), tags: kept },
            },
            { since: setup.localTime(0, '09:00') },
          );
        }
      },
    });
    places.home.hands('owner').confirmSubscription();
    await places.run(days(3));
    expect(stateOf(places.home)).toBe('running');
    expect(stateOf(thereOf(places))).toBe('stopped');
  });
});
