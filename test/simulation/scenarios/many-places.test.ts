/** Other Regions and accounts: each is looked after as home is, and none holds another up. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { hours, minutes, seconds } from '../../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../../src/lib/model/ledger.ts';
import { HOME, type ManyOptions, type ManyPlaces, manyPlaces } from '../many-places.ts';

const SHOP = '210987654321';
const LAB = '001122334455';
const POLICY = `mode: act
zone: Asia/Seoul
select:
  regions: [home, us-east-1]
  accounts: [{ id: "${SHOP}", name: shop }, { id: "${LAB}", regions: [eu-west-1] }]
`;
const ELSEWHERE = [
  `${HOME.account}#us-east-1`,
  `${SHOP}#ap-northeast-2`,
  `${SHOP}#us-east-1`,
  `${LAB}#eu-west-1`,
];

/** One that nobody uses, and one that is used, in each place. */
const many = (more: Partial<ManyOptions> = {}): ManyPlaces => {
  const places = manyPlaces({
    policy: POLICY,
    furnish: (setup) => {
      setup.instance({ name: 'forgotten', load: DEAD }, { since: setup.localTime(-2, '10:00') });
      setup.instance({ name: 'used', load: steady() }, { since: setup.localTime(-2, '10:00') });
    },
    ...more,
  });
  places.home.hands('owner').confirmSubscription();
  return places;
};

const stateOf = (world: World | undefined, name: string): string | undefined => {
  const id = world?.account.labels.get(name);
  return id && world?.account.instances.get(id)?.state;
};
const statesIn = ({ home, worlds }: ManyPlaces, name: string): readonly string[] =>
  [home, ...worlds.values()].map((world) => stateOf(world, name) ?? 'none');
const itemsIn = ({ home }: ManyPlaces): readonly LedgerItem[] =>
  home.ledger.items().map(({ item }) => item);
const troubles = (places: ManyPlaces): readonly string[] =>
  itemsIn(places).flatMap((item) =>
    item.kind === 'notice' && item.notice.kind === 'own-trouble'
      ? [`${item.notice.facts.trouble} ${item.notice.facts.family}`]
      : [],
  );

describe('other Regions and accounts', () => {
  test('have what idles stopped and what is used left on, as home has', async () => {
    const places = many();
    await places.run(hours(2));
    expect([...places.worlds.keys()]).toEqual(ELSEWHERE);
    expect(statesIn(places, 'forgotten')).toEqual(new Array(5).fill('stopped'));
    expect(statesIn(places, 'used')).toEqual(new Array(5).fill('running'));
  });

  test('are told of from home, by account and Region', async () => {
    const places = many();
    await places.run(hours(2));
    const warned = places.home.topic.mails.filter(({ subject }) => /stops at/.test(subject));
    const told = warned.map(({ text }) => {
      const [, account, region] = /for account (\d+), ([a-z0-9-]+)\./.exec(text) ?? [];
      return `${account}#${region}`;
    });
    expect(told.toSorted()).toEqual([`${HOME.account}#${HOME.region}`, ...ELSEWHERE].toSorted());
  });

  test('have their messages titled by what tells them from each other', async () => {
    const places = many();
    await places.run(hours(2));
    const warned = places.home.topic.mails.filter(({ subject }) => /stops at/.test(subject));
    const titled = warned.map(
      ({ subject }) => /^Tierkeeper: \[(.*)\] forgotten/.exec(subject)?.[1],
    );
    expect(titled.toSorted()).toEqual(
      [
        ...[`${LAB} eu-west-1`, `${HOME.account} ap-northeast-2`, `${HOME.account} us-east-1`],
        ...['shop ap-northeast-2', 'shop us-east-1'],
      ].toSorted(),
    );
  });

  test('have no digest of a day without news, since home has one', async () => {
    const places = many({
      furnish: (setup) => void setup.instance({ name: 'used', load: steady() }),
      policy: POLICY.replace('mode: act', 'mode: act\ntell: { weekly: null }'),
    });
    await places.run(hours(24 + 12));
    const senders = places.home.topic.mails.flatMap(
      ({ text }) => /from account (\d+, [a-z0-9-]+)\./.exec(text)?.[1] ?? [],
    );
    expect(new Set(senders)).toEqual(new Set([`${HOME.account}, ${HOME.region}`]));
  });

  test('have their digest when home has, also where their account is swept elsewhere', async () => {
    const places = many({ policy: `${POLICY}tell: { digest: "03:00" }\n` });
    await places.run(hours(3));
    await places.run(minutes(11));
    const digests = itemsIn(places).filter(({ kind }) => kind === 'digest');
    expect(digests).toHaveLength(1 + ELSEWHERE.length);
  });

  test('are paused by the one switch of home', async () => {
    const places = many();
    const { ledger } = places.home.portsFor({ kind: 'person', name: 'owner' });
    const paused = { kind: 'control', paused: true, mode: null, at: places.home.now() } as const;
    const key = { partition: `account#${HOME.account}`, sort: 'control' };
    const placed = ledger.put({ key, item: paused, expiresAt: null }, 'any');
    await places.run(hours(2));
    await placed;
    expect(statesIn(places, 'forgotten')).toEqual(new Array(5).fill('running'));
  });

  test('are looked at when something happens there, and not at once all of them', async () => {
    const places = many();
    await places.run(minutes(12));
    const before = places.lines.length;
    places.worlds.get(`${LAB}#eu-west-1`)?.hands('somebody').stop('used');
    await places.run(minutes(2));
    const passes = places.lines.slice(before).filter(({ message }) => message === 'pass');
    expect(passes.length).toBeGreaterThan(0);
    for (const { fields } of passes) {
      expect(fields).toMatchObject({ account: LAB, region: 'eu-west-1', cause: 'instance' });
    }
  });
});

describe('one account alone', () => {
  test('uses no queue', async () => {
    const places = many({ policy: 'mode: act\nzone: Asia/Seoul\n' });
    await places.run(hours(2));
    expect(stateOf(places.home, 'forgotten')).toBe('stopped');
    expect(places.queue.used.invocations).toBe(0);
    const [warned] = places.home.topic.mails.filter(({ subject }) => /stops at/.test(subject));
    expect(warned?.subject).toMatch(/^Tierkeeper: forgotten/);
  });
});

describe('trouble in one place', () => {
  test('that does not let us in is told once a day, and holds nobody up', async () => {
    const places = many({ refusing: new Set([SHOP]) });
    await places.run(hours(2));
    expect(statesIn(places, 'forgotten')).toEqual([
      ...['stopped', 'stopped', 'running', 'running', 'stopped'],
    ]);
    expect(troubles(places)).toEqual([`scope-refused ${SHOP} (shop)`]);
    const mails = places.home.topic.mails.filter(({ text }) => text.includes(SHOP));
    expect(mails).toHaveLength(1);
    expect(places.queue.deadLetters).toEqual([]);
  });

  test('that throttles every call holds nobody up', async () => {
    const places = many({
      trouble: ({ account }) => (account === SHOP ? { faults: { apiThrottled: 1 } } : {}),
    });
    await places.run(hours(2));
    expect(statesIn(places, 'forgotten')).toEqual([
      ...['stopped', 'stopped', 'running', 'running', 'stopped'],
    ]);
  });

  test('that never answers holds nobody up, and ends as a dead letter', async () => {
    const hung = `${SHOP}#us-east-1`;
    const places = many({ hanging: new Set([hung]) });
    await places.run(hours(2));
    expect(statesIn(places, 'forgotten')).toEqual([
      ...['stopped', 'stopped', 'stopped', 'running', 'stopped'],
    ]);
    const letters = places.queue.deadLetters.map((body) => JSON.parse(body));
    expect(letters.length).toBeGreaterThan(0);
    for (const letter of letters) {
      expect(letter).toMatchObject({ account: SHOP, region: 'us-east-1' });
    }
  });
});

describe('a place that nobody has looked at for a day', () => {
  const name = `${SHOP} (shop), us-east-1: `;
  const digests = (places: ManyPlaces): readonly string[] =>
    places.home.topic.mails
      .map(({ text }) => text)
      .filter((text) => text.includes('Some places of the policy are not looked after'));

  test('stands in the digest of home until it is looked at again', async () => {
    const hanging = new Set([`${SHOP}#us-east-1`]);
    const places = many({ hanging });
    await places.run(hours(24 + 12));
    expect(digests(places)).toHaveLength(2);
    for (const text of digests(places)) {
      expect(text.replace(/\s+/g, ' ')).toContain(`${name}not looked at yet.`);
      expect(text).not.toContain(`${LAB}, eu-west-1`);
    }
    hanging.clear();
    await places.run(hours(24));
    expect(digests(places)).toHaveLength(2);
  });
});

describe('the daily sweeps of other accounts', () => {
  const ACCOUNTS = [1, 2, 3, 4, 5].map((last) => `31000000000${last}`);
  const listed = ACCOUNTS.map((id) => `{ id: "${id}" }`).join(', ');
  const swept = ({ home }: ManyPlaces): readonly string[] =>
    home.ledger.items().flatMap(({ key, item }) => {
      const account = key.partition.replace('account#', '');
      return item.kind === 'survey' && account !== HOME.account ? [account] : [];
    });
  const accounts = (more: Partial<ManyOptions>): ManyPlaces =>
    many({ policy: `zone: Asia/Seoul\nselect: { accounts: [${listed}] }\n`, ...more });

  test('take turns, since a function has no memory for several at once', async () => {
    const seen: string[] = [];
    const places = accounts({
      watch: (ports) => {
        const regions = () => {
          seen.push(ports.cloud.account);
          return ports.estate.regions();
        };
        const usage = () => {
          seen.push(ports.cloud.account);
          return ports.freeTier.usage();
        };
        const { estate, freeTier } = ports;
        return { ...ports, estate: { ...estate, regions }, freeTier: { ...freeTier, usage } };
      },
    });
    await places.run(hours(24));
    const blocks = seen.filter((account, index) => account !== seen[index - 1]);
    expect(blocks.toSorted()).toEqual(ACCOUNTS);
    expect(swept(places).toSorted()).toEqual(ACCOUNTS);
  });

  test('for which there is no time left are made whole with the next try', async () => {
    const places = accounts({
      watch: (ports) => {
        const { engine } = places.home.account;
        const regions = async () => {
          await new Promise<void>((resolve) => void engine.after(seconds(30), () => resolve()));
          return ports.estate.regions();
        };
        return { ...ports, estate: { ...ports.estate, regions } };
      },
    });
    await places.run(hours(24));
    const unlooked = itemsIn(places).flatMap((item) =>
      item.kind === 'survey' ? item.unlooked : [],
    );
    expect(swept(places).toSorted()).toEqual(ACCOUNTS);
    expect(unlooked).toEqual([]);
    expect(places.queue.deadLetters).toEqual([]);
  });

  test('are done also where the first of them never comes to its end', async () => {
    const [hung] = ACCOUNTS;
    const places = accounts({
      watch: (ports) => {
        if (ports.cloud.account !== hung) return ports;
        return { ...ports, estate: { ...ports.estate, regions: () => new Promise(() => {}) } };
      },
    });
    await places.run(hours(24));
    expect(swept(places).toSorted()).toEqual(ACCOUNTS.slice(1));
  });
});

describe('what is more than one pass can do', () => {
  test('goes on in the next pass of that place, and nothing is stopped twice', async () => {
    const places = many({
      policy: `${POLICY}limits: { stopsPerPass: 2, actionsPerHour: 1000, sharePercent: 100 }\n`,
      furnish: (setup, { account }) => {
        for (let index = 0; index < (account === LAB ? 7 : 1); index += 1) {
          setup.instance(
            { name: `idle-${index}`, load: DEAD },
            { since: setup.localTime(-2, '10:00') },
          );
        }
      },
    });
    await places.run(hours(2));
    const lab = places.worlds.get(`${LAB}#eu-west-1`);
    const states = (lab?.account.instances.list() ?? []).map(({ state }) => state);
    expect(states).toEqual(new Array(7).fill('stopped'));
    const stops = lab?.journal.of('call').filter(({ verb }) => verb === 'stop');
    expect(stops).toHaveLength(7);
  });
});

describe('a message', () => {
  test('that comes twice at once makes one pass after the other, and nothing twice', async () => {
    const places = many();
    for (let tick = 0; tick < 24; tick += 1) {
      places.queue.duplicateNext();
      await places.run(minutes(5));
    }
    expect(statesIn(places, 'forgotten')).toEqual(new Array(5).fill('stopped'));
    for (const world of places.worlds.values()) {
      const stops = world.journal.of('call').filter(({ verb }) => verb === 'stop');
      expect(stops).toHaveLength(1);
    }
  });

  test('of a place that nobody looks after is counted, and asks for nothing', async () => {
    const places = many();
    await places.run(minutes(1));
    const foreign = {
      source: 'tierkeeper',
      'detail-type': 'Clock Ticked',
      account: '999999999999',
    };
    const sent = places.queue.send([{ ...foreign, region: 'us-east-1' }, 'no event']);
    await places.run(minutes(1));
    await sent;
    const noops = places.lines.filter(({ fields }) => fields['NoopWakes'] === 1);
    expect(noops).toHaveLength(2);
    expect(places.queue.deadLetters).toEqual([]);
  });
});
