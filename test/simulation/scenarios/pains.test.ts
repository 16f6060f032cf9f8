/** What users of other tools ran into, as docs/lessons.md tells it; here it does not happen. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { hours, minutes } from '../../../src/lib/model/instant.ts';
import { TAG } from '../../../src/lib/model/tag.ts';
import { begin } from '../scenario.ts';

const box = (setup: Setup): unknown => setup.instance({ name: 'box', load: steady() });
const NIGHTLY = 'nightly: { stop: "22:00", start: "07:00" }';
const own = (text: string): string => `schedules: { own: { ${text} } }\ndefault: own`;

describe('midnight', () => {
  test('a stop at 23:59 without a start is made by the first tick of the next date', async () => {
    const night = begin({ policy: 'nightly: { stop: "23:59" }', account: box });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['+1 00:00 stop']);
  });

  test('a stop at 00:00 is made at 00:00', async () => {
    const night = begin({ policy: 'nightly: { stop: "00:00" }', account: box });
    await night.until('+1 12:00');
    expect(night.turns('box')).toEqual(['+1 00:00 stop']);
  });

  test.each([
    ['between two ticks', '13:01', '13:02'],
    ['that begins with a tick', '13:00', '13:01'],
    ['that ends with a tick', '12:59', '13:00'],
  ])('a pause of one minute %s stops nothing', async (_, ...[ends, begins]) => {
    const policy = own(`running: ["daily 08:00-${ends}", "daily ${begins}-20:00"]`);
    const day = begin({ policy, account: box });
    await day.until('19:00');
    expect(day.turns('box')).toEqual([]);
    expect(day.told()).toEqual([]);
  });

  test.each([false, true])(
    'a window of one minute starts nothing, on a tick either, enforced: %s',
    async (enforce) => {
      const policy = own(`running: ["daily 13:00-13:01"], start: all, enforce: ${enforce}`);
      const account = (setup: Setup) =>
        setup.instance({ name: 'box', load: steady() }, { state: 'stopped' });
      const day = begin({ policy, account });
      await day.until('19:00');
      expect(day.turns('box')).toEqual([]);
    },
  );
});

describe('weeks', () => {
  test('a range of days may begin with Sunday', async () => {
    const policy = own('running: ["sun-thu 09:00-19:00"]');
    const days = begin({ policy, account: box, begins: '2026-11-05 18:00' });
    await days.until('+3 12:00');
    expect(days.turns('box')).toEqual(['19:00 stop', '+3 09:00 start']);
  });

  test('sat#1 is the first Saturday, not every day and not every Saturday', async () => {
    const policy = own('running: ["sat#1 09:00-19:00"], start: all');
    const days = begin({ policy, begins: '2026-11-06 12:00', account: box });
    await days.until('+9 12:00');
    expect(days.turns('box')).toEqual(['+1 19:00 stop']);
  });

  test('a window of Friday ends on Friday, and nothing stops at midnight besides', async () => {
    const policy = own('running: ["mon-fri 09:00-19:00"]');
    const days = begin({ policy, begins: '2026-11-06 12:00', account: box });
    days.at('20:00', (hands) => hands.start('box'));
    await days.until('+2 12:00');
    expect(days.turns('box')).toEqual(['19:00 stop', '20:00 start']);
  });

  test("a country's holidays open no office", async () => {
    const policy = own('running: ["mon-fri 09:00-19:00"], holidays: [KR]');
    const days = begin({ policy, begins: '2026-12-24 12:00', account: box });
    await days.until('+4 12:00');
    expect(days.turns('box')).toEqual(['19:00 stop', '+4 09:00 start']);
  });
});

describe('people', () => {
  test('what a person stopped is started on no morning after', async () => {
    const days = begin({ policy: NIGHTLY, account: box });
    days.at('15:00', (hands) => hands.stop('box'));
    await days.until('+4 12:00');
    expect(days.turns('box')).toEqual(['15:00 stop']);
  });

  test('who works late says so once and is left in peace all night', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    const wish = { want: 'running', why: 'a patch', lasts: hours(9), postpones: false } as const;
    night.at('21:55', (hands) => hands.hold('box', wish));
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual([]);
  });

  test('one hour more is no minute less, also when it is asked for between two ticks', async () => {
    const night = begin({ policy: NIGHTLY, account: box });
    const more = { want: 'leave', why: '', lasts: minutes(60), postpones: true } as const;
    night.at('21:58', (hands) => hands.hold('box', more));
    await night.until('+1 06:00');
    expect(night.turns('box')).toEqual(['23:00 stop']);
  });

  test('who starts and stops it all day long is never answered with a loop', async () => {
    const policy = own('running: ["mon-fri 09:00-19:00"], start: all');
    const day = begin({ policy, begins: '08:00', account: box });
    for (const hour of [10, 12, 14, 16]) {
      day.at(`${hour}:02`, (hands) => hands.stop('box'));
      day.at(`${hour + 1}:02`, (hands) => hands.start('box'));
    }
    await day.until('18:00');
    expect(day.turns('box')).toHaveLength(8);
    expect(day.told().map(({ kind }) => kind)).toEqual([]);
  });
});

describe('a fleet', () => {
  test('loses none of its stops to one that was terminated a moment before', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => {
        for (const name of ['a', 'b', 'c', 'd']) setup.instance({ name, load: steady() });
      },
    });
    night.at('21:59', (hands) => hands.terminate('b'));
    await night.until('22:30');
    expect(['a', 'c', 'd'].map((name) => night.state(name))).toEqual([
      'stopped',
      'stopped',
      'stopped',
    ]);
  });

  test('starts all but the one whose key is gone, and names that one', async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => {
        for (const name of ['a', 'b', 'c']) setup.instance({ name, load: steady() });
      },
    });
    night.at('+1 06:55', (hands) => hands.breakKey('b', hours(5)));
    await night.until('+1 08:00');
    expect(['a', 'b', 'c'].map((name) => night.state(name))).toEqual([
      'running',
      'stopped',
      'running',
    ]);
    expect(night.told('started').map(({ name }) => name)).toEqual(['a', 'c']);
    expect(new Set(night.told('did-not-work').map(({ name }) => name))).toEqual(new Set(['b']));
  });

  test('a tick that crashes in the morning starts everybody with the next one', async () => {
    const night = begin({ policy: NIGHTLY, account: box, faults: { eventLost: 1 } });
    night.at('+1 06:59', () =>
      night.world.lambdas.crashNext('clock-ticked', { call: 6, when: 'before' }),
    );
    await night.until('+1 08:00');
    expect(night.state('box')).toBe('running');
  });
});

describe('what is left as it was', () => {
  test('no tag is ever written, so that no stack drifts', async () => {
    const days = begin({
      policy: NIGHTLY,
      account: (setup) => setup.instance({ name: 'box', load: steady(), tags: { team: 'a' } }),
    });
    await days.until('+3 12:00');
    expect(days.turns('box').length).toBeGreaterThan(2);
    expect(days.instance('box')?.tags).toEqual({ Name: 'box', team: 'a' });
    expect(days.world.journal.of('tags')).toEqual([]);
  });

  test("somebody's alarm is neither made, changed nor silenced", async () => {
    const night = begin({
      policy: NIGHTLY,
      account: (setup) => {
        box(setup);
        const alarm = {
          comparison: 'LessThanThreshold',
          threshold: 3,
          evaluationPeriods: 3,
        } as const;
        setup.alarm({ name: 'box-is-idle', on: 'box', ...alarm });
      },
    });
    const put = () =>
      night.world.alarms
        .list()
        .filter(({ name }) => !name.startsWith('tierkeeper-'))
        .map(({ state: _, since: __, ...spec }) => spec);
    const before = put();
    await night.until('+1 12:00');
    expect(before.map(({ name }) => name)).toEqual(['box-is-idle']);
    expect(put()).toEqual(before);
  });

  test('every tag of ours is written in characters that every AWS service allows', () => {
    const values = ['none', 'office', 'never', '45m', '2026-11-30T18:00+09:00', 'eipalloc-0a1b'];
    const spelt = [...Object.values(TAG), ...values];
    expect(spelt.filter((text) => !/^[\w +\-=.:/@]+$/.test(text))).toEqual([]);
  });
});
