/** Schedules: what is shut at night, what a person may do about it, and whose start is whose. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { begin } from '../scenario.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });

describe('a nightly stop', () => {
  test('stops what runs, and in the morning starts what it stopped', async () => {
    const night = begin({
      policy: 'nightly: { stop: "22:00", start: "07:00" }',
      account: (setup) => {
        box(setup);
        setup.instance({ name: 'off-for-weeks' }, { state: 'stopped' });
      },
    });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '+1 07:00 start']);
    expect(night.turns('off-for-weeks')).toEqual([]);
    expect(night.told().map(({ at, kind, name }) => `${at} ${kind} ${name}`)).toEqual([
      '21:40 about-to-stop box',
      '22:00 stopped box',
      '+1 07:00 started box',
    ]);
  });

  test('without a start stops again the next night, and not the same night', async () => {
    const night = begin({ policy: 'nightly: { stop: "22:00" }', account: box });
    night.at('23:10', (hands) => hands.start('box'));
    await night.until('+2 12:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '23:10 start', '+1 22:00 stop']);
  });

  test('leaves alone what a person started after it, until the next edge', async () => {
    const night = begin({ policy: 'nightly: { stop: "22:00", start: "07:00" }', account: box });
    night.at('23:10', (hands) => hands.start('box'));
    await night.until('+1 21:30');
    expect(night.turns('box')).toEqual(['22:00 stop', '23:10 start']);
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['22:00 stop', '23:10 start', '+1 22:00 stop']);
  });

  test('before the product was there is nobody to answer for', async () => {
    const night = begin({
      policy: 'nightly: { stop: "22:00" }',
      begins: '23:00',
      account: (setup) =>
        setup.instance({ name: 'box', load: steady() }, { since: setup.localTime(0, '15:00') }),
    });
    await night.until('+1 21:00');
    expect(night.turns('box')).toEqual([]);
    await night.until('+1 23:00');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });
});

const OFFICE = 'schedules: { office: { running: ["mon-fri 09:00-19:00"] } }\ndefault: office';

describe('office hours', () => {
  test.each([
    ['at the console', 0],
    ['with a reason that AWS left empty', 1],
  ])('what a person stops %s stays stopped until the next start', async (_, reasonEmpty) => {
    const office = begin({
      policy: OFFICE,
      begins: '08:00',
      account: box,
      faults: { reasonEmpty },
    });
    office.at('11:00', (hands) => hands.stop('box'));
    await office.until('+1 12:00');
    expect(office.turns('box')).toEqual(['11:00 stop']);
  });

  test('what was shut down from inside stays stopped', async () => {
    const office = begin({ policy: OFFICE, begins: '08:00', account: box });
    office.at('11:00', (hands) => hands.shutDown('box'));
    await office.until('18:00');
    expect(office.turns('box')).toEqual(['11:00 stop']);
  });

  test('with `start: all` also start what a person stopped the day before', async () => {
    const policy = OFFICE.replace('running:', 'start: all, running:');
    const office = begin({ policy, begins: '08:00', account: box });
    office.at('11:00', (hands) => hands.stop('box'));
    await office.until('+1 12:00');
    expect(office.turns('box')).toEqual(['11:00 stop', '+1 09:00 start']);
  });

  test('do not begin on a holiday, nor at the weekend', async () => {
    const policy = OFFICE.replace('running:', 'holidays: [2026-11-04], running:');
    const office = begin({ policy, begins: '10:00', account: box });
    await office.until('+7 10:00');
    expect(office.turns('box')).toEqual([
      '19:00 stop',
      '+1 09:00 start',
      '+1 19:00 stop',
      '+3 09:00 start',
      '+3 19:00 stop',
      '+4 09:00 start',
      '+4 19:00 stop',
      '+7 09:00 start',
    ]);
  });

  test('that are enforced hold against a person, when the minimum uptime is over', async () => {
    const policy = OFFICE.replace('running:', 'enforce: true, warn: 0m, running:');
    const office = begin({ policy, begins: '18:00', account: box });
    office.at('21:02', (hands) => hands.start('box'));
    await office.until('23:00');
    expect(office.turns('box')).toEqual(['19:00 stop', '21:00 start', '21:20 stop']);
  });
});

describe('a window over midnight', () => {
  test('is one window: nothing happens at midnight', async () => {
    const late = begin({
      policy: 'schedules: { late: { running: ["daily 18:00-02:00"] } }\ndefault: late',
      account: box,
    });
    await late.until('+2 03:00');
    expect(late.turns('box')).toEqual(['+1 02:00 stop', '+1 18:00 start', '+2 02:00 stop']);
  });
});

describe('the night on which clocks change', () => {
  const newYork = { zone: 'America/New_York', account: box };

  test('answers an edge of the repeated hour once', async () => {
    const policy = 'nightly: { stop: "01:30", start: "06:00" }';
    const night = begin({ ...newYork, policy, begins: '2026-11-01 00:10' });
    await night.until('12:00');
    expect(night.turns('box')).toEqual(['01:30 stop', '06:00 start']);
  });

  test('answers an edge of the skipped hour when the clock has gone past it', async () => {
    const policy = 'nightly: { stop: "02:30", start: "06:00" }';
    const night = begin({ ...newYork, policy, begins: '2027-03-14 00:10' });
    await night.until('12:00');
    expect(night.turns('box')).toEqual(['03:00 stop', '06:00 start']);
  });
});
