/** What is told of the free tier, and told once. */
import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { endingNews } from '../../src/lib/decide/free-tier/endings.ts';
import { freeTierMarks } from '../../src/lib/decide/free-tier/free-tier.ts';
import { type LiveMeter, liveMeter } from '../../src/lib/decide/free-tier/live-meter.ts';
import { thresholdNews } from '../../src/lib/decide/free-tier/thresholds.ts';
import { type World, worldOf } from '../../src/lib/decide/world.ts';
import type { AllowanceRecord, ToldEnding } from '../../src/lib/model/allowance-record.ts';
import { complete } from '../../src/lib/model/family.ts';
import { days, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Memory, SurveyRecord } from '../../src/lib/model/ledger.ts';
import type { LimitUse } from '../../src/lib/model/meter.ts';
import type { SurveyedUsage } from '../../src/lib/model/metered-usage.ts';
import { usd } from '../../src/lib/model/money.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory, record, scheduleState } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const LEGACY = { plan: 'legacy', accountCreated: '2026-01-15' };
const NOVEMBER = at('2026-11-01T00:00Z');
const hoursBetween = (from: Instant, to: Instant): number => (to - from) / 3_600_000;

const surveyOf = (usage: Partial<SurveyedUsage>): SurveyRecord => ({
  ...{ kind: 'survey', date: '2026-11-24', at: NOON, regionsRead: 2, findings: [], leftOut: 0 },
  ...{ unseen: [], unread: [], unlooked: [], leftBackups: [] },
  usage: {
    ...{ plan: { kind: 'legacy', accountCreated: null }, instances: [], volumes: [] },
    addresses: [],
    ...usage,
  },
});

interface Given {
  readonly now?: Instant;
  readonly freeTier?: Readonly<Record<string, unknown>>;
  readonly allowance?: AllowanceRecord | null;
  readonly survey?: SurveyRecord | null;
}

const worldWith = ({ now = NOON, freeTier = LEGACY, allowance = null, survey = null }: Given) =>
  worldOf(
    snapshot({
      takenAt: now,
      instances: complete([instance({ launchTime: NOVEMBER })]),
      memory: memory({ allowance, survey }),
    }),
    policy({ freeTier, idle: { on: false } }),
    PRICES,
  );

function lived(world: World): LiveMeter {
  const live = liveMeter(world);
  if (live === null) throw new Error('nothing is metered');
  return live;
}

const LIMIT: LimitUse = {
  ...{ name: 'instanceHoursLinux', used: 0, limit: 100, forecast: 0 },
  reachedAt: null,
};

const withUse = (live: LiveMeter, use: Partial<LimitUse>): LiveMeter => ({
  ...live,
  meter: { ...live.meter, limits: [{ ...LIMIT, ...use }] },
});

const percents = fc.array(fc.record({ used: fc.nat(130), forecast: fc.nat(230) }), {
  minLength: 1,
  maxLength: 12,
});

describe('a threshold', () => {
  const world = worldWith({});
  const live = lived(world);

  prop.prop([percents])('is told once, whatever rises and falls', (steps) => {
    let told: Parameters<typeof thresholdNews>[2] = [];
    const keys: string[] = [];
    for (const step of steps) {
      const news = thresholdNews(world, withUse(live, step), told);
      expect(news.notices.length, 'a pass says one thing of a limit').toBeLessThanOrEqual(1);
      keys.push(...news.notices.map(({ dedupeKey }) => dedupeKey));
      told = news.told;
    }
    expect(new Set(keys).size).toBe(keys.length);
    const most = Math.max(...steps.map(({ used }) => used));
    const highest = [100, 95, 80, 50].find((percent) => percent <= most) ?? 0;
    expect(told.find(({ of }) => of === 'used')?.percent ?? 0).toBe(highest);
  });

  test('that a jump leaves behind is not told', () => {
    const { notices, told } = thresholdNews(world, withUse(live, { used: 96, forecast: 97 }), []);
    expect(notices.map(({ dedupeKey }) => dedupeKey)).toEqual([
      'allowance:2026-11:instanceHoursLinux:used:95',
    ]);
    expect(thresholdNews(world, withUse(live, { used: 81, forecast: 90 }), told).notices).toEqual(
      [],
    );
  });

  test.each([
    [
      'waits for the digest where all stays free',
      { used: 96, forecast: 99, reachedAt: null },
      'digest',
    ],
    [
      'waits where there is time',
      { used: 50, forecast: 200, reachedAt: plus(NOON, days(5)) },
      'now',
    ],
    [
      'goes out at once where it is near',
      { used: 81, forecast: 90, reachedAt: plus(NOON, days(2)) },
      'now',
    ],
    [
      'of 80 % waits while it is far',
      { used: 81, forecast: 90, reachedAt: plus(NOON, days(4)) },
      'digest',
    ],
  ] as const)('%s', (_, use, urgency) => {
    expect(thresholdNews(world, withUse(live, use), []).notices[0]?.urgency).toBe(urgency);
  });

  test('of a limit of nothing is never reached', () => {
    expect(thresholdNews(world, withUse(live, { limit: 0, used: 3 }), []).notices).toEqual([]);
  });

  test('of another month is told again, and a clock a month off tells nothing twice', () => {
    const first = freeTierMarks(worldWith({}));
    const record = first.find((mark) => mark.mark === 'allowance-told')?.record ?? null;
    expect(record).toMatchObject({ month: '2026-11' });
    expect(freeTierMarks(worldWith({ allowance: record }))).toEqual([]);
    const later = freeTierMarks(worldWith({ allowance: record, now: at('2026-12-20T00:00Z') }));
    expect(later.map(({ mark }) => mark)).toContain('allowance-told');
  });
});

describe('a countdown', () => {
  const ends = at('2027-01-15T00:00Z');
  const told = (now: Instant, before: readonly ToldEnding[]) => {
    const world = worldWith({ now });
    const { notices, told: after } = endingNews(world, lived(world), before);
    return { days: notices.map(({ facts }) => facts.news === 'ending' && facts.days), after };
  };

  test('to the end of the 12 months is told 30, 14, 7 days and one before', () => {
    let before: readonly ToldEnding[] = [];
    const heard: unknown[] = [];
    for (let left = 60; left > -2; left -= 0.5) {
      const step = told(minus(ends, days(left)), before);
      heard.push(...step.days.map((one) => [left, one]));
      before = step.after;
    }
    expect(heard).toEqual([
      [30, 30],
      [14, 14],
      [7, 7],
      [1, 1],
    ]);
  });

  test('that is met late tells the nearest alone', () => {
    expect(told(minus(ends, days(10)), []).days).toEqual([14]);
  });

  const credits = (amount: number, endsAt: Instant | null) => {
    const plan = { kind: 'credits', credits: { amount: usd(amount), asOf: NOON }, endsAt } as const;
    const world = worldWith({ freeTier: {}, survey: surveyOf({ plan }) });
    return endingNews(world, lived(world), []).notices.map(({ facts, urgency }) => [
      ...(facts.news === 'ending' ? [facts.ending, facts.days, facts.closesAccount] : []),
      urgency,
    ]);
  };

  test('to the end of a free plan says at once that AWS closes the account', () => {
    expect(credits(100, plus(NOON, days(29)))).toEqual([['free-plan', 30, true, 'now']]);
  });

  test('to the end of the credits tells what that means for the account', () => {
    expect(credits(2, plus(NOON, days(60)))).toEqual([['credits', 7, true, 'now']]);
    expect(credits(2, null)).toEqual([['credits', 7, false, 'now']]);
    expect(credits(100, plus(NOON, days(60)))).toEqual([]);
  });
});

describe('the meter of a pass', () => {
  test('is silent where the plan is unknown, and where there is none', () => {
    expect(liveMeter(worldWith({ freeTier: {} }))).toBeNull();
    expect(liveMeter(worldWith({ freeTier: { plan: 'none' } }))).toBeNull();
  });

  test('counts what AWS alone had counted by the last sweep, in the month of that sweep', () => {
    const region = 'ap-northeast-2';
    const survey = surveyOf({ besides: [{ name: 'instanceHoursLinux', amount: 100, region }] });
    const used = (world: World) => lived(world).meter.limits[0]?.used;
    const alone = used(worldWith({})) ?? 0;
    expect(used(worldWith({ survey }))).toBeCloseTo(alone + 100, 9);
    const december = at('2026-12-03T00:00Z');
    expect(used(worldWith({ survey, now: december }))).toBeCloseTo(48, 9);
  });

  test('counts no hour after the stop edge that it answers itself', () => {
    const rules = policy({
      ...{ freeTier: LEGACY, zone: 'Asia/Seoul', idle: { on: false } },
      nightly: { stop: '22:00', start: '07:00', warn: '0m' },
    });
    const web = instance({ launchTime: NOVEMBER });
    const forecastAt = (now: Instant): number => {
      const schedule = rules.nightly ? scheduleState(rules.nightly, { adoptedAt: NOVEMBER }) : null;
      const world = worldOf(
        snapshot({
          takenAt: now,
          instances: complete([web]),
          memory: memory({ instances: [record(web, { schedule })] }),
        }),
        rules,
        PRICES,
      );
      return lived(world).meter.limits[0]?.forecast ?? 0;
    };
    // 22:00 in Seoul. The month of UTC ends there at 09:00, two hours after the last start.
    const edge = at('2026-11-24T13:00Z');
    const ahead = 6 * 15 + 2;
    expect(forecastAt(minus(edge, minutes(1)))).toBeCloseTo(23 * 24 + 13 + ahead, 6);
    expect(forecastAt(plus(edge, minutes(2)))).toBeCloseTo(23 * 24 + 13 + ahead + 2 / 60, 6);
  });

  test('counts other Regions, volumes and idle addresses as the last sweep saw them', () => {
    const survey = surveyOf({
      instances: [
        {
          ...{ id: instanceId(9), type: 't3.micro', region: 'us-west-2', platform: 'linux' },
          runs: [{ from: at('2026-11-14T12:00Z'), to: null }],
        },
      ],
      volumes: [
        {
          ...{ id: 'vol-1', type: 'gp3', region: 'us-west-2', sizeGiB: 30, from: NOVEMBER },
          ...{ to: null, iops: null, throughputMiBps: null },
        },
      ],
    });
    const { limits } = lived(worldWith({ survey })).meter;
    expect(limits.map(({ name, used }) => [name, used])).toEqual([
      ['instanceHoursLinux', 564 + 240],
      ['instanceHoursWindows', 0],
      ['volumeGibMonths', 23.5],
      ['publicIpv4Hours', 0],
    ]);
  });
});

describe('in another Region of an account', () => {
  const others = [
    { name: 'instanceHoursLinux' as const, asOf: NOON, used: 600, forecast: 900, unitMicroUsd: 1 },
  ];
  const there = (more: Partial<Memory>): World =>
    worldOf(
      snapshot({
        instances: complete([instance({ launchTime: NOVEMBER })]),
        memory: memory({ isElsewhere: true, survey: null, ...more }),
      }),
      policy({ freeTier: { guard: 'stop' }, idle: { on: false } }),
      PRICES,
    );
  const { usage } = surveyOf({ atHome: others });
  const known = { accountSurvey: { at: NOON, usage } };

  test('all of what the account uses counts, as its sweep saw it from where it is made', () => {
    const limits = liveMeter(there(known))?.meter.limits;
    const own = hoursBetween(NOVEMBER, NOON);
    expect(limits?.[0]?.used).toBeCloseTo(600 + own, 6);
    expect(liveMeter(there({}))).toBeNull();
  });

  test('what all share is told by home, and the guard does its part', () => {
    const told = freeTierMarks(there(known)).flatMap((mark) =>
      mark.mark === 'notice' && mark.notice.kind === 'allowance-threshold'
        ? [mark.notice.facts]
        : [],
    );
    expect(told.map(({ news }) => news)).toEqual(['guard']);
    expect(told[0]).toMatchObject({ stops: [{ id: instance().id }] });
  });
});
