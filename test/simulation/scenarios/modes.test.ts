/** Observe and act: what the mode does, and what it does not answer for. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';

const furnished = (setup: Setup): void => {
  setup.instance({ name: 'dev', load: steady() });
  setup.instance({ name: 'forgotten', load: DEAD, tags: { 'tierkeeper:schedule': 'none' } });
  setup.instance({
    name: 'web',
    load: steady(),
    tags: { 'tierkeeper:schedule': 'none', 'tierkeeper:eip': setup.allocationId('web-ip') },
  });
  setup.address('web-ip');
};

describe('observe', () => {
  test('does nothing and says what it would have done', async () => {
    const days = begin({ policy: `mode: observe\n${NIGHTLY}`, account: furnished });
    await days.until('+2 12:00');
    expect([days.turns('dev'), days.turns('forgotten')]).toEqual([[], []]);
    expect(days.world.account.addresses.list()[0]?.association).toBeNull();
    expect(days.told()).toEqual([]);
    expect(days.items('intent')).toEqual([]);
    const [digest] = days.world.topic.mails;
    expect(digest?.text).toMatch(/would have stopped|would/i);
    for (const name of ['dev', 'forgotten', 'web']) expect(digest?.text).toContain(name);
  });

  test('then act begins anew: nothing is done for the time of observing', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    const { options, world } = night;
    tamper(world, options, { policy: { ...options.policy, mode: 'observe' } });
    world.account.engine.at(night.time('22:30'), () => tamper(world, options, {}));
    await night.until('+1 05:00');
    expect(night.turns('dev')).toEqual([]);
    expect(night.turns('forgotten')).toEqual(['22:55 stop']);
    await night.until('+1 23:00');
    expect(night.turns('dev')).toEqual(['+1 22:00 stop']);
  });

  test('can be switched on from outside, also in the middle of a warning', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    night.control('21:50', { paused: false, mode: 'observe' });
    await night.until('+1 12:00');
    expect(night.turns('dev')).toEqual([]);
  });
});

describe('one rule that only observes', () => {
  const idleOnly = `modes: { schedule: observe }\n${NIGHTLY}`;

  test('leaves the others to act: the night is told, and what is idle is stopped', async () => {
    const days = begin({ policy: idleOnly, account: furnished });
    await days.until('+1 12:00');
    expect(days.turns('dev')).toEqual([]);
    expect(days.turns('forgotten')).toEqual(['13:30 stop']);
    expect(days.world.account.addresses.list()[0]?.association).not.toBeNull();
    const [digest] = days.world.topic.mails.filter(({ text }) => text.includes('dev'));
    expect(digest?.text).toContain('dev would have been stopped');
  });

  test('answers for nothing of that time when it is let act', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    const { options, world } = night;
    const modes = { ...options.policy.modes, schedule: 'observe' as const };
    tamper(world, options, { policy: { ...options.policy, modes } });
    world.account.engine.at(night.time('22:30'), () => tamper(world, options, {}));
    await night.until('+1 21:00');
    expect(night.turns('dev')).toEqual([]);
    await night.until('+1 23:00');
    expect(night.turns('dev')).toEqual(['+1 22:00 stop']);
  });

  test('does not begin the others anew when it is switched: their warnings stand', async () => {
    const night = begin({ policy: NIGHTLY, account: furnished });
    const { options, world } = night;
    const modes = { ...options.policy.modes, schedule: 'observe' as const };
    tamper(world, options, { policy: { ...options.policy, modes } });
    world.account.engine.at(night.time('13:24'), () => tamper(world, options, {}));
    await night.until('14:00');
    expect(night.turns('forgotten')).toEqual(['13:30 stop']);
  });
});

describe('a schedule that is changed or taken off', () => {
  const policy = `schedules:
  early: { stopped: ["daily 20:00-06:00"] }
  late: { stopped: ["daily 23:30-06:00"] }`;
  const tagged = (setup: Setup): unknown =>
    setup.instance({ name: 'box', load: steady(), tags: { 'tierkeeper:schedule': 'late' } });

  test('answers no edge of before the change', async () => {
    const night = begin({ policy, account: tagged });
    night.at('21:00', (hands) => hands.tag('box', 'tierkeeper:schedule', 'early'));
    await night.until('+1 19:00');
    expect(night.turns('box')).toEqual([]);
    await night.until('+1 21:00');
    expect(night.turns('box')).toEqual(['+1 20:00 stop']);
  });

  test('leaves the instance to itself afterwards', async () => {
    const night = begin({ policy, account: tagged });
    night.at('21:00', (hands) => hands.untag('box', 'tierkeeper:schedule'));
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
  });
});
