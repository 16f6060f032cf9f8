/** Addresses that are put back, and what a terminated instance leaves. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { hours, minus } from '../../../src/lib/model/instant.ts';
import { ebsSnapshot } from '../../build/estate.ts';
import { snapshotId } from '../../build/ids.ts';
import { begin, type Scenario } from '../scenario.ts';

const declares = (setup: Setup): Readonly<Record<string, string>> => ({
  'tierkeeper:eip': setup.allocationId('web-ip'),
});

const holderOf = ({ world }: Scenario): string | null =>
  world.account.addresses.list()[0]?.association?.instanceId ?? null;

describe('a declared address', () => {
  const web = (setup: Setup): void => {
    setup.instance({ name: 'web', load: steady(), tags: declares(setup) });
    setup.address('web-ip', { on: 'web' });
  };

  test('comes back to the instance that replaced its holder', async () => {
    const day = begin({ account: web });
    const old = day.idOf('web');
    day.at('12:32', (hands) => hands.replace('web'));
    await day.until('13:00');
    expect(day.idOf('web')).not.toBe(old);
    expect(holderOf(day)).toBe(day.idOf('web'));
    expect(day.told('address-restored').map(({ name }) => name)).toEqual(['web']);
    expect(day.told('address-missing')).toEqual([]);
  });

  test('comes back when somebody took it off', async () => {
    const day = begin({ account: web });
    day.at('12:31', (hands) => hands.disassociate('web-ip'));
    await day.until('12:45');
    expect(holderOf(day)).toBe(day.idOf('web'));
  });

  test('stays over a stop and a start, without anything being done', async () => {
    const day = begin({ account: web });
    day.at('12:31', (hands) => hands.stop('web'));
    day.at('12:41', (hands) => hands.start('web'));
    await day.until('13:00');
    expect(holderOf(day)).toBe(day.idOf('web'));
    expect(day.told()).toEqual([]);
  });

  test('is never taken from somebody else: the owner is told, once', async () => {
    const days = begin({
      account: (setup) => {
        web(setup);
        setup.instance({ name: 'other', load: steady() });
      },
    });
    days.at('12:31', (hands) => hands.associate('web-ip', 'other'));
    await days.until('+2 12:00');
    expect(holderOf(days)).toBe(days.idOf('other'));
    expect(days.told('address-missing').map(({ name }) => name)).toEqual(['web']);
  });

  test('that two instances declare goes to neither', async () => {
    const day = begin({
      account: (setup) => {
        for (const name of ['a', 'b'])
          setup.instance({ name, load: steady(), tags: declares(setup) });
        setup.address('web-ip');
      },
    });
    await day.until('14:00');
    expect(holderOf(day)).toBeNull();
    expect(day.told('address-missing').map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('of a pool goes to the one that lacks it', async () => {
    const tags = { 'tierkeeper:eip-pool': 'web' };
    const day = begin({
      account: (setup) => {
        setup.instance({ name: 'web', load: steady(), tags });
        setup.address('spare', { tags });
      },
    });
    await day.until('12:15');
    expect(holderOf(day)).toBe(day.idOf('web'));
  });
});

test('an address that nobody declared is told with its price, and never moved', async () => {
  const days = begin({
    account: (setup) => {
      setup.instance({ name: 'web', load: steady() });
      setup.address('web-ip', { on: 'web' });
    },
  });
  days.at('12:32', (hands) => hands.replace('web'));
  await days.until('+2 12:00');
  expect(holderOf(days)).toBeNull();
  expect(days.told('address-missing')).toHaveLength(1);
  const [mail, ...digests] = days.world.topic.mails;
  expect(mail?.text).toContain('3.65');
  for (const digest of digests) expect(digest.text).toContain('3.65 USD a month: Elastic IP');
});

describe('volumes of a terminated instance', () => {
  const database = (setup: Setup): unknown =>
    setup.instance({
      name: 'db',
      load: steady(),
      via: 'console',
      dataVolumes: [{ sizeGiB: 100 }, { sizeGiB: 10, deleteOnTermination: true }],
    });

  test('that stay are named once, and in every digest until they are gone', async () => {
    const days = begin({ account: database });
    days.at('12:32', (hands) => hands.terminate('db'));
    await days.until('+2 12:00');
    expect(days.told('volumes-left').map(({ name }) => name)).toEqual(['db']);
    const [left] = days.items('left-volume');
    expect(days.items('left-volume')).toHaveLength(1);
    const mails = days.world.topic.mails;
    expect(mails.map(({ text }) => text.includes(left?.volumeId ?? ''))).toEqual([
      true,
      true,
      true,
    ]);
    days.world.account.engine.at(days.time('+2 13:00'), () =>
      days.world.hands('owner').deleteVolume('db /dev/sdb'),
    );
    await days.until('+4 12:00');
    expect(days.items('left-volume')).toEqual([]);
    const later = days.world.topic.mails.slice(mails.length);
    for (const { text } of later) expect(text).not.toContain(left?.volumeId);
  });

  test('that AWS never lets go of are asked for ever more rarely', async () => {
    const days = begin({ account: database });
    await days.until('12:31');
    const { account } = days.world;
    const stuck = account.volumes.list().find(({ sizeGiB }) => sizeGiB === 100);
    days.at('12:32', (hands) => hands.terminate('db'));
    account.engine.at(days.time('12:34'), () => {
      if (stuck) account.volumes.set(stuck.id, stuck);
    });
    await days.until('+2 12:32');
    const looks = account.journal
      .of('read')
      .filter(({ operation }) => operation === 'ec2:DescribeVolumes');
    expect(days.told('volumes-left')).toEqual([]);
    // Those of each day's sweep are among them.
    expect(looks.length).toBeGreaterThan(6);
    expect(looks.length).toBeLessThan(24);
    if (stuck) account.volumes.set(stuck.id, { ...stuck, state: 'available', attachments: [] });
    await days.until('+5 12:00');
    expect(days.told('volumes-left').map(({ name }) => name)).toEqual(['db']);
  });

  test('are told with their newest snapshot, and a newer one is in the next digest', async () => {
    const days = begin({ account: database });
    await days.until('12:31');
    const { setup, account } = days.world;
    const volumeId = account.volumes.list().find(({ sizeGiB }) => sizeGiB === 100)?.id ?? null;
    const old = { volumeId, startedAt: minus(setup.startAt, hours(24 * 400)) };
    setup.region(account.region, { snapshots: [ebsSnapshot(old)] });
    days.at('12:32', (hands) => hands.terminate('db'));
    await days.until('13:00');
    const text = () => days.world.topic.mails.at(-1)?.text.replace(/\s+/g, ' ');
    expect(text()).toMatch(/newest snapshot snap-00000001 of \w+ \d+ \w+ 2025:/);
    const fresh = ebsSnapshot({ volumeId, id: snapshotId(2), startedAt: days.time('14:00') });
    setup.region(account.region, { snapshots: [ebsSnapshot(old), fresh] });
    await days.until('+1 12:00');
    expect(text()).toMatch(
      /gp3, 3,000 IOPS, 125 MiB\/s, from db, .+ newest snapshot snap-00000002 of/,
    );
  });

  test('that carry tierkeeper:keep are not mentioned', async () => {
    const days = begin({ account: database });
    days.at('12:31', (hands) => hands.tagVolume('db /dev/sdb', 'tierkeeper:keep', 'true'));
    days.at('12:32', (hands) => hands.terminate('db'));
    await days.until('+1 12:00');
    expect(days.told('volumes-left')).toEqual([]);
    expect(days.items('left-volume')).toEqual([]);
  });

  test('are found though every event was lost, and the instance is long off the list', async () => {
    const days = begin({ account: database, faults: { eventLost: 1 } });
    days.at('12:32', (hands) => hands.terminate('db'));
    days.outage('12:31', '16:00');
    await days.until('16:10');
    expect(days.told('volumes-left').map(({ at, name }) => `${at} ${name}`)).toEqual(['16:00 db']);
  });
});
