/** What people get: few mails, one digest a date, nothing twice. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00" }';
const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

test('what stops together is one mail before and one after, whatever each one takes', async () => {
  const night = begin({
    policy: NIGHTLY,
    account: (setup) => {
      for (const name of ['a', 'b', 'c', 'd']) setup.instance({ name, load: steady() });
    },
  });
  await night.until('23:00');
  const [warning, news, ...more] = night.world.topic.mails.map(({ subject }) => subject);
  expect(warning).toContain('a stops at 22:00 KST (and 3 more)');
  expect(news).toContain('(and 3 more)');
  expect(more).toEqual([]);
  expect(night.told('stopped').map(({ at }) => at)).toEqual(['22:00', '22:00', '22:00', '22:00']);
});

test('a warning comes in quiet hours too, and the news of the night in the morning', async () => {
  const quiet = 'tell: { quiet: { from: "21:30", to: "07:30" } }';
  const night = begin({ policy: `${NIGHTLY}\n${quiet}`, account: box, begins: '21:00' });
  await night.until('+1 08:00');
  expect(night.told('about-to-stop').map(({ at }) => at)).toEqual(['21:40']);
  expect(night.turns('box')).toEqual(['22:00 stop']);
  expect(night.told('stopped').map(({ at }) => at)).toEqual(['+1 07:30']);
});

describe('forty instances', () => {
  const fleet = (setup: Setup): void => {
    for (let index = 1; index <= 40; index += 1) {
      setup.instance({ name: `dev-${index}`, load: steady() });
    }
  };

  test('that stop at once are one mail before, then no more than an hour may have', async () => {
    const night = begin({ policy: NIGHTLY, account: fleet });
    await night.until('23:00');
    expect(night.told('about-to-stop')).toHaveLength(40);
    expect(night.told('stopped')).toHaveLength(40);
    const [warning, ...stopped] = night.world.topic.mails;
    expect(warning?.subject).toContain('(and 39 more)');
    expect(stopped.length).toBeLessThanOrEqual(2);
  });

  test('over the limits go on with the next passes, and all are stopped in the end', async () => {
    const policy = `${NIGHTLY}\nlimits: { stopsPerPass: 15 }`;
    const night = begin({ policy, account: fleet, faults: { eventLost: 1 } });
    await night.until('22:04');
    const stopping = night.world.account.instances
      .list()
      .filter(({ state }) => state !== 'running');
    expect(stopping).toHaveLength(15);
    await night.until('22:30');
    const running = night.world.account.instances.list().filter(({ state }) => state === 'running');
    expect(running).toEqual([]);
  });
});

describe('the digest', () => {
  test('comes once a date, though its schedule fires twice', async () => {
    const days = begin({ account: box, faults: { tickDuplicated: 1 } });
    await days.until('+3 12:00');
    expect(days.digests()).toEqual(['2026-11-03', '2026-11-04', '2026-11-05']);
  });

  test('comes with a tick where its schedule does not fire at all', async () => {
    const days = begin({ account: box });
    const { invoke } = days.world.lambdas;
    days.world.lambdas.invoke = (name, document) => {
      if (name !== 'digest-due') invoke(name, document);
    };
    await days.until('+2 12:00');
    expect(days.digests()).toEqual(['2026-11-03', '2026-11-04']);
  });

  test('comes not for a time before the product was there', async () => {
    const day = begin({ account: box, begins: '09:30' });
    await day.until('23:00');
    expect(day.digests()).toEqual([]);
  });

  test('is tried again when the channel refuses, and says the same', async () => {
    const days = begin({ account: box, faults: { sendRefused: 0.4 } });
    await days.until('+4 12:00');
    expect(days.digests()).toEqual(['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06']);
  });

  test('is never sent again where nobody knows whether it went out', async () => {
    const days = begin({ account: box, faults: { sendDoubtful: 1 } });
    await days.until('+6 12:00');
    const dates = days.items('digest');
    expect(dates).toHaveLength(6);
    expect(dates.flatMap(({ deliveries }) => deliveries.map(({ attempts }) => attempts))).toEqual(
      dates.map(() => 1),
    );
  });
});

test('a warning that may be lost is sent once, stops nothing, and is in the digest', async () => {
  const night = begin({ policy: NIGHTLY, account: box, faults: { sendDoubtful: 1 } });
  await night.until('+1 12:00');
  expect(night.turns('box')).toEqual([]);
  const sent = night.world.journal.of('message').map(({ message }) => message);
  const warnings = sent.filter(({ attributes }) => attributes['kind'] === 'about-to-stop');
  // A new time to stop is a new warning.
  const titles = new Set(warnings.map(({ subject }) => subject));
  expect(titles).toContain('Tierkeeper: box stops at 22:00 KST');
  expect(titles.size).toBe(warnings.length);
  const digest = sent.find(({ attributes }) => attributes['kind'] === 'digest')?.text ?? '';
  expect(digest.replace(/\s+/g, ' ')).toMatch(/may not have reached you.*box stops at 22:00 KST/i);
});

describe('a permission that is missing', () => {
  test.each([
    ['ec2:DescribeInstances', 'instances'],
    ['ec2:DescribeSpotInstanceRequests', 'spot requests'],
  ])('%s: everything that needs it waits, and it is told once a day', async (action, family) => {
    const days = begin({
      policy: NIGHTLY,
      account: (setup) => setup.instance({ name: 'lent', load: DEAD, spot: 'persistent' }),
      denied: [action],
    });
    await days.until('+2 12:00');
    expect(days.turns('lent')).toEqual([]);
    const told = days.told('own-trouble').filter(({ facts }) => 'family' in facts);
    expect(told.map(({ facts }) => facts)).toMatchObject(
      told.map(() => ({ trouble: 'family-refused', family })),
    );
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told.length).toBeLessThanOrEqual(3);
  });
});

test('a quiet hour costs no mail, and no write but the lease and what was seen', async () => {
  const day = begin({
    policy: NIGHTLY,
    account: (setup) => {
      for (let index = 1; index <= 8; index += 1) {
        setup.instance({ name: `box-${index}`, load: steady() });
      }
    },
  });
  await day.until('15:00');
  const before = day.world.journal.of('ledger').length;
  await day.until('16:00');
  const written = day.world.journal.of('ledger').slice(before);
  const others = written.map(({ item }) => item?.kind).filter((kind) => kind !== 'lease');
  expect(others.sort()).toEqual(['alarms', 'exposures']);
  expect(day.world.topic.mails).toEqual([]);
});
