import { OFFHOURS_FORM } from '../../src/lib/model/dialect.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { idOf, isAllocationId } from '../../src/lib/model/ids.ts';
import type { Instant } from '../../src/lib/model/instant.ts';
import { hours, minutes, parseInstant } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type {
  Reason,
  ReasonEvidence,
  ReasonKey,
  SignalEvidence,
} from '../../src/lib/model/reason.ts';

const NO_METRIC = { metric: 'Team/Notebooks BusyKernels', coveragePercent: 0, fault: null };

export const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new TypeError(`${text} is no instant`);
  return parsed;
};

/** Monday 23 November 2026, ten in the evening in Seoul. */
export const TEN_PM = at('2026-11-23T22:00:00+09:00');

const edge = { schedule: 'nightly', zone: 'Asia/Seoul', edge: TEN_PM };
const morning = { next: at('2026-11-24T07:00:00+09:00'), nextTo: 'running' } as const;

const CPU: SignalEvidence = {
  signal: 'cpu',
  max: 1.24,
  mean: 0.8,
  threshold: 3,
  unit: 'percent',
  coveragePercent: 100,
};
const NETWORK: SignalEvidence = {
  signal: 'network',
  max: 310,
  mean: 120,
  threshold: 20_000,
  unit: 'bytes/minute',
  coveragePercent: 100,
};
const DISK: SignalEvidence = {
  signal: 'ebs',
  max: 0.05,
  mean: 0.01,
  threshold: 0.2,
  unit: 'operations/second',
  coveragePercent: 100,
};
const quiet = { window: minutes(60), signals: [CPU, NETWORK, DISK], notPublished: [] };
const first = { quiet: [], notAsked: ['network', 'ebs'] } as const;
const DENIED = fault('access-denied', 'no', { permission: 'cloudwatch:GetMetricStatistics' });
const THROTTLED = fault('throttled', 'Rate exceeded');
const unknown = {
  signal: 'cpu',
  metric: null,
  coveragePercent: 0,
  fault: null,
  ...first,
  since: null,
} as const;
const guarded = {
  limit: 'instanceHoursLinux',
  used: 713.25,
  allowed: 750,
  stopAtPercent: 95,
  until: at('2026-12-01T00:00:00Z'),
} as const;
const hold = { until: at('2026-11-24T09:00:00+09:00'), by: 'seoyeon', why: 'demo tomorrow' };
const eip = idOf(isAllocationId, 'eipalloc-0a1b2c3d4e5f60718');

/** One example of every reason, at least. */
export const REASONS: { readonly [Key in ReasonKey]: readonly ReasonEvidence[Key][] } = {
  'operator-managed': [{ principal: 'eks.amazonaws.com' }, { principal: null }],
  'owned-by': [{ owner: 'auto-scaling', tag: 'aws:autoscaling:groupName', value: 'web' }],
  'spot-one-time': [{ requestId: 'sir-abcd1234' }],
  'instance-store-root': [{}],
  'dedicated-host': [{}],
  'capacity-block': [{}],
  'not-selected': [{ by: 'manage' }, { by: 'names' }, { by: 'tags' }, { by: 'types' }],
  ignored: [{ tag: 'tierkeeper:ignore' }],
  gone: [{ state: 'terminated' }, { state: 'shutting-down' }],
  'keep-tag': [{ tag: 'tierkeeper:keep' }],
  'stop-protected': [{ seenAt: TEN_PM }],
  'too-young': [{ since: TEN_PM, minimumUptime: minutes(15) }],
  'unreadable-tag': [
    { tag: 'tierkeeper:hold-until', value: 'soon', expected: 'a date (2026-11-30)' },
    {
      tag: 'maid_offhours',
      value: 'off=(m-f,25)',
      expected: OFFHOURS_FORM,
      problem: '"25" in "(m-f,25)" is not an hour from 0 to 23.',
    },
  ],
  'instance-store-data': [{ type: 'm5d.large' }],
  held: [
    hold,
    { ...hold, by: 'tierkeeper:hold-until', why: '' },
    { ...hold, by: 'link', why: '' },
    { ...hold, by: '', why: '' },
  ],
  'hold-wants-running': [hold],
  'hold-wants-stopped': [hold],
  paused: [{ since: TEN_PM }],
  'guard-warned': [
    { ...guarded, stopAt: TEN_PM },
    { ...guarded, stopAt: null },
  ],
  'guard-waiting': [{ ...guarded, stopAt: TEN_PM }],
  'guard-stop': [{ ...guarded, warnedAt: TEN_PM, place: 0 }],
  'guard-closed': [guarded, { ...guarded, limit: 'instanceHoursWindows' }],
  'guard-kept': [guarded],
  'guard-withdrawn': [{}],
  'guard-restart': [{ stoppedAt: TEN_PM }],
  'guard-restart-waits': [{ stoppedAt: TEN_PM }],
  'stop-edge': [
    { ...edge, attempt: 1 },
    { ...edge, attempt: 2 },
    { ...edge, zone: 'America/New_York', attempt: 1 },
  ],
  'start-edge': [{ ...edge, attempt: 1 }],
  'stop-edge-near': [
    { ...edge, stopAt: TEN_PM },
    { ...edge, stopAt: at('2026-11-23T22:10:00+09:00') },
  ],
  'stop-edge-waiting': [{ ...edge, stopAt: TEN_PM }],
  'edge-adopted': [{ ...edge, ...morning }],
  'edge-answered': [
    { ...edge, ...morning, how: 'adopted' },
    { ...edge, ...morning, how: 'stopped' },
    { ...edge, ...morning, how: 'started', nextTo: 'stopped' },
    { ...edge, next: morning.next, how: 'already' },
    { ...edge, next: null, how: 'person' },
    { ...edge, next: null, how: 'held' },
    { ...edge, next: null, how: 'not-ours' },
    { ...edge, next: null, how: 'missed' },
    { ...edge, next: null, how: 'gave-up' },
    { ...edge, next: null, how: 'observed' },
  ],
  'edge-missed': [{ ...edge, lateBy: hours(8), catchUp: hours(6) }],
  'edge-person': [
    { ...edge, did: 'start', at: at('2026-11-23T23:10:00+09:00') },
    { ...edge, did: 'stop', at: null },
  ],
  'edge-not-ours': [edge],
  'edge-retry': [{ ...edge, attempt: 2, retryAt: at('2026-11-23T22:05:00+09:00') }],
  'edge-gave-up': [{ ...edge, attempts: 3 }],
  'schedule-adopted': [
    { schedule: 'office', ...morning },
    { schedule: 'office', next: null },
  ],
  enforced: [
    { schedule: 'office', want: 'running' },
    { schedule: 'office', want: 'stopped' },
  ],
  'idle-warned': [
    { ...quiet, stopAt: at('2026-11-23T22:45:00+09:00'), surplus: null },
    { ...quiet, signals: [CPU], stopAt: null, surplus: null },
    { ...quiet, stopAt: null, surplus: { credits: 57.6, microUsd: usd(0.048) } },
    { ...quiet, stopAt: null, surplus: { credits: 144, microUsd: null } },
  ],
  'idle-waiting': [{ ...quiet, stopAt: at('2026-11-23T22:45:00+09:00') }],
  'warning-not-sent': [{ warnedAt: TEN_PM }],
  idle: [{ ...quiet, warnedAt: TEN_PM }],
  'idle-server': [
    {
      ...quiet,
      signals: [CPU, NETWORK],
      notPublished: ['ebs'],
      signs: [
        { sign: 'elastic-ip', publicIp: '3.34.1.2' },
        { sign: 'open-port', port: 443, securityGroup: 'sg-0123456789abcdef0' },
        { sign: 'load-balancer', group: 'web-targets' },
        { sign: 'no-source-dest-check' },
      ],
    },
  ],
  'idle-withdrawn': [
    { signal: { ...CPU, max: 45.3 }, ...first },
    { signal: { ...DISK, max: 12.4 }, quiet: [CPU, NETWORK], notAsked: [] },
  ],
  busy: [
    { signal: { ...NETWORK, max: 1_234_567 }, quiet: [CPU], notAsked: ['ebs'] },
    { signal: { ...CPU, max: 99.6 }, ...first },
  ],
  'idle-unknown': [
    { ...unknown, why: 'refused', metric: 'CPUUtilization', fault: DENIED },
    { ...unknown, why: 'refused', metric: 'CPUUtilization', fault: DENIED, since: TEN_PM },
    { ...unknown, why: 'refused', metric: 'CPUUtilization', fault: THROTTLED, since: TEN_PM },
    { ...unknown, signal: 'network', why: 'few-datapoints', coveragePercent: 41.7 },
    { ...unknown, why: 'few-datapoints', coveragePercent: 41.7, since: TEN_PM },
    { ...unknown, signal: 'ebs', why: 'stale', coveragePercent: 90 },
    { ...unknown, signal: 'ebs', why: 'stale', coveragePercent: 90, since: TEN_PM },
    { ...unknown, why: 'not-asked' },
    { ...unknown, why: 'no-gpu-signal' },
    { ...unknown, why: 'no-gpu-signal', since: TEN_PM },
  ],
  'idle-off': [{ by: 'policy' }, { by: 'tag' }],
  'boot-grace': [{ until: TEN_PM }],
  'cool-down': [{ until: TEN_PM }],
  'nobody-to-warn': [{}],
  'in-transition': [{ state: 'stopping', since: TEN_PM }],
  'over-limit': [
    { limit: 'stopsPerPass', allowed: 50 },
    { limit: 'actionsPerHour', allowed: 100 },
    { limit: 'sharePercent', allowed: 50 },
  ],
  incomplete: [
    {
      family: 'volumes',
      fault: fault('access-denied', 'You are not authorized to perform this operation.', {
        awsCode: 'UnauthorizedOperation',
        permission: 'ec2:DescribeVolumes',
      }),
    },
    { family: 'instances', fault: fault('throttled', 'Request limit exceeded.') },
  ],
  'nothing-due': [{ state: 'running' }],
  'address-in-place': [{ publicIp: '3.34.1.2' }],
  'address-lost': [{ allocationId: eip, publicIp: '3.34.1.2' }],
  'address-waits': [{ declared: eip, state: 'stopped' }],
  'address-unknown': [{ declared: eip }],
  'address-elsewhere': [{ publicIp: '3.34.1.2', holder: 'i-0fedcba9876543210' }],
  'address-claimed-twice': [
    { declared: eip, claimants: ['i-0123456789abcdef0', 'i-0fedcba9876543210'] },
  ],
  'address-occupied': [{ declared: eip, publicIp: '13.125.9.9' }],
  'address-no-interface': [{ declared: eip }],
  'address-managed': [{ declared: eip, by: 'eks.amazonaws.com' }],
  'address-border-group': [{ publicIp: '3.34.1.2', group: 'us-west-2-lax-1', zone: 'us-west-2a' }],
  'pool-empty': [{ pool: 'web' }],
  'address-left': [
    {
      publicIp: '3.34.1.2',
      instance: 'old-web',
      monthlyMicroUsd: usd(3.65),
      successor: 'i-0fedcba9876543210',
    },
    { publicIp: '3.34.1.2', instance: 'old-web', monthlyMicroUsd: null, successor: null },
  ],
  'address-settled': [{ publicIp: '3.34.1.2' }],
  'volume-left': [
    {
      ...{ instance: 'old-web', sizeGiB: 20, type: 'gp3', monthlyMicroUsd: usd(1.824) },
      ...{ iops: 3_000, throughputMiBps: 125, encrypted: false },
    },
    {
      ...{ instance: 'old-web', sizeGiB: 20, type: 'io2', monthlyMicroUsd: null },
      ...{ iops: 5_000, throughputMiBps: null, encrypted: true },
    },
  ],
  'volume-kept': [{ tag: 'tierkeeper:keep' }],
  'volume-attached': [{ instance: 'web' }],
  'volume-going': [{ state: 'deleting' }],
  'volume-waits': [{ next: TEN_PM }],
  'volume-gone': [{}],
  exposed: [
    { group: 'backend', ports: [22, 3306], instances: ['oruum-backend'], more: 0 },
    { group: 'all', ports: [8080], instances: ['a', 'b', 'c'], more: 4 },
  ],
  'exposure-known': [{ group: 'backend', ports: [3306] }],
  'exposure-ended': [{ group: 'backend' }],
  impaired: [
    { checks: ['system'], since: at('2026-11-23T12:00:00+09:00') },
    { checks: ['system', 'ebs'], since: at('2026-11-23T12:00:00+09:00') },
  ],
  'impaired-lately': [
    {
      checks: ['instance'],
      since: at('2026-11-23T21:55:00+09:00'),
      tellAt: at('2026-11-23T22:05:00+09:00'),
    },
  ],
  'well-lately': [{ checks: ['instance'], since: at('2026-11-23T21:55:00+09:00') }],
  'well-again': [{ checks: ['system'], since: at('2026-11-23T12:00:00+09:00') }],
  'passing-again': [{}],
  'scheduled-event': [
    { code: 'instance-retirement', notBefore: at('2026-12-07T10:00:00+09:00') },
    { code: 'system-maintenance', notBefore: null },
  ],
  'scheduled-event-over': [
    { code: 'instance-reboot', how: 'completed' },
    { code: 'instance-retirement', how: 'canceled' },
    { code: 'system-reboot', how: 'gone' },
  ],
  'status-unknown': [{ state: 'stopped' }, { state: 'running' }],
  'notebook-longest': [{ since: at('2026-11-23T13:00:00+09:00'), longest: hours(8) }],
  'notebook-longest-near': [
    { since: at('2026-11-23T14:00:00+09:00'), longest: hours(8), stopAt: TEN_PM },
  ],
  'notebook-idle': [{ metric: 'Team/Notebooks BusyKernels', max: 0, below: 1, window: hours(1) }],
  'notebook-idle-near': [
    { metric: 'Team/Notebooks cpu', max: 1.25, below: 3, window: hours(1), stopAt: TEN_PM },
  ],
  'notebook-busy': [{ metric: 'Team/Notebooks BusyKernels', max: 2, below: 1 }],
  'notebook-unknown': [
    { ...NO_METRIC, why: 'refused', fault: fault('throttled', 'Rate exceeded') },
    { ...NO_METRIC, why: 'few-datapoints', coveragePercent: 50 },
    { ...NO_METRIC, why: 'stale' },
    { ...NO_METRIC, why: 'not-asked' },
  ],
  'credits-charged': [
    { credits: 240, microUsd: usd(0.2) },
    { credits: 0.5, microUsd: null },
  ],
  'credits-exhausted': [
    { length: hours(3), isLaunchCredit: false, vcpuHourMicroUsd: usd(0.05) },
    { length: hours(24), isLaunchCredit: true, vcpuHourMicroUsd: null },
  ],
  outcome: [
    { result: 'stopped' },
    { result: 'started' },
    { result: 'associated' },
    { result: 'held' },
    { result: 'protected' },
    { result: 'refused' },
    { result: 'fell-back' },
    { result: 'stuck' },
    { result: 'gone' },
    { result: 'interrupted' },
  ],
};

/** Every example as a reason. */
export const allReasons = (): readonly Reason[] =>
  Object.entries(REASONS).flatMap(([key, examples]) =>
    examples.map((evidence) => ({ key, evidence }) as Reason),
  );
