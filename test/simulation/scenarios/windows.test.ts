/** Schedules as people write them: overlaps, one minute, midnight, the last day, none at all. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });
const schedule = (text: string): string => `schedules: { own: { ${text} } }\ndefault: own`;

test('windows that overlap are one: nothing stops at the end of the first', async () => {
  const day = begin({
    policy: schedule('running: ["daily 09:00-13:00", "daily 12:00-18:00"]'),
    begins: '08:00',
    account: box,
  });
  await day.until('+1 08:00');
  expect(day.turns('box')).toEqual(['18:00 stop']);
});

test('a window of one minute, between two ticks, starts and stops nothing in vain', async () => {
  const day = begin({
    policy: schedule('running: ["daily 12:31-12:32"], start: all'),
    account: (setup) => setup.instance({ name: 'box', load: steady() }, { state: 'stopped' }),
  });
  await day.until('14:00');
  expect(day.turns('box')).toEqual([]);
});

test('an end at midnight is the end of that day', async () => {
  const day = begin({
    policy: schedule('running: ["mon-fri 09:00-24:00"]'),
    begins: '20:00',
    account: box,
  });
  await day.until('+1 12:00');
  expect(day.turns('box')).toEqual(['+1 00:00 stop', '+1 09:00 start']);
});

test('a schedule that has ended stops and starts nothing any more', async () => {
  const days = begin({
    policy: schedule('running: ["daily 09:00-18:00"], until: 2026-11-03'),
    account: box,
  });
  days.at('+1 20:00', (hands) => hands.start('box'));
  await days.until('+3 23:00');
  expect(days.turns('box')).toEqual([
    '18:00 stop',
    '+1 09:00 start',
    '+1 18:00 stop',
    '+1 20:00 start',
  ]);
});

test('the weekday is that of the zone: Monday at seven in Seoul is Sunday in UTC', async () => {
  const days = begin({
    policy: schedule('running: ["mon-fri 07:00-23:00"]'),
    begins: '2026-11-06 08:00',
    account: box,
  });
  await days.until('+3 12:00');
  expect(days.turns('box')).toEqual(['23:00 stop', '+3 07:00 start']);
});

describe('tierkeeper:schedule', () => {
  const tagged = (value: string) => (setup: Setup) =>
    setup.instance({ name: 'box', load: steady(), tags: { 'tierkeeper:schedule': value } });
  const policy = 'nightly: { stop: "22:00" }';

  test('none opts out, also where there is a default', async () => {
    const night = begin({ policy, account: tagged('none') });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('with an unknown name leaves the instance alone, and that is said', async () => {
    const night = begin({ policy, account: tagged('ofice') });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual([]);
    expect(night.world.topic.mails.at(-1)?.text).toContain('ofice');
  });
});

describe('what was started just before the edge', () => {
  test('is stopped when it has run for the minimum uptime', async () => {
    const night = begin({
      policy: 'nightly: { stop: "22:00", warn: 5m }',
      account: (setup) => setup.instance({ name: 'box', load: steady() }, { state: 'stopped' }),
    });
    night.at('21:53', (hands) => hands.start('box'));
    await night.until('23:00');
    expect(night.turns('box')).toEqual(['21:50 start', '22:15 stop']);
  });
});
