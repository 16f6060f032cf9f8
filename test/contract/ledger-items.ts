/** One item of every kind that the ledger keeps. */
import { fault } from '../../src/lib/model/fault.ts';
import {
  idOf,
  isAllocationId,
  isInstanceId,
  isNetworkInterfaceId,
  isNotebookName,
  isSecurityGroupId,
  isSnapshotId,
  isVolumeId,
} from '../../src/lib/model/ids.ts';
import { hours, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Delivery, Hold, LedgerItem, LedgerKind } from '../../src/lib/model/ledger.ts';
import { microUsd } from '../../src/lib/model/money.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { reason } from '../../src/lib/model/reason.ts';
import { DIGEST_ITEMS } from './digest-items.ts';
import { meterReport } from './meter-report.ts';
import { pastUsage } from './past-usage-item.ts';
import { INSTANCE_SAVINGS, SAVED_IN_MONTH, SAVINGS_ITEMS } from './savings-items.ts';
import { surveyedUsage } from './surveyed-usage.ts';

const AT = instant(Date.UTC(2026, 10, 22, 13));
const INSTANCE = idOf(isInstanceId, 'i-0123456789abcdef0');
const VOLUME = idOf(isVolumeId, 'vol-0123456789abcdef0');
const ADDRESS = idOf(isAllocationId, 'eipalloc-0123456789abcdef0');
const GROUP = idOf(isSecurityGroupId, 'sg-0123456789abcdef0');

const HELD = reason('held', { until: plus(AT, hours(1)), by: 'link', why: '데모 "today" <b>' });

export const HOLD: Hold = {
  kind: 'hold',
  instanceId: INSTANCE,
  want: 'running',
  until: plus(AT, hours(3)),
  by: 'link',
  why: '',
  at: AT,
  postpones: false,
};

const NOTICE: Notice = {
  kind: 'withdrawn',
  dedupeKey: `withdrawn:${INSTANCE}`,
  urgency: 'now',
  at: AT,
  facts: { subject: { instanceId: INSTANCE, name: 'web', type: 't3.micro' }, reason: HELD },
};

const DELIVERY = {
  channel: 'sns',
  status: 'accepted',
  attempts: 1,
  at: AT,
  confirmedRecipient: true,
} as const;

/** In a channel that calls its messages something, and in one that refused. */
const IN_SLACK: readonly Delivery[] = [
  { ...DELIVERY, channel: 'slack-app', ref: 'C0123/1700000000.000001' },
  {
    ...DELIVERY,
    channel: 'slack-webhook',
    status: 'refused',
    fault: fault('slack-refused', 'Slack answers no_service', { awsCode: 'no_service' }),
  },
];

const NOTEBOOK = idOf(isNotebookName, 'tutorial');

export const SAMPLES: {
  readonly [Kind in LedgerKind]: Extract<LedgerItem, { readonly kind: Kind }>;
} = {
  notebook: {
    kind: 'notebook',
    name: NOTEBOOK,
    type: 'ml.t3.medium',
    power: 'running',
    since: AT,
    schedule: null,
    warning: { cause: 'longest', dueAt: AT, warnedAt: AT, noticeKey: 'a-warning' },
    lastStop: { rule: 'notebooks', at: AT, result: 'stopped' },
    lastStart: null,
    stoppedBySchedule: false,
    told: ['tierkeeper:hold-until=soon'],
  },
  'past-usage': pastUsage(AT),
  'meter-share': {
    kind: 'meter-share',
    at: AT,
    uses: [
      { ...{ name: 'instanceHoursLinux', asOf: AT }, used: 12.5, forecast: 720, unitMicroUsd: 0.5 },
      { ...{ name: 'volumeGibMonths', asOf: AT }, used: 1, forecast: 8, unitMicroUsd: null },
    ],
  },
  'gone-instance': {
    kind: 'gone-instance',
    instanceId: INSTANCE,
    type: 't3.micro',
    platform: 'linux',
    at: AT,
    runs: [{ from: AT, to: AT, addresses: 1 }],
  },
  channels: {
    kind: 'channels',
    troubles: [
      {
        channel: 'slack-webhook',
        since: AT,
        refusedAt: AT,
        fault: fault('slack-refused', 'Slack answers no_service', { awsCode: 'no_service' }),
        lost: 2,
        worksSince: null,
        toldAt: AT,
        isTold: true,
      },
    ],
  },
  instance: {
    kind: 'instance',
    instanceId: INSTANCE,
    sighting: {
      state: 'running',
      since: AT,
      launchTime: AT,
      name: '',
      type: 't3.micro',
      volumes: [{ volumeId: VOLUME, device: '/dev/xvda', deleteOnTermination: true }],
      addresses: [{ publicIp: '203.0.113.7' }],
      automaticAddresses: 1,
      billedAs: { type: 't3.micro spot', platform: 'windows' },
    },
    runs: [{ from: AT, to: AT, addresses: 1 }],
    savings: INSTANCE_SAVINGS,
    schedule: {
      schedule: 'nightly',
      hash: 'abc',
      adoptedAt: AT,
      answeredEdge: null,
      how: 'adopted',
      attempts: 0,
      lastAttemptAt: null,
    },
    warnings: [
      { rule: 'idle', launchTime: AT, edge: null, warnedAt: AT, noticeKey: 'about-to-stop:1' },
    ],
    lastStop: { rule: 'idle', at: AT, result: 'stopped' },
    lastStart: { rule: 'schedule', at: AT, result: 'requested' },
    protectedAt: null,
    hibernationRefusedAt: null,
    unknownSince: AT,
    told: ['unreadable-tag:tierkeeper:hold-until=soon'],
  },
  ...SAVINGS_ITEMS,
  hold: HOLD,
  intent: {
    kind: 'intent',
    id: '12-1',
    verb: 'associate',
    hibernate: false,
    at: AT,
    fence: 12,
    targets: [
      {
        target: { kind: 'address', id: INSTANCE },
        instanceId: INSTANCE,
        rule: 'addresses',
        reason: HELD,
        progress: 'requested',
        association: {
          allocationId: ADDRESS,
          publicIp: '203.0.113.7',
          networkInterfaceId: idOf(isNetworkInterfaceId, 'eni-0123456789abcdef0'),
          privateIpAddress: '10.0.0.5',
        },
      },
    ],
  },
  outcomes: {
    kind: 'outcomes',
    intentId: '12-1',
    at: AT,
    outcomes: [
      {
        intentId: '12-1',
        verb: 'stop',
        target: { kind: 'power', id: INSTANCE },
        instanceId: INSTANCE,
        rule: 'idle',
        reason: HELD,
        result: 'refused',
        fault: fault('access-denied', 'No.', {
          awsCode: 'UnauthorizedOperation',
          permission: 'ec2:StopInstances',
          culprits: [INSTANCE],
        }),
        intendedAt: AT,
        at: plus(AT, minutes(1)),
      },
    ],
  },
  exposures: {
    kind: 'exposures',
    lookedAt: AT,
    asked: [GROUP],
    open: [
      {
        securityGroupId: GROUP,
        name: 'web',
        openings: ['tcp/22-22/0.0.0.0/0'],
        ports: [22],
        instanceIds: [INSTANCE],
        foundAt: AT,
      },
    ],
  },
  health: {
    kind: 'health',
    ailing: [
      {
        instanceId: INSTANCE,
        checks: [{ check: 'system', since: AT, toldAt: plus(AT, minutes(10)), wellSince: null }],
        events: [
          { id: 'instance-event-0d59937288b749b32', code: 'instance-retirement', notBefore: AT },
        ],
      },
    ],
  },
  'left-volume': {
    kind: 'left-volume',
    volumeId: VOLUME,
    instanceId: INSTANCE,
    instanceName: 'web',
    device: '/dev/sdf',
    attachedUntil: AT,
    foundAt: AT,
  },
  'left-address': {
    kind: 'left-address',
    allocationId: ADDRESS,
    publicIp: '203.0.113.7',
    instanceId: INSTANCE,
    instanceName: 'web',
    foundAt: AT,
  },
  lease: {
    kind: 'lease',
    holder: null,
    expiresAt: AT,
    fence: 12,
    dirty: { kind: 'instances', ids: [INSTANCE] },
    recent: [{ at: AT, actions: 3, shareStops: 1 }],
    lastSweepAt: AT,
  },
  control: { kind: 'control', paused: true, mode: 'observe', at: AT },
  activation: { kind: 'activation', mode: 'act', since: AT },
  alarms: { kind: 'alarms', comparedAt: AT, wanted: null, watched: [INSTANCE] },
  notice: {
    kind: 'notice',
    notice: NOTICE,
    recordedAt: AT,
    deliveries: [DELIVERY, ...IN_SLACK],
    digestedAt: null,
  },
  'link-keys': {
    kind: 'link-keys',
    keys: [{ id: 255, secret: 'c2VjcmV0', madeAt: AT }],
  },
  press: {
    kind: 'press',
    nonce: 'AAECAwQFBgc',
    instanceId: INSTANCE,
    pressed: [
      {
        action: 'tomorrow',
        at: AT,
        result: 'starts-again',
        want: 'running',
        until: plus(AT, hours(3)),
        by: 'link',
      },
    ],
    count: 2,
    expiresAt: plus(AT, hours(20)),
  },
  'decision-log': {
    kind: 'decision-log',
    standing: [
      {
        at: AT,
        target: { kind: 'power', id: INSTANCE },
        name: 'web',
        verdict: 'leave',
        reason: HELD,
      },
    ],
    recent: [],
  },
  allowance: {
    kind: 'allowance',
    month: '2026-11',
    thresholds: [{ limit: 'instanceHoursLinux', of: 'used', percent: 80 }],
    endings: [{ ending: 'twelve-months', days: 14 }],
  },
  survey: {
    kind: 'survey',
    date: '2026-11-22',
    at: AT,
    regionsRead: 17,
    findings: [
      {
        kind: 'idle-address',
        region: 'us-west-2',
        id: ADDRESS,
        name: '',
        since: null,
        foundAt: AT,
        monthlyMicroUsd: null,
        facts: { publicIp: '203.0.113.7' },
      },
    ],
    leftOut: 0,
    meter: meterReport(AT),
    usage: surveyedUsage(AT),
    reserved: [
      {
        ...{ id: '0b8c2f6e', count: 2, type: 't3.small', platform: 'linux', tenancy: 'default' },
        ...{ availabilityZone: null, endsAt: AT },
      },
    ],
    savingsPlans: [
      {
        ...{ id: 'sp-1', scope: { of: 'family', family: 't3', region: 'us-east-1' } },
        ...{ commitmentMicroUsdPerHour: null, startsAt: AT, endsAt: AT },
      },
    ],
    saved: SAVED_IN_MONTH,
    unseen: [
      {
        kind: 'unattached-volume',
        region: 'eu-west-1',
        id: 'vol-0123456789abcdef0',
        name: 'old data',
        since: null,
        foundAt: AT,
        monthlyMicroUsd: null,
        facts: { sizeGiB: 8, type: 'gp3' },
      },
    ],
    unread: [
      {
        region: 'eu-west-1',
        family: 'volumes',
        code: 'access-denied',
        permission: 'ec2:DescribeVolumes',
        foundAt: AT,
      },
    ],
    unlooked: ['eu-west-3'],
    leftBackups: [
      { volumeId: VOLUME, newest: 'none' },
      {
        volumeId: VOLUME,
        newest: { id: idOf(isSnapshotId, 'snap-0123456789abcdef0'), startedAt: AT },
      },
    ],
  },
  digest: {
    ...{ kind: 'digest', date: '2026-11-22', deliveries: [DELIVERY], at: AT },
    tally: {
      ...{ since: AT, stops: { schedule: 2, idle: 1 }, starts: 2, failed: 0 },
      ...{ wouldStop: 1, wouldStart: 0, off: hours(11), unpriced: hours(1) },
      ...{ savedMicroUsd: microUsd(143_000), allowance: hours(2) },
      spent: { spentMicroUsd: microUsd(410_000), partial: true },
      savedSoFar: {
        ...{ month: '2026-11', off: hours(96), savedMicroUsd: microUsd(1_248_000) },
        ...{ allowance: hours(20), unpriced: hours(1) },
      },
      costSoFar: {
        ...{ month: '2026-11', soFar: microUsd(2_450_000), forecast: microUsd(3_100_000) },
        partial: true,
      },
    },
  },
  ...DIGEST_ITEMS,
};
