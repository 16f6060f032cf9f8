/** Digests of days that look back, and of days with a meter. */
import type { DigestContent } from '../../src/lib/model/digest.ts';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Tally } from '../../src/lib/model/tally.ts';
import { EMPTY_DAY, NINE_AM, NOTHING_SAVED } from './digests.ts';

export const WEEK: Tally = {
  since: minus(NINE_AM, days(7)),
  stops: { schedule: 5, idle: 3 },
  starts: 5,
  failed: 1,
  wouldStop: 0,
  wouldStart: 0,
  off: hours(96),
  savedMicroUsd: usd(1.248),
  allowance: hours(0),
  unpriced: hours(0),
};

/** A Tuesday whose digest looks back on a week, and on a month that is over. */
export const AFTER_A_WEEK: DigestContent = {
  ...EMPTY_DAY,
  saved: { ...NOTHING_SAVED, off: hours(11), savedMicroUsd: usd(0.143) },
  lookBacks: [{ of: 'week', ...WEEK }],
};

export const AFTER_A_MONTH: DigestContent = {
  ...AFTER_A_WEEK,
  date: '2026-12-01',
  at: plus(NINE_AM, days(7)),
  lookBacks: [
    { of: 'week', ...WEEK, since: NINE_AM },
    {
      of: 'month',
      ...WEEK,
      since: minus(NINE_AM, days(24)),
      stops: { schedule: 20, idle: 6, hold: 1, longest: 2 },
      starts: 1,
      failed: 0,
      off: hours(410),
      savedMicroUsd: usd(4.42),
      allowance: hours(120),
      unpriced: hours(70),
      spent: { spentMicroUsd: usd(9.1), partial: true },
    },
  ],
};

/** Nothing is done where it only observes. */
export const AFTER_AN_OBSERVED_WEEK: DigestContent = {
  ...EMPTY_DAY,
  lookBacks: [
    {
      of: 'week',
      ...{ ...WEEK, ...NOTHING_SAVED, stops: {}, starts: 0, failed: 0 },
      ...{ wouldStop: 6, wouldStart: 5 },
    },
  ],
};

export const METERED_DAY: DigestContent = {
  ...EMPTY_DAY,
  meter: {
    month: '2026-11',
    asOf: NINE_AM,
    limits: [
      {
        name: 'instanceHoursLinux',
        ...{ used: 612.5, limit: 750, forecast: 790, low: 671, reachedAt: plus(NINE_AM, days(5)) },
      },
      {
        name: 'instanceHoursWindows',
        ...{ used: 0, limit: 750, forecast: 0, reachedAt: null },
      },
      {
        name: 'volumeGibMonths',
        ...{ used: 14.2, limit: 30, forecast: 18.5, low: 16, reachedAt: null },
      },
      {
        name: 'publicIpv4Hours',
        ...{ used: 1_240, limit: 750, forecast: 1_300, reachedAt: minus(NINE_AM, days(9)) },
      },
    ],
    cost: { soFar: usd(2.45), forecast: usd(3.1), low: usd(2.8), partial: true },
    credits: { remaining: usd(92.3), burnPerDay: usd(0.4), endsAt: plus(NINE_AM, days(230)) },
    told: [
      { name: 'instanceHoursLinux', used: 598.1, unseen: 0 },
      { name: 'publicIpv4Hours', used: 1_240, unseen: 40 },
    ],
    plan: { kind: 'legacy', endsAt: plus(NINE_AM, days(198)) },
  },
};
