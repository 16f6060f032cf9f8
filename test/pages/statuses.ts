/** Examples of the status page. */
import type { Status, StatusLine } from '../../src/lib/link/page.ts';
import type { LoggedDecision } from '../../src/lib/model/decision-log.ts';
import { days, hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Hold } from '../../src/lib/model/ledger.ts';
import type { MeterReport } from '../../src/lib/model/meter.ts';
import { usd } from '../../src/lib/model/money.ts';
import { type Reason, reason } from '../../src/lib/model/reason.ts';
import type { SavedInMonth } from '../../src/lib/model/savings.ts';
import type { Saved } from '../../src/lib/model/tally.ts';
import type { Verdict } from '../../src/lib/model/verdict.ts';
import { ACCOUNT, instanceId } from '../build/ids.ts';

const nightly = { schedule: 'nightly', zone: 'Asia/Seoul' } as const;

const quiet = (now: Instant): Reason =>
  reason('idle-warned', {
    window: minutes(60),
    signals: [
      { signal: 'cpu', mean: 0.4, max: 1.25, coveragePercent: 100, threshold: 3, unit: 'percent' },
      {
        signal: 'network',
        mean: 2_000,
        max: 9_100,
        coveragePercent: 100,
        threshold: 20_480,
        unit: 'bytes/minute',
      },
    ],
    stopAt: plus(now, minutes(12)),
    surplus: null,
    notPublished: [],
  });

function decided(number: number, at: Instant, [name, verdict, because]: Told): LoggedDecision {
  return { at, target: { kind: 'power', id: instanceId(number) }, name, verdict, reason: because };
}

type Told = readonly [name: string, verdict: Verdict, because: Reason];

const line = (number: number, more: Partial<StatusLine> & { since: Instant }): StatusLine => ({
  instanceId: instanceId(number),
  name: '',
  type: 't3.micro',
  state: 'running',
  hold: null,
  schedule: null,
  ahead: [],
  next: null,
  decision: null,
  ...more,
});

/** The worst names that people and attackers think of; and two that are only long. */
export const NAMES = [
  '<script>alert(1)</script>',
  'الخادم \u202eevil',
  'an-unbroken-name-of-a-batch-worker-that-is-longer-than-any-phone-is-wide',
  '아주-긴-이름을-가진-배치-작업용-인스턴스-그리고-더-긴-이름',
] as const;

const meter = (now: Instant): MeterReport => ({
  month: '2026-11',
  asOf: now,
  limits: [
    {
      name: 'instanceHoursLinux',
      used: 512.4,
      limit: 750,
      forecast: 801.2,
      low: 640.5,
      reachedAt: plus(now, days(5)),
    },
    { name: 'instanceHoursWindows', used: 0, limit: 750, forecast: 0, reachedAt: null },
    { name: 'volumeGibMonths', used: 17.1, limit: 30, forecast: 22.4, reachedAt: null },
    {
      name: 'publicIpv4Hours',
      used: 790,
      limit: 750,
      forecast: 1_030,
      reachedAt: minus(now, days(1)),
    },
  ],
  cost: { soFar: usd(1.92), forecast: usd(2.71), low: usd(2.4), partial: true },
  credits: { remaining: usd(87), burnPerDay: usd(1.2), endsAt: plus(now, days(72)) },
  told: [
    { name: 'instanceHoursLinux', used: 488.2, unseen: 0 },
    { name: 'publicIpv4Hours', used: 790, unseen: 46 },
  ],
  others: [{ name: 'snapshotGibMonths', used: 0.25, limit: 1 }],
  leftOut: [{ kind: 'price', of: 'policy', row: '<t3.micro>', why: 'name' }],
});

const NOTHING: Saved = {
  ...{ off: hours(0), savedMicroUsd: usd(0), allowance: hours(0), unpriced: hours(0) },
};

/** One of each kind: money and allowance, allowance alone, and what cost more than it saved. */
const saved = (now: Instant): SavedInMonth => ({
  month: '2026-11',
  until: now,
  total: { off: hours(321), savedMicroUsd: usd(2.31), allowance: hours(130), unpriced: hours(12) },
  rules: [
    {
      rule: 'schedule',
      saved: { ...NOTHING, off: hours(211), savedMicroUsd: usd(2.81), allowance: hours(40) },
    },
    { rule: 'idle', saved: { ...NOTHING, off: hours(90), allowance: hours(90) } },
    { rule: 'guard', saved: { ...NOTHING, off: hours(20), savedMicroUsd: usd(-0.1) } },
  ],
  paidBy: 'unknown',
});

function decisionsAt(now: Instant, hold: Hold) {
  const ten = plus(now, minutes(15));
  const edge = { ...nightly, edge: ten, stopAt: ten };
  const stopped = { ...nightly, edge: minus(now, hours(9)), attempt: 2 };
  const tag = { tag: 'tierkeeper:idle', value: NAMES[0], expected: '"never" or a window' };
  const kept = reason('keep-tag', { tag: 'tierkeeper:keep' });
  const byTag = reason('held', { ...hold, by: 'jiwoo' });
  return [
    decided(1, minus(now, minutes(5)), ['dev-box', 'warn', reason('stop-edge-near', edge)]),
    decided(2, minus(now, minutes(8)), ['ml-experiment', 'warn', quiet(now)]),
    decided(3, minus(now, hours(2)), [NAMES[2], 'leave', byTag]),
    decided(4, minus(now, hours(9)), [NAMES[3], 'stop', reason('stop-edge', stopped)]),
    decided(5, minus(now, hours(10)), [NAMES[0], 'leave', reason('unreadable-tag', tag)]),
    decided(6, minus(now, hours(14)), [NAMES[1], 'leave', kept]),
  ] as const;
}

function linesAt(now: Instant, hold: Hold): readonly StatusLine[] {
  const since = minus(now, hours(13));
  const [dev, idle, held] = decisionsAt(now, hold);
  const off = { at: plus(now, minutes(15)), to: 'stopped' } as const;
  const on = { at: plus(off.at, hours(9)), to: 'running' } as const;
  const idles = { at: plus(now, minutes(12)), to: 'stopped' } as const;
  const scheduled = { since, schedule: 'nightly' };
  return [
    line(1, { ...scheduled, name: 'dev-box', ahead: [off, on], next: off, decision: dev }),
    line(2, { since, name: 'ml-experiment', ahead: [idles], next: idles, decision: idle }),
    line(3, { ...scheduled, name: NAMES[2], hold, decision: held }),
    line(4, { since, name: NAMES[3], state: 'stopping' }),
    line(5, { ...scheduled, name: NAMES[0], state: 'stopped', ahead: [on], next: on }),
    line(6, { since, name: NAMES[1], state: 'stopped' }),
  ];
}

export const statusAt = (now: Instant, hold: Hold): Status => ({
  account: ACCOUNT,
  region: 'ap-northeast-2',
  mode: 'act',
  switched: null,
  at: now,
  lastSweepAt: minus(now, minutes(3)),
  instances: linesAt(now, hold),
  more: 2,
  decisions: decisionsAt(now, hold),
  meter: meter(now),
  saved: saved(now),
});

export const lateStatus = (status: Status): Status => ({
  ...status,
  mode: 'observe',
  lastSweepAt: minus(status.at, minutes(42)),
  more: 0,
  meter: null,
  saved: { month: '2026-11', until: status.at, total: NOTHING, rules: [], paidBy: 'unknown' },
});

/** As the ledger gives it while it is paused: nothing is ahead of anything. */
export const pausedStatus = (status: Status): Status => ({
  ...status,
  switched: { to: 'paused', since: minus(status.at, days(2)) },
  instances: status.instances.map((one) => ({ ...one, ahead: [], next: null })),
});

export const emptyStatus = (status: Status): Status => ({
  ...status,
  lastSweepAt: null,
  switched: { to: 'paused', since: minus(status.at, days(2)) },
  instances: [],
  more: 0,
  decisions: [],
  meter: null,
  saved: null,
});
