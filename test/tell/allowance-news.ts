/** What there is to say of the free tier: every form of it. */
import type { AllowanceNews, AllowanceShare } from '../../src/lib/model/allowance-news.ts';
import type { LimitUse } from '../../src/lib/model/meter.ts';
import { usd } from '../../src/lib/model/money.ts';
import { at } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';

const LINUX: LimitUse = {
  name: 'instanceHoursLinux',
  used: 12,
  limit: 750,
  forecast: 1_440,
  reachedAt: at('2026-11-16T15:00:00Z'),
};

const share = (number: number, name: string): AllowanceShare => ({
  id: instanceId(number),
  name,
  isHere: true,
  used: 6,
  forecast: 720,
});
const [WEB, API] = [share(1, 'web'), share(2, 'api')];

type Threshold = Extract<AllowanceNews, { readonly news: 'threshold' }>;

const threshold = (more: Partial<Threshold>): Threshold => ({
  news: 'threshold',
  use: LINUX,
  of: 'forecast',
  percent: 100,
  shares: [WEB, API],
  moreShares: 0,
  dayMicroUsd: usd(0.624),
  stopsAtPercent: null,
  ...more,
});

const VOLUMES: LimitUse = {
  name: 'volumeGibMonths',
  used: 24.5,
  limit: 30,
  forecast: 32,
  reachedAt: at('2026-11-29T03:00:00Z'),
};

type Guard = Extract<AllowanceNews, { readonly news: 'guard' }>;

const guard = (more: Partial<Guard>): Guard => ({
  news: 'guard',
  use: { ...LINUX, used: 712.6 },
  stopAtPercent: 95,
  until: at('2026-12-01T00:00:00Z'),
  stops: [
    { id: instanceId(1), name: 'web' },
    { id: instanceId(2), name: 'api' },
  ],
  left: [
    { id: instanceId(3), name: 'vpn', because: 'protected', dayMicroUsd: usd(0.312) },
    { id: instanceId(4), name: 'seminar', because: 'elsewhere', dayMicroUsd: null },
    { id: instanceId(5), name: 'cron', because: 'fits', dayMicroUsd: usd(0) },
  ],
  restarts: false,
  ...more,
});

type Ending = Extract<AllowanceNews, { readonly news: 'ending' }>;

const ending = (of: Ending['ending'], more: Partial<Ending> = {}): Ending => ({
  news: 'ending',
  ending: of,
  endsAt: at('2026-12-07T00:00:00Z'),
  days: 14,
  closesAccount: false,
  dayMicroUsd: usd(0.62),
  remainingMicroUsd: of === 'twelve-months' ? null : usd(8.7),
  ...more,
});

export const ALLOWANCE_NEWS: readonly AllowanceNews[] = [
  threshold({}),
  threshold({ use: { ...LINUX, low: 612 }, stopsAtPercent: 95, moreShares: 2 }),
  threshold({ of: 'used', percent: 80, use: { ...LINUX, used: 601 } }),
  threshold({ of: 'used', percent: 100, use: { ...LINUX, used: 760 } }),
  threshold({
    ...{ of: 'forecast', percent: 95, shares: [WEB] },
    use: { ...LINUX, forecast: 720, reachedAt: null },
    dayMicroUsd: null,
  }),
  threshold({
    ...{ of: 'used', percent: 80, use: VOLUMES, dayMicroUsd: null },
    shares: [{ id: 'vol-0123456789abcdef0', name: 'mysql', isHere: false, used: 20, forecast: 30 }],
  }),
  threshold({ use: { ...LINUX, name: 'publicIpv4Hours' }, dayMicroUsd: usd(0.12) }),
  threshold({ use: { ...LINUX, name: 'instanceHoursWindows' } }),
  guard({}),
  guard({ stops: [], left: [{ id: 'i-1', name: 'db', because: 'held', dayMicroUsd: usd(0.3) }] }),
  guard({
    restarts: true,
    left: [{ id: 'i-2', name: 'worker', because: 'not-ours', dayMicroUsd: usd(0.3) }],
  }),
  ending('twelve-months'),
  ending('credits'),
  ending('credits', { closesAccount: true, days: 7 }),
  ending('free-plan', { closesAccount: true, days: 30 }),
];
