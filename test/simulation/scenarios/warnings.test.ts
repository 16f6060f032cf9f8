/** What a warning says, and that a stop without a warning that arrived is not made. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin, type Scenario } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00" }';
const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

describe('a warning', () => {
  test('names the public address that a stop loses', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    const seat = night.instance('box')?.interfaces[0]?.privateAddresses[0];
    await night.until('21:59');
    expect(night.world.topic.mails[0]?.text).toContain(seat?.publicIp);
  });

  test('says that an Elastic IP bills on while its instance is stopped', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => {
        box(setup);
        setup.address('box-ip', { on: 'box' });
      },
    });
    const seat = night.instance('box')?.interfaces[0]?.privateAddresses[0];
    await night.until('21:59');
    expect(night.world.topic.mails[0]?.text).toContain(seat?.publicIp);
    await night.until('23:00');
    expect(night.instance('box')?.interfaces[0]?.privateAddresses[0]).toEqual(seat);
  });

  test('that every channel refuses is no warning: nothing is stopped', async () => {
    const night = begin({ policy: NIGHTLY, account: box, faults: { sendRefused: 1 } });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('that was refused at first counts from when it went out', async () => {
    const night = begin({ policy: NIGHTLY, account: box, confirmed: false });
    night.at('22:07', (hands) => hands.confirmSubscription());
    await night.until('+1 12:00');
    expect(night.told('about-to-stop').map(({ at }) => at)).toEqual(['22:10']);
    expect(night.turns('box')).toEqual(['22:25 stop']);
  });

  test('is not given, and not needed, where the policy says `warn: 0m`', async () => {
    const policy = 'nightly: { stop: "22:00", warn: 0m }';
    const night = begin({ policy, account: box, confirmed: false });
    await night.until('23:00');
    expect(night.turns('box')).toEqual(['22:00 stop']);
  });
});

describe('hibernation', () => {
  const sleeper = (setup: Setup): void => {
    const root = { sizeGiB: 20, encrypted: true };
    setup.instance({ name: 'able', load: DEAD, hibernationConfigured: true, root });
    setup.instance({ name: 'unable', load: DEAD, root });
  };

  test('is for an idle instance that was launched for it; the other just stops', async () => {
    const day = begin({ policy: 'idle: { hibernate: true }', account: sleeper });
    await day.until('14:00');
    const why = (name: string) => day.instance(name)?.stateReason?.code;
    expect([day.state('able'), why('able')]).toEqual(['stopped', 'Client.UserInitiatedHibernate']);
    expect([day.state('unable'), why('unable')]).toEqual([
      'stopped',
      'Client.UserInitiatedShutdown',
    ]);
  });

  const told = (day: Scenario) =>
    day.told().map(({ at, kind, facts }) => {
      const more = 'hibernation' in facts ? ` ${facts['hibernation']}` : '';
      return `${at} ${kind}${more}`;
    });
  const refusals = ({ world }: Scenario): number =>
    world.journal.of('call').filter(({ refused }) => refused?.code === 'cannot-hibernate').length;
  const only = (setup: Setup): void => {
    const root = { sizeGiB: 20, encrypted: true };
    setup.instance({ name: 'box', load: DEAD, hibernationConfigured: true, root });
  };
  const policy = 'idle: { hibernate: true }';

  test('that AWS refuses comes to a plain stop five minutes later, and both are said', async () => {
    const day = begin({ policy, account: only, faults: { notReadyToHibernate: 1 } });
    await day.until('14:00');
    expect(told(day)).toEqual([
      '13:10 about-to-stop',
      '13:35 did-not-work',
      '13:40 stopped refused',
    ]);
    expect(day.turns('box')).toEqual(['13:40 stop']);
    expect(day.instance('box')?.stateReason?.code).toBe('Client.UserInitiatedShutdown');
  });

  test('is tried anew after the next start', async () => {
    const day = begin({ policy, account: only, faults: { notReadyToHibernate: 1 } });
    day.at('15:00', (hands) => hands.start('box'));
    await day.until('18:00');
    expect(told(day).slice(3)).toEqual(['16:10 about-to-stop', '16:40 stopped refused']);
    expect(refusals(day)).toBe(2);
  });

  test('that EC2 accepts and does not do is said when it is seen', async () => {
    const day = begin({ policy, account: only, faults: { hibernationFails: 1 } });
    await day.until('14:00');
    expect(told(day)).toEqual(['13:10 about-to-stop', '13:35 stopped fell-back']);
    expect(day.turns('box')).toEqual(['13:35 stop']);
    expect(day.instance('box')?.stateReason?.code).toBe('Client.UserInitiatedShutdown');
  });
});

test('tierkeeper:idle=never is never even judged', async () => {
  const days = begin({
    account: (setup) =>
      setup.instance({ name: 'box', load: DEAD, tags: { 'tierkeeper:idle': 'never' } }),
  });
  await days.until('+2 12:00');
  expect(days.turns('box')).toEqual([]);
  expect(days.told()).toEqual([]);
});
