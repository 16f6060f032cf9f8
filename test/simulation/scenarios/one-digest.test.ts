/** One digest a day for all places: all that any of them has to tell stands in exactly one. */
import { describe, expect, test } from 'vitest';
import type { LedgerStore } from '../../../src/lib/cloud/cloud.ts';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import { fault } from '../../../src/lib/model/fault.ts';
import { days, hours, minutes } from '../../../src/lib/model/instant.ts';
import { oneDigestOfAll } from '../checkers/one-digest-of-all.ts';
import { HOME, type ManyOptions, type ManyPlaces, manyPlaces } from '../many-places.ts';

const SHOP = '210987654321';
const LAB = '001122334455';
const POLICY = `mode: act
zone: Asia/Seoul
select:
  regions: [home, us-east-1]
  accounts: [{ id: "${SHOP}", name: shop }, { id: "${LAB}", name: lab, regions: [eu-west-1] }]
tell: { digest: "03:00", weekly: null }
`;
const LABELS = [
  '123456789012 ap-northeast-2',
  '123456789012 us-east-1',
  'shop ap-northeast-2',
  'shop us-east-1',
  'lab eu-west-1',
];

const NAMES = [
  `idle-${HOME.account}-${HOME.region}`,
  `idle-${HOME.account}-us-east-1`,
  `idle-${SHOP}-ap-northeast-2`,
  `idle-${SHOP}-us-east-1`,
  `idle-${LAB}-eu-west-1`,
];

const many = (more: Partial<ManyOptions> = {}): ManyPlaces => {
  const places = manyPlaces({
    policy: POLICY,
    furnish: (setup, { account, region }) => {
      const name = `idle-${account}-${region}`;
      setup.instance({ name, load: DEAD }, { since: setup.localTime(-2, '10:00') });
    },
    ...more,
  });
  places.home.hands('owner').confirmSubscription();
  return places;
};

const digests = ({ home }: ManyPlaces) =>
  home.topic.mails.filter(({ text }) => text.startsWith('Tierkeeper on '));

/** In how many digests the stop of a place's only instance is told. */
const told = (places: ManyPlaces, mails = digests(places)): readonly number[] =>
  NAMES.map(
    (name) =>
      mails.filter(({ text }) => text.replace(/\s+/g, ' ').includes(`${name} is stopped`)).length,
  );

describe('the one digest of all places', () => {
  test('is the only one of the day, and tells of each of them by its name', async () => {
    const places = many();
    await places.run(hours(4));
    const [digest, ...others] = digests(places);
    expect(others).toEqual([]);
    expect(digest?.subject).toContain(', 5 places: ');
    for (const label of LABELS) expect(digest?.text).toContain(`[${label}]`);
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  });

  test('tells the next day nothing twice', async () => {
    const places = many();
    await places.run(days(3));
    expect(digests(places)).toHaveLength(3);
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  });

  test('names who does not let us in, and waits for nobody longer than 20 minutes', async () => {
    const places = many({ refusing: new Set([SHOP]) });
    await places.run(hours(3));
    await places.run(minutes(26));
    const [digest] = digests(places);
    expect(digest?.text.replace(/\s+/g, ' ')).toContain(
      'Not heard of in time: [shop ap-northeast-2], [shop us-east-1].',
    );
    expect(told(places)).toEqual([1, 1, 0, 0, 1]);
  });
});

const REFUSAL = fault('message-refused', 'the topic is being moved');

describe('what the one digest had to tell', () => {
  test('comes once when the topic takes it at the third try', async () => {
    const places = many();
    await places.run(hours(2.9));
    places.home.topic.refuse(REFUSAL);
    await places.run(minutes(20));
    expect(digests(places)).toHaveLength(0);
    places.home.topic.refuse(null);
    await places.run(days(2));
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  });

  test('comes the next day when the topic never took it', async () => {
    const places = many();
    await places.run(hours(2.9));
    places.home.topic.refuse(REFUSAL);
    await places.run(hours(2));
    places.home.topic.refuse(null);
    await places.run(hours(12));
    expect(digests(places)).toHaveLength(0);
    await places.run(days(2));
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  });

  test('comes a day late of a place that nothing came of in time, and says so', async () => {
    const hanging = new Set<string>();
    const places = many({ hanging });
    await places.run(hours(2.9));
    hanging.add(`${LAB}#eu-west-1`);
    await places.run(minutes(40));
    expect(told(places)).toEqual([1, 1, 1, 1, 0]);
    hanging.clear();
    await places.run(days(1));
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
    const last = digests(places).at(-1)?.text.replace(/\s+/g, ' ');
    expect(last).toContain('Of Sun 1 Nov, too late for the digest of that day.');
  });
});

/** Days whose digest some channel took, as the ledger knows it. */
function acceptedDays({ home }: ManyPlaces): ReadonlySet<number> {
  const records = home.ledger.items().filter(({ key }) => key.sort.startsWith(HOME_DIGEST));
  const accepted = records.filter(
    ({ item }) =>
      item.kind === 'digest' && item.deliveries.some(({ status }) => status === 'accepted'),
  );
  return new Set(accepted.map(({ key }) => Number(key.sort.slice(-2))));
}
const HOME_DIGEST = `digest#${HOME.region}#`;

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'what any place has to tell stands in one digest, whatever fails (seed %i)',
  async (seed) => {
    const faults = { lambdaCrash: 0.004, sendRefused: 0.3, ledgerThrottled: 0.002 };
    const places = many({ seed, trouble: () => ({ faults }) });
    await places.run(days(3.5));
    const taken = acceptedDays(places);
    const accepted = digests(places).filter(({ subject }) =>
      taken.has(Number(/ (\d+) Nov/.exec(subject)?.[1])),
    );
    // All that a pass has recorded of it, in whichever words it is told.
    const inDigests = told(places, accepted);
    expect(inDigests).toEqual(NAMES.map(() => 1));
    expect(oneDigestOfAll(places)).toEqual([]);
  },
);

/** The n-th write of a digest or of what it shows ends its pass, before or after it is done. */
const crashingAt =
  (n: number, when: 'before' | 'after') =>
  (ledger: LedgerStore): LedgerStore => ({
    ...ledger,
    put: async (write, expectation) => {
      const isOfDigest = write.item.kind === 'digest-part' || write.item.kind === 'digest';
      const isMark = write.item.kind === 'notice' && write.item.digestedAt !== null;
      if (isOfDigest || isMark) writes += 1;
      const isHit = (isOfDigest || isMark) && writes === n;
      if (isHit && when === 'before') throw new Error('the process died');
      const put = await ledger.put(write, expectation);
      if (isHit) throw new Error('the process died');
      return put;
    },
  });
let writes = 0;

test.each([1, 2, 3, 4, 5, 6].flatMap((n) => [[n, 'before'] as const, [n, 'after'] as const]))(
  'what a place hands over comes once though it crashed at write %i, %s it',
  async (n, when) => {
    writes = 0;
    const places = many({ metered: crashingAt(n, when) });
    await places.run(days(2.3));
    expect(writes).toBeGreaterThan(n);
    expect(oneDigestOfAll(places)).toEqual([]);
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  },
);

describe('a digest of each place', () => {
  test('is what the policy may want instead', async () => {
    const places = many({ policy: POLICY.replace('tell: {', 'tell: { places: each,') });
    await places.run(hours(4));
    expect(digests(places)).toHaveLength(5);
    expect(told(places)).toEqual([1, 1, 1, 1, 1]);
  });
});
