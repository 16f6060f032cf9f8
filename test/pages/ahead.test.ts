/** What the status page says will happen, held to what then happens. */
import { describe, expect, test } from 'vitest';
import { DEAD, steady } from '../../src/lib/cloud/simulated/loads.ts';
import { readStatusBasis, type StatusOptions, statusOf } from '../../src/lib/link/status.ts';
import { hours, inHours, minutes, plus, seconds } from '../../src/lib/model/instant.ts';
import { begin, type Plot, type Scenario } from '../simulation/scenario.ts';

const box = (load = steady(), tags: Readonly<Record<string, string>> = {}): Plot => ({
  policy: 'nightly: { stop: "22:00", start: "07:00" }',
  account: (setup) => setup.instance({ name: 'box', load, tags }),
});

async function statusIn({ world, options }: Scenario) {
  const { id: account, region } = world.account;
  const place = { account, region };
  const { ledger, clock } = world.portsFor({ kind: 'person', name: 'onlooker' });
  const reading = readStatusBasis({ store: ledger, place, sweptAt: place });
  const more: StatusOptions = { place, policy: options.policy, now: clock.now() };
  // The account's time must go on for its ledger to answer.
  await world.account.engine.run(plus(clock.now(), seconds(30)));
  const status = statusOf(await reading, more);
  return { ...status, box: status.instances[0] ?? expect.fail('no instance') };
}

describe('what stops saved', () => {
  test('is counted by the sweep of the morning, by rule, and of this month alone', async () => {
    const days = begin({
      ...box(),
      policy: 'nightly: { stop: "22:00", start: "07:00" }\ntell: { digest: "08:30" }',
      begins: '2026-11-28 12:00',
    });
    await days.until('+2 09:30');
    const { saved } = await statusIn(days);
    const rules = saved?.rules.map(({ rule, saved: { off } }) => [rule, Math.round(inHours(off))]);
    expect([saved?.month, saved?.until, rules]).toEqual([
      '2026-11',
      days.items('survey')[0]?.at,
      [['schedule', 18]],
    ]);
    expect(saved?.total.savedMicroUsd).toBeGreaterThan(0);
    // In Seoul a month of UTC ends at nine, after the sweep.
    await days.until('+3 09:30');
    expect((await statusIn(days)).saved).toBeNull();
  });
});

describe('what is ahead', () => {
  test('are the edges of the schedule', async () => {
    const night = begin(box());
    await night.until('21:00');
    const { box: line, mode, lastSweepAt, more } = await statusIn(night);
    expect({ mode, more, schedule: line.schedule }).toEqual({
      mode: 'act',
      more: 0,
      schedule: 'nightly',
    });
    expect(lastSweepAt).toBeGreaterThan(night.time('20:54'));
    expect(line.ahead).toEqual([
      { at: night.time('22:00'), to: 'stopped' },
      { at: night.time('+1 07:00'), to: 'running' },
    ]);
    expect(line.next).toEqual(line.ahead[0]);
  });

  test('of what its schedule has stopped is the start', async () => {
    const night = begin(box());
    await night.until('23:00');
    const { box: line } = await statusIn(night);
    expect([line.state, line.next]).toEqual([
      'stopped',
      { at: night.time('+1 07:00'), to: 'running' },
    ]);
  });

  test('is nothing while Tierkeeper is paused, and all of it after the resume', async () => {
    const night = begin(box());
    night.control('20:00', { paused: true, mode: null });
    night.control('23:00', { paused: false, mode: null });
    await night.until('21:00');
    const paused = await statusIn(night);
    expect(paused.switched?.to).toBe('paused');
    expect([paused.box.next, paused.box.ahead]).toEqual([null, []]);
    await night.until('23:10');
    expect(night.turns('box')).toEqual([]);
    const { box: line } = await statusIn(night);
    expect(line.next).toEqual({ at: night.time('+1 22:00'), to: 'stopped' });
  });

  test('of a schedule that observes is nothing, of the mode what would come', async () => {
    const lowered = begin({ ...box(), policy: `${box().policy}\nmodes: { schedule: observe }` });
    await lowered.until('21:00');
    expect((await statusIn(lowered)).box.next).toBeNull();
    const observing = begin({ ...box(), policy: `${box().policy}\nmode: observe` });
    await observing.until('21:00');
    expect((await statusIn(observing)).box.next?.at).toBe(observing.time('22:00'));
  });

  test('of what somebody has stopped is nothing', async () => {
    const night = begin(box());
    night.at('20:00', (hands) => hands.stop('box'));
    await night.until('21:00');
    const { box: line } = await statusIn(night);
    expect([line.state, line.next, line.ahead]).toEqual(['stopped', null, []]);
  });

  test('after a hold is what comes after it', async () => {
    const night = begin(box());
    const hold = { want: 'leave', why: '', lasts: hours(12), postpones: false } as const;
    night.at('20:00', (hands) => hands.hold('box', hold));
    await night.until('21:00');
    const { box: line } = await statusIn(night);
    expect(line.hold?.until).toBe(night.time('+1 08:00'));
    expect(line.next).toEqual({ at: night.time('+1 22:00'), to: 'stopped' });
    await night.until('+1 22:10');
    expect(night.turns('box')).toEqual(['+1 22:00 stop']);
  });

  test('after an hour more is the stop, an hour later', async () => {
    const night = begin(box());
    const hold = { want: 'leave', why: '', lasts: minutes(65), postpones: true } as const;
    night.at('21:50', (hands) => hands.hold('box', hold));
    await night.until('21:55');
    const { box: line } = await statusIn(night);
    expect(line.ahead).toEqual([
      { at: night.time('22:55'), to: 'stopped' },
      { at: night.time('+1 07:00'), to: 'running' },
    ]);
  });

  test('of what its tag holds is nothing before the tag ends, and the hold is shown', async () => {
    const night = begin(box(steady(), { 'tierkeeper:hold-until': '2026-11-25' }));
    await night.until('21:00');
    const { box: line } = await statusIn(night);
    expect(line.hold).toMatchObject({ by: 'tierkeeper:hold-until', want: 'leave' });
    expect(line.next?.at).toBeGreaterThanOrEqual(line.hold?.until ?? 0);
  });

  test('of what idles is the stop that it is warned of', async () => {
    const day = begin({ account: (setup) => setup.instance({ name: 'box', load: DEAD }) });
    await day.until('13:16');
    const { box: line } = await statusIn(day);
    expect(line.decision?.verdict).toMatch(/warn|leave/);
    expect(line.next?.to).toBe('stopped');
    await day.until('14:00');
    expect(day.turns('box')).toHaveLength(1);
  });

  test('of what the free-tier guard warned of is its stop', async () => {
    const freeTier = '{ plan: legacy, accountCreated: 2026-01-15, guard: stop, stopAtPercent: 1 }';
    const day = begin({
      policy: `idle: { on: false }\nfreeTier: ${freeTier}`,
      account: (setup) => {
        setup.instance({ name: 'box', load: steady(), type: 't3.micro' });
        setup.instance({ name: 'other', load: steady(), type: 't3.micro' });
      },
    });
    await day.until('15:50');
    const { instances } = await statusIn(day);
    expect(instances.find(({ name }) => name === 'other')?.next).toEqual({
      at: day.told('about-to-stop')[0]?.facts['stopAt'],
      to: 'stopped',
    });
    await day.until('16:30');
    expect(day.turns('other')).toEqual(['16:05 stop']);
  });

  test('of what is protected is nothing, whatever its schedule says', async () => {
    const night = begin(box(steady(), { 'tierkeeper:keep': 'true' }));
    await night.until('21:00');
    expect((await statusIn(night)).box.next).toBeNull();
  });
});
