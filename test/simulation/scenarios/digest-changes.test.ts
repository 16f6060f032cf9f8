/** The one digest of all places when the policy changes, or not all of it can be read. */
import { describe, expect, test } from 'vitest';
import type { DigestPorts, LedgerStore } from '../../../src/lib/cloud/cloud.ts';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import { fault } from '../../../src/lib/model/fault.ts';
import { days, hours, minutes } from '../../../src/lib/model/instant.ts';
import { received } from '../checkers/messages.ts';
import { oneDigestOfAll } from '../checkers/one-digest-of-all.ts';
import { type ManyOptions, type ManyPlaces, manyPlaces } from '../many-places.ts';

const LAB = '001122334455';
const accounts = `accounts: [{ id: "${LAB}", name: lab, regions: [eu-west-1] }]`;
const tell = 'digest: "03:00", weekly: null';
const policyOf = (select: string, places: 'together' | 'each' = 'together'): string =>
  `mode: act
zone: Asia/Seoul
select: { ${select} }
tell: { ${tell}, places: ${places} }
`;
const ALL = `regions: [home, us-east-1], ${accounts}`;

const LAB_PLACE = `${LAB}#eu-west-1`;
const NAMES = ['idle-ap-northeast-2', 'idle-us-east-1', 'idle-eu-west-1'];

function many(more: Partial<ManyOptions> = {}): ManyPlaces {
  const places = manyPlaces({
    policy: policyOf(ALL),
    furnish: (setup, { region }) =>
      setup.instance(
        { name: `idle-${region}`, load: DEAD },
        { since: setup.localTime(-2, '10:00') },
      ),
    ...more,
  });
  places.home.hands('owner').confirmSubscription();
  return places;
}

/** The digests in which anything of the place's only instance stands as done. */
const toldOf = ({ home }: ManyPlaces): readonly number[] =>
  NAMES.map((name) => digestsIn(home).filter((text) => text.includes(`${name} is stopped`)).length);

const digestsIn = (home: ManyPlaces['home']): readonly string[] =>
  home.topic.mails
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .filter((text) => text.startsWith('Tierkeeper on '));

const failures = ({ home }: ManyPlaces): readonly (string | null)[] =>
  home.journal
    .of('invocation-ended')
    .filter(({ result }) => result !== 'returned')
    .map(({ error }) => error);

/** The lab's part of the first day comes when the digest of that day is out. */
async function lateLab(): Promise<ManyPlaces> {
  const hanging = new Set<string>();
  const places = many({ hanging });
  await places.run(hours(2.9));
  hanging.add(LAB_PLACE);
  await places.run(minutes(40));
  hanging.clear();
  await places.run(hours(1));
  expect(toldOf(places)).toEqual([1, 1, 0]);
  return places;
}

describe('what a place has handed over, and nobody was told of yet', () => {
  test('stands in the next digest of home where each tells of itself from then on', async () => {
    const places = await lateLab();
    places.redeploy(policyOf(ALL, 'each'));
    await places.run(days(2));
    expect(toldOf(places)).toEqual([1, 1, 1]);
    const late = digestsIn(places.home).filter((text) => text.includes('too late for the digest'));
    expect(late.map((text) => text.includes('[lab eu-west-1] Account'))).toEqual([true]);
  });

  test('stands in the next digest where the policy names the place no more', async () => {
    const places = await lateLab();
    places.redeploy(policyOf('regions: [home, us-east-1]'));
    await places.run(days(3));
    expect(toldOf(places)).toEqual([1, 1, 1]);
    expect(digestsIn(places.home).filter((text) => text.includes(LAB))).toHaveLength(1);
  });

  test('is not told, and spoils nothing, where there is no other place any more', async () => {
    const places = await lateLab();
    places.redeploy(policyOf('regions: [home]'));
    await places.run(days(2));
    expect(toldOf(places)).toEqual([1, 1, 0]);
    const dates = received({ world: places.home }).flatMap((one) =>
      one.kind === 'digest' ? one.date : [],
    );
    expect(dates).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
    expect(failures(places)).toEqual([]);
  });
});

describe('a policy that wants one digest instead of one of each', () => {
  test('has it the next day, with all places, and nothing of it twice', async () => {
    const places = many({ policy: policyOf(ALL, 'each') });
    await places.run(hours(12));
    expect(digestsIn(places.home)).toHaveLength(3);
    places.redeploy(policyOf(ALL));
    await places.run(days(1));
    const [joint, ...more] = digestsIn(places.home).slice(3);
    expect(more).toEqual([]);
    expect(joint).toContain('in all 3 places');
    expect(joint).not.toContain('Not heard of');
    expect(toldOf(places)).toEqual([1, 1, 1]);
  });
});

describe('a digest that the topic refuses while the policy changes', () => {
  const REFUSAL = fault('message-refused', 'the topic is being moved');

  test.each([
    { first: 'each', next: 'together', count: 3 },
    { first: 'together', next: 'each', count: 1 },
  ] as const)('goes on as "$first" where "$next" is wanted', async ({ first, next, count }) => {
    const places = many({ policy: policyOf(ALL, first) });
    await places.run(hours(2.9));
    places.home.topic.refuse(REFUSAL);
    await places.run(minutes(16));
    places.redeploy(policyOf(ALL, next));
    places.home.topic.refuse(null);
    await places.run(hours(3));
    expect(digestsIn(places.home)).toHaveLength(count);
    await places.run(days(1.5));
    expect(toldOf(places)).toEqual([1, 1, 1]);
  });
});

describe('a part that this version cannot read', () => {
  /** As the codec gives what is stored in another way. */
  const unreadableOfLab = (ledger: LedgerStore): LedgerStore => ({
    ...ledger,
    put: (write, expectation) => {
      const { item, key } = write;
      const isFirst = key.sort === 'part#2026-11-01' && key.partition.includes(LAB);
      if (item.kind !== 'digest-part' || !isFirst) return ledger.put(write, expectation);
      const unreadable = { ...item, date: '', sections: [], isUnreadable: true } as const;
      return ledger.put({ ...write, item: unreadable }, expectation);
    },
  });

  test('is named on its day, with all else told, and never again', async () => {
    const places = many({ metered: unreadableOfLab });
    await places.run(days(3));
    const named = digestsIn(places.home).map((text) =>
      text.includes('What these had to tell could not be read: [lab eu-west-1].'),
    );
    expect(named).toEqual([true, false, false]);
    expect(toldOf(places)).toEqual([1, 1, 0]);
    expect(failures(places)).toEqual([]);
    expect(oneDigestOfAll(places).map(({ says }) => says)).toEqual([
      expect.stringContaining(`handed over and never told: ${LAB_PLACE} 2026-11-01`),
    ]);
  });
});

describe('a place whose parts the ledger does not give away', () => {
  const refused = (ports: DigestPorts): DigestPorts => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      query: async (partition, options) => {
        if (partition === `digest#${LAB_PLACE}`) throw new Error('not authorized');
        return ports.ledger.query(partition, options);
      },
    },
  });

  test('is named each day, once, after 20 minutes, and all others are told', async () => {
    const places = many({ tampered: refused });
    await places.run(days(3));
    expect(digestsIn(places.home)).toHaveLength(3);
    for (const text of digestsIn(places.home)) expect(text).toContain('read: [lab eu-west-1].');
    expect(toldOf(places)).toEqual([1, 1, 0]);
    expect(failures(places)).toEqual(digestsIn(places.home).map(() => 'Error: not authorized'));
  });
});
