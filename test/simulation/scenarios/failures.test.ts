/** Starts and stops that AWS refuses, or accepts and does not make. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { hours } from '../../../src/lib/model/instant.ts';
import { begin } from '../scenario.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';
const encrypted = (setup: Setup): unknown =>
  setup.instance({ name: 'box', load: steady(), root: { sizeGiB: 20, encrypted: true } });

describe('a start that AWS accepts and that falls back (KMS)', () => {
  test("is reported with AWS's own reason, and never called started", async () => {
    const night = begin({ policy: NIGHTLY, account: encrypted });
    night.at('+1 06:00', (hands) => hands.breakKey('box', hours(4)));
    await night.until('+1 10:00');
    expect(night.state('box')).toBe('stopped');
    expect(night.told('started')).toEqual([]);
    const [failure] = night.told('did-not-work');
    expect(failure).toMatchObject({ name: 'box', facts: { verb: 'start', result: 'fell-back' } });
    const mail = night.world.topic.mails.find(({ text }) => text.includes('Client.InternalError'));
    expect(mail?.text).toContain('Client error on launch');
    expect(mail?.text).toContain('KMS');
  });

  test('is tried three times and then given up, until the next edge', async () => {
    const night = begin({ policy: NIGHTLY, account: encrypted });
    night.at('+1 06:00', (hands) => hands.breakKey('box', hours(4)));
    await night.until('+1 21:00');
    expect(night.turns('box').filter((turn) => turn.endsWith('start'))).toHaveLength(3);
    expect(night.told('did-not-work')).toHaveLength(2);
    await night.until('+2 12:00');
    expect(night.state('box')).toBe('running');
  });

  test("is not taken for a person's stop: as soon as the key is back it starts", async () => {
    const night = begin({ policy: NIGHTLY, account: encrypted });
    night.at('+1 06:55', (hands) => hands.breakKey('box', hours(0.25)));
    await night.until('+1 12:00');
    expect(night.state('box')).toBe('running');
    expect(night.told('started').map(({ name }) => name)).toEqual(['box']);
  });
});

describe('no capacity', () => {
  test('is told, tried again, and given up', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => setup.instance({ name: 'box', load: steady() }),
      faults: { noCapacity: 1 },
    });
    await night.until('+1 12:00');
    expect(night.state('box')).toBe('stopped');
    const [first] = night.told('did-not-work');
    expect(first?.facts).toMatchObject({ verb: 'start', result: 'refused' });
    expect(
      night.world.topic.mails.some(({ text }) => text.includes('AWS has no room for this')),
    ).toBe(true);
  });
});

describe('one that cannot be stopped', () => {
  test('holds none of the others: protected, spot, run by AWS, in the wrong state', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => {
        for (const name of ['dev-1', 'dev-2', 'dev-3']) setup.instance({ name, load: steady() });
        setup.instance({ name: 'shielded', load: steady(), stopProtected: true });
        setup.instance({ name: 'lent', load: steady(), spot: 'one-time' });
        setup.instance({ name: 'lent-again', load: steady(), spot: 'persistent' });
        const operator = { managed: true, principal: 'eks.amazonaws.com' };
        setup.instance({ name: 'node', load: steady(), operator });
      },
    });
    await night.until('23:00');
    for (const name of ['dev-1', 'dev-2', 'dev-3', 'lent-again']) {
      expect(night.state(name)).toBe('stopped');
    }
    for (const name of ['shielded', 'lent', 'node']) expect(night.state(name)).toBe('running');
    expect(night.told('did-not-work').map(({ name }) => name)).toEqual(['shielded']);
  });

  test('because it is still pending, is stopped when it runs', async () => {
    const night = begin({
      policy: `${NIGHTLY}\nminimumUptime: 0m`,
      account: (setup) => setup.instance({ name: 'box', load: steady() }),
    });
    night.at('21:59', (hands) => hands.launch({ name: 'late', load: steady() }));
    await night.until('22:30');
    expect(night.state('late')).toBe('stopped');
  });

  test('because its stop hangs, is said to be stuck, and stopped when it is', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => setup.instance({ name: 'box', load: steady() }),
      faults: { stopHangs: 1 },
    });
    await night.until('23:00');
    expect(night.told('did-not-work').map(({ facts }) => facts)).toMatchObject([
      { verb: 'stop', result: 'stuck' },
    ]);
    expect(night.state('box')).toBe('stopped');
  });
});

describe('an answer that is lost', () => {
  test('of a call that was made is no second call', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => setup.instance({ name: 'box', load: steady() }),
      faults: { apiTimedOut: 0.2 },
    });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '+1 07:00 start']);
    expect(night.told('stopped')).toHaveLength(1);
  });
});

test('an instance of an Auto Scaling group is never stopped, so nothing replaces it', async () => {
  const night = begin({
    policy: NIGHTLY,
    account: (setup) =>
      setup.autoScalingGroup({ name: 'workers', size: 2, member: { name: 'worker' } }),
  });
  await night.until('+1 12:00');
  expect(night.world.account.machines.size).toBe(2);
  expect(night.told()).toEqual([]);
});
