import { describe, expect, it } from 'vitest';
import { fault } from '../../src/lib/model/fault.ts';
import { ID, type Loose, metric, QUIET, recorded, replayed, snapshotOf } from './replaying.ts';

const SEOUL = 'mode: act\nzone: Asia/Seoul\n';
/** Off from 20:50 on: ten minutes ago. */
const NIGHTLY = `${SEOUL}nightly: { stop: "20:50", start: "07:00" }\n`;
const EDGE = '2026-11-24T11:50:00Z';
const SINCE = { managedSince: '2026-11-01T00:00:00Z' };
const VOLUME = 'vol-0123456789abcdef0';
const ADDRESS = 'eipalloc-0123456789abcdef0';
const GROUP = 'sg-0123456789abcdef0';

const idleWarning = (acceptedAt: string | null) =>
  recorded({ warnings: [{ rule: 'idle', warnedAt: '2026-11-24T11:30:00Z', acceptedAt }] });
const edgeWarning = { rule: 'schedule', edge: EDGE, warnedAt: '2026-11-24T11:30:00Z' };
const nightWarned = (more: Loose = {}) =>
  recorded(
    { warnings: [{ ...edgeWarning, acceptedAt: '2026-11-24T11:30:05Z' }] },
    {
      ...SINCE,
      ...more,
    },
  );
const hold = (more: Loose = {}) => ({
  instanceId: ID,
  until: '2026-11-25T00:00:00Z',
  at: '2026-11-24T10:00:00Z',
  ...more,
});
const seat = (more: Loose, group = GROUP) => [
  {
    id: 'eni-0123456789abcdef0',
    securityGroupIds: [group],
    privateAddresses: [{ address: '10.0.0.1', ...more }],
  },
];
const stopped = {
  state: 'stopped',
  launchTime: '2026-11-23T02:00:00Z',
  stateReason: { code: 'Client.UserInitiatedShutdown' },
};

interface Case {
  readonly snapshot: Loose;
  readonly policy?: string;
  /** Verdict, reason and rule of the one power decision, or of every target by its key. */
  readonly decides: string | Readonly<Record<string, string>>;
  readonly evidence?: Loose;
}

const NOT_OURS: Readonly<Record<string, Case>> = {
  'leaves what an Auto Scaling group owns': {
    snapshot: snapshotOf({ tags: { 'aws:autoscaling:groupName': 'web' } }, { metrics: QUIET }),
    decides: 'leave owned-by not-ours',
    evidence: { owner: 'auto-scaling', tag: 'aws:autoscaling:groupName', value: 'web' },
  },
  'leaves what AWS operates for somebody': {
    snapshot: snapshotOf({ operator: { managed: true, principal: 'eks.amazonaws.com' } }),
    decides: 'leave operator-managed not-ours',
  },
  'leaves a one-time Spot Instance': {
    snapshot: snapshotOf(
      { lifecycle: 'spot', spotRequestId: 'sir-1' },
      { spotRequests: [{ id: 'sir-1', type: 'one-time' }], metrics: QUIET },
    ),
    decides: 'leave spot-one-time not-ours',
  },
  'warns of the idleness of a persistent Spot Instance': {
    snapshot: snapshotOf(
      { lifecycle: 'spot', spotRequestId: 'sir-1' },
      { spotRequests: [{ id: 'sir-1', type: 'persistent' }], metrics: QUIET },
    ),
    decides: 'warn idle-warned idle',
  },
  'defers a Spot Instance whose request was left out': {
    snapshot: snapshotOf({ lifecycle: 'spot', spotRequestId: 'sir-1' }, { metrics: QUIET }),
    decides: 'defer incomplete not-ours',
  },
  'waits for a call whose effect nobody has seen': {
    snapshot: snapshotOf(
      {},
      {
        metrics: QUIET,
        memory: {
          intents: [{ verb: 'stop', at: '2026-11-24T11:59:00Z', rule: 'idle', instanceIds: [ID] }],
        },
      },
    ),
    decides: 'leave in-transition not-ours',
    evidence: { state: 'running', since: '2026-11-24T12:00:00.000Z' },
  },
};

const PROTECTED: Readonly<Record<string, Case>> = {
  'keeps what the tag says to keep': {
    snapshot: snapshotOf({ tags: { 'tierkeeper:keep': '' } }, { metrics: QUIET }),
    decides: 'leave keep-tag protected',
  },
  'ignores what the tag says to ignore': {
    snapshot: snapshotOf({ tags: { 'tierkeeper:ignore': 'yes' } }, { metrics: QUIET }),
    decides: 'leave ignored not-ours',
  },
  'leaves what has just started': {
    snapshot: snapshotOf({ launchTime: '2026-11-24T11:50:00Z' }, { metrics: QUIET }),
    decides: 'leave too-young protected',
    evidence: { since: '2026-11-24T11:50:00.000Z', minimumUptime: 900_000 },
  },
  'leaves what carries a hold that cannot be read': {
    snapshot: snapshotOf({ tags: { 'tierkeeper:hold-until': 'soon' } }, { metrics: QUIET }),
    decides: 'leave unreadable-tag protected',
  },
  'never erases an instance store': {
    snapshot: snapshotOf({ type: 'm5d.large' }, { metrics: QUIET }),
    decides: 'leave instance-store-data protected',
  },
  'believes a refused stop for a day': {
    snapshot: snapshotOf(
      {},
      { metrics: QUIET, memory: recorded({ protectedAt: '2026-11-24T06:00:00Z' }) },
    ),
    decides: 'leave stop-protected protected',
    evidence: { seenAt: '2026-11-24T06:00:00.000Z' },
  },
};

const HELD: Readonly<Record<string, Case>> = {
  'leaves what is on hold': {
    snapshot: snapshotOf({}, { metrics: QUIET, memory: { holds: [hold({ by: 'minji' })] } }),
    decides: 'leave held held',
    evidence: { until: '2026-11-25T00:00:00.000Z', by: 'minji', why: '' },
  },
  'reads the hold of a tag in the zone of the policy': {
    snapshot: snapshotOf({ tags: { 'tierkeeper:hold-until': '2026-11-25' } }, { metrics: QUIET }),
    policy: SEOUL,
    decides: 'leave held held',
    evidence: { until: '2026-11-25T15:00:00.000Z', by: 'tierkeeper:hold-until', why: '' },
  },
  'stops what a hold wants stopped': {
    snapshot: snapshotOf({}, { memory: { holds: [hold({ want: 'stopped' })] } }),
    decides: 'stop hold-wants-stopped held',
  },
  'starts what a hold wants running': {
    snapshot: snapshotOf(
      { ...stopped, stateTransitionReason: 'User initiated (2026-11-24 09:00:00 GMT)' },
      { memory: recorded({}, { holds: [hold({ want: 'running' })] }) },
    ),
    decides: 'start hold-wants-running held',
  },
  'does nothing while all is paused': {
    snapshot: snapshotOf({}, { metrics: QUIET, memory: { control: { paused: true } } }),
    decides: 'leave paused held',
    evidence: { since: '2026-11-24T12:00:00.000Z' },
  },
};

const SCHEDULED: Readonly<Record<string, Case>> = {
  'stops at the edge of a schedule that was announced': {
    snapshot: snapshotOf({}, { memory: nightWarned() }),
    policy: NIGHTLY,
    decides: 'stop stop-edge schedule',
    evidence: {
      schedule: 'nightly',
      zone: 'Asia/Seoul',
      edge: '2026-11-24T11:50:00.000Z',
      attempt: 1,
    },
  },
  'warns first where nobody has been warned of the edge': {
    snapshot: snapshotOf({}, { memory: SINCE }),
    policy: NIGHTLY,
    decides: 'warn stop-edge-near schedule',
  },
  'does nothing for an edge from before it was there': {
    snapshot: snapshotOf(),
    policy: NIGHTLY,
    decides: 'leave idle-unknown idle',
  },
  'lets stand what a person started after the edge': {
    snapshot: snapshotOf(
      { launchTime: '2026-11-24T11:52:00Z' },
      { memory: recorded({ seen: { state: 'stopped' } }, SINCE) },
    ),
    policy: `${NIGHTLY}minimumUptime: 0m\nidle: { on: false }\n`,
    decides: 'leave idle-off idle',
  },
  'answers an edge that a hold covers by skipping it': {
    snapshot: snapshotOf({}, { memory: nightWarned({ holds: [hold()] }) }),
    policy: NIGHTLY,
    decides: 'leave held held',
  },
  'starts in the morning what the schedule stopped': {
    snapshot: snapshotOf(
      { ...stopped, stateTransitionReason: 'User initiated (2026-11-23 11:50:20 GMT)' },
      {
        takenAt: '2026-11-23T22:02:00Z',
        memory: recorded({ lastStop: { at: '2026-11-23T11:50:10Z', rule: 'schedule' } }, SINCE),
      },
    ),
    policy: NIGHTLY,
    decides: 'start start-edge schedule',
  },
  'does not start in the morning what a person stopped': {
    snapshot: snapshotOf(
      { ...stopped, stateTransitionReason: 'User initiated (2026-11-23 08:00:00 GMT)' },
      { takenAt: '2026-11-23T22:02:00Z', memory: SINCE },
    ),
    policy: NIGHTLY,
    decides: 'leave edge-not-ours schedule',
    evidence: { schedule: 'nightly', zone: 'Asia/Seoul', edge: '2026-11-23T22:00:00.000Z' },
  },
};

const CPU_UNKNOWN = { signal: 'cpu', metric: null, coveragePercent: 0, fault: null };
const UNKNOWN = { ...CPU_UNKNOWN, quiet: [], notAsked: ['network'], since: null };
const THROTTLED = fault('throttled', 'refused');

const IDLE: Readonly<Record<string, Case>> = {
  'warns of what is idle': {
    snapshot: snapshotOf({}, { metrics: QUIET }),
    decides: 'warn idle-warned idle',
  },
  'stops what is still idle when the grace is over': {
    snapshot: snapshotOf({}, { metrics: QUIET, memory: idleWarning('2026-11-24T11:39:00Z') }),
    decides: 'stop idle idle',
  },
  'waits for the grace': {
    snapshot: snapshotOf({}, { metrics: QUIET, memory: idleWarning('2026-11-24T11:45:00Z') }),
    decides: 'leave idle-waiting idle',
  },
  'stops nothing on a warning that no channel accepted': {
    snapshot: snapshotOf(
      {},
      {
        metrics: QUIET,
        memory: recorded({
          warnings: [{ rule: 'idle', warnedAt: '2026-11-24T11:35:00Z', acceptedAt: null }],
        }),
      },
    ),
    decides: 'leave warning-not-sent idle',
    evidence: { warnedAt: '2026-11-24T11:35:00.000Z' },
  },
  'withdraws the warning of what is used again': {
    snapshot: snapshotOf(
      {},
      {
        metrics: [metric('CPUUtilization', 40)],
        memory: idleWarning('2026-11-24T11:39:00Z'),
      },
    ),
    decides: 'withdraw idle-withdrawn idle',
  },
  'leaves what is busy': {
    snapshot: snapshotOf({}, { metrics: [metric('CPUUtilization', 40)] }),
    decides: 'leave busy idle',
  },
  'calls unknown what has no metrics': {
    snapshot: snapshotOf({}, { memory: idleWarning('2026-11-24T11:39:00Z') }),
    decides: 'leave idle-unknown idle',
    evidence: { ...UNKNOWN, why: 'not-asked', notAsked: ['cpu', 'network', 'ebs'] },
  },
  'calls unknown what lacks one metric of a signal': {
    snapshot: snapshotOf(
      {},
      {
        metrics: QUIET.slice(0, 2),
        memory: idleWarning('2026-11-24T11:39:00Z'),
      },
    ),
    decides: 'leave idle-unknown idle',
  },
  'calls unknown what lacks datapoints': {
    snapshot: snapshotOf(
      {},
      {
        metrics: [metric('CPUUtilization', [0.5, null, null, null, 0.5, 0.5])],
        memory: idleWarning('2026-11-24T11:39:00Z'),
      },
    ),
    decides: 'leave idle-unknown idle',
    evidence: { ...UNKNOWN, why: 'few-datapoints', coveragePercent: 25 },
  },
  'calls unknown what CloudWatch refused to show': {
    snapshot: snapshotOf({}, { metrics: { refused: { code: 'throttled' } } }),
    decides: 'leave idle-unknown idle',
    evidence: { ...UNKNOWN, metric: 'CPUUtilization', why: 'refused', fault: THROTTLED },
  },
  'only proposes to stop what has an Elastic IP': {
    snapshot: snapshotOf(
      { interfaces: seat({ publicIp: '203.0.113.1', elastic: true }) },
      { metrics: QUIET, securityGroups: [{ id: GROUP }] },
    ),
    decides: 'tell idle-server idle',
  },
  'only proposes to stop what serves the web': {
    snapshot: snapshotOf(
      { interfaces: seat({}) },
      {
        metrics: QUIET,
        securityGroups: [{ id: GROUP, ingress: [{ fromPort: 443, cidrs: ['0.0.0.0/0'] }] }],
      },
    ),
    decides: 'tell idle-server idle',
  },
  'does not call idle what names a security group that was left out': {
    snapshot: snapshotOf({ interfaces: seat({}) }, { metrics: QUIET }),
    decides: 'leave idle-unknown idle',
  },
  'warns nobody where nobody has confirmed': {
    snapshot: snapshotOf({}, { metrics: QUIET, confirmedRecipient: false }),
    decides: 'defer nobody-to-warn idle',
  },
  'says in observe what it would warn of': {
    snapshot: snapshotOf({}, { metrics: QUIET }),
    policy: 'mode: observe',
    decides: 'warn idle-warned idle',
  },
};

const OTHERS: Readonly<Record<string, Case>> = {
  'defers all that it remembers where the list was refused': {
    snapshot: snapshotOf(
      {},
      {
        instances: { refused: { code: 'access-denied', permission: 'ec2:DescribeInstances' } },
        memory: recorded({}),
      },
    ),
    decides: 'defer incomplete nothing',
  },
  'defers what is over the limit of the hour': {
    snapshot: snapshotOf(
      {},
      {
        metrics: QUIET,
        memory: {
          ...idleWarning('2026-11-24T11:39:00Z'),
          recent: [{ at: '2026-11-24T11:30:00Z', actions: 5 }],
        },
      },
    ),
    policy: 'mode: act\nlimits: { actionsPerHour: 5 }\n',
    decides: 'defer over-limit limits',
    evidence: { limit: 'actionsPerHour', allowed: 5 },
  },
  'keeps a volume in view that was left behind': {
    snapshot: snapshotOf(
      {},
      {
        volumes: [{ id: VOLUME, state: 'available', sizeGiB: 8 }],
        memory: {
          leftVolumes: [{ volumeId: VOLUME, instanceId: ID, foundAt: '2026-11-20T00:00:00Z' }],
        },
      },
    ),
    decides: {
      [`power/${ID}`]: 'leave idle-unknown idle',
      [`volume/${VOLUME}`]: 'leave volume-left volumes',
    },
  },
  'takes no volume for gone because it was left out': {
    snapshot: snapshotOf(
      {},
      {
        memory: {
          leftVolumes: [{ volumeId: VOLUME, instanceId: ID, foundAt: '2026-11-20T00:00:00Z' }],
        },
      },
    ),
    decides: {
      [`power/${ID}`]: 'leave idle-unknown idle',
      [`volume/${VOLUME}`]: 'defer incomplete volumes',
    },
  },
  'puts a declared address back': {
    snapshot: snapshotOf(
      { tags: { 'tierkeeper:eip': ADDRESS }, interfaces: seat({}) },
      {
        addresses: [{ allocationId: ADDRESS, publicIp: '203.0.113.1' }],
      },
    ),
    decides: {
      [`address/${ID}`]: 'associate address-lost addresses',
      [`power/${ID}`]: 'leave idle-unknown idle',
    },
  },
};

const SECTIONS = { NOT_OURS, PROTECTED, HELD, SCHEDULED, IDLE, OTHERS };

describe.each(Object.entries(SECTIONS))('replay, rule by rule: %s', (_, cases) => {
  it.each(Object.entries(cases))('%s', async (__, { decides, evidence, ...files }) => {
    const lines = await replayed(files);
    const expected = typeof decides === 'string' ? { [`power/${ID}`]: decides } : decides;
    const got = lines.map((line) => [line.target, `${line.verdict} ${line.reason} ${line.rule}`]);
    expect(Object.fromEntries(got)).toEqual(expected);
    if (evidence) expect(lines[0]?.evidence).toEqual(evidence);
  });
});
