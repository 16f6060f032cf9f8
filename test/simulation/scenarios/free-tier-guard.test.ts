/** The guard of the free tier: told in time, stopped in time, and never turned back and forth. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { at } from '../../build/at.ts';
import { billedIn } from '../billed.ts';
import { browserOf } from '../browser.ts';
import { begin, type Scenario, type Told } from '../scenario.ts';

const LEGACY = 'plan: legacy, accountCreated: 2026-01-15';
/** Nine in the morning in Seoul is midnight in UTC, where months begin. */
const BEGINS = '2026-11-01 09:00';
const NOVEMBER = { from: at('2026-11-01T00:00Z'), to: at('2026-12-01T00:00Z') };

const two = (setup: Setup): void => {
  setup.instance({ name: 'web', load: steady(), type: 't3.micro' });
  setup.instance({ name: 'api', load: steady(), type: 't3.micro' });
};

const month = (freeTier: string, account: (setup: Setup) => void = two, more = ''): Scenario =>
  begin({
    policy: `idle: { on: false }\nfreeTier: { ${LEGACY}, ${freeTier} }\n${more}`,
    begins: BEGINS,
    account,
  });

interface Thresholds {
  readonly news?: string;
  readonly of?: string;
  readonly percent?: number;
  readonly use?: { readonly name: string };
}

const news = (told: readonly Told[], limit = 'instanceHoursLinux'): readonly string[] =>
  told.flatMap(({ at: when, facts }) => {
    const { news: what, of = '', percent = '', use } = facts as Thresholds;
    return what === undefined || use?.name !== limit
      ? []
      : [`${when} ${what} ${of} ${percent}`.trim()];
  });

describe('two t3.micros reach 750 hours on the 16th', () => {
  test('told on the first day, stopped in time, billed nothing, on again next month', async () => {
    const days = month('guard: stop, restart: true');
    await days.until('+1 09:00');
    expect(news(days.told())).toEqual(['09:00 threshold forecast 100']);
    const mail = days.world.topic.mails.find(({ text }) => text.includes('free Linux hours'))?.text;
    expect(mail).toContain('run out on Tue 17 Nov 00:00 KST');
    expect(mail).toContain('shared by');
    expect(mail).toMatch(/is billed:\s+0\.62 USD/);
    await days.until('+29 09:00');
    expect(news(days.told()).slice(1)).toEqual(['+15 05:15 guard']);
    expect([days.turns('web'), days.turns('api')]).toEqual([
      ['+15 05:35 stop'],
      ['+15 05:35 stop'],
    ]);
    await days.until('+30 10:00');
    expect(billedIn(days.world, NOVEMBER)).toEqual([]);
    expect([days.turns('web')[1], days.turns('api')[1]]).toEqual([
      '+30 09:00 start',
      '+30 09:00 start',
    ]);
    expect(news(days.told()).at(-1)).toBe('+30 09:00 threshold forecast 100');
  });

  test('without the guard each threshold is told once, and the rest is billed', async () => {
    const days = month('guard: warn');
    await days.until('+18 10:00');
    expect(news(days.told())).toEqual([
      '09:00 threshold forecast 100',
      '+15 05:15 threshold used 95',
      '+16 00:00 threshold used 100',
    ]);
    const digests = days.world.topic.mails.filter(({ text }) =>
      text.includes("80 % of this month's free Linux"),
    );
    expect(digests).toHaveLength(1);
    expect(billedIn(days.world, NOVEMBER).length).toBeGreaterThan(0);
  });
});

describe('a stop that the guard warned of', () => {
  test('stands in the digest before it, and a link puts it off by an hour', async () => {
    const days = begin({
      policy: `idle: { on: false, grace: 6h }\nfreeTier: { ${LEGACY}, guard: stop }`,
      begins: BEGINS,
      account: two,
    });
    const browser = browserOf(days, 'web');
    browser.press('+15 10:00', 'hour', { stopAt: '+15 11:15' });
    await days.until('+15 09:30');
    const digest = days.world.topic.mails.at(-1)?.text ?? '';
    expect(digest.replaceAll(/\s+/g, ' ')).toMatch(
      /Warned, not stopped yet - (api|web): 720 of the .* You were warned: it stops at 11:15 KST\./,
    );
    expect(digest.match(/To keep it on/g)).toHaveLength(2);
    await days.until('+15 14:00');
    expect(browser.pressed()).toMatchObject([{ until: days.time('+15 12:15') }]);
    expect(days.turns('api')).toEqual(['+15 11:15 stop']);
    expect(days.turns('web').every((turn) => turn >= '+15 12:15')).toBe(true);
  });
});

describe('above its threshold the guard', () => {
  const nights = 'nightly: { stop: "02:00", start: "08:00", warn: "0m" }';

  test('leaves what is kept running, and vetoes the start of the morning', async () => {
    const days = month(
      'guard: stop, stopAtPercent: 20',
      (setup) => {
        two(setup);
        setup.instance({
          ...{ name: 'vpn', load: steady(), type: 't3.micro' },
          tags: { 'tierkeeper:keep': 'true', 'tierkeeper:schedule': 'none' },
        });
      },
      nights,
    );
    await days.until('+4 12:00');
    expect(days.turns('vpn')).toEqual([]);
    expect(days.turns('web').at(-1)).toMatch(/ stop$/);
    expect(days.state('web')).toBe('stopped');
    const guarded = days.told('allowance-threshold').find(({ facts }) => {
      return (facts as Thresholds).news === 'guard';
    });
    expect(guarded?.facts).toMatchObject({ left: [{ name: 'vpn', because: 'protected' }] });
  });

  test('stops again what a person started, after the cool-down and a new warning', async () => {
    const days = month('guard: stop, stopAtPercent: 10', two, 'limits: { coolDown: 2h }');
    await days.until('+2 00:00');
    const [stop = ''] = days.turns('web');
    expect(stop).toMatch(/^\+1 \d\d:\d\d stop$/);
    days.at('+2 01:00', (hands) => hands.start('web'));
    await days.until('+2 06:00');
    expect(days.turns('web').slice(1)).toEqual(['+2 01:00 start', expect.stringMatching(/ stop$/)]);
    expect(days.told('about-to-stop').filter(({ name }) => name === 'web')).toHaveLength(2);
  });
});
