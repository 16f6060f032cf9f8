import type { DigestContent } from '../../src/lib/model/digest.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { days, hours, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Saved } from '../../src/lib/model/tally.ts';
import { snapshotId } from '../build/ids.ts';
import { allNotices, EIP, reasonOf, warnings } from './notices.ts';
import { at } from './reasons.ts';
import { instanceId, volumeId } from './subjects.ts';

export const NINE_AM = at('2026-11-24T09:00:00+09:00');

export const NOTHING_SAVED: Saved = {
  ...{ off: hours(0), savedMicroUsd: usd(0), allowance: hours(0), unpriced: hours(0) },
};

export const EMPTY_DAY: DigestContent = {
  date: '2026-11-24',
  at: NINE_AM,
  fleet: { running: 3, stopped: 1 },
  saved: NOTHING_SAVED,
  lookBacks: [],
  notices: [],
  warnings: [],
  holds: [],
  health: [],
  leftVolumes: [],
  leftAddresses: [],
  forgotten: null,
  next: [
    {
      instanceId: instanceId(1),
      name: 'dev-box',
      at: plus(NINE_AM, hours(13)),
      to: 'stopped',
      mode: 'act',
    },
  ],
  uncertain: [],
  channels: [],
};

export const LEFT_VOLUME = {
  volumeId: volumeId(1),
  name: 'mysql-data',
  instanceName: 'old-web',
  sizeGiB: 20,
  type: 'gp3',
  iops: 3_000,
  throughputMiBps: 125,
  encrypted: true,
  attachedUntil: minus(NINE_AM, days(12)),
  newestSnapshot: { id: snapshotId(1), startedAt: minus(NINE_AM, days(400)) },
  foundAt: minus(NINE_AM, days(12)),
  monthlyMicroUsd: usd(1.824),
} as const;

const heldByTag = {
  key: 'held',
  evidence: { until: plus(NINE_AM, days(6)), by: 'tierkeeper:hold-until', why: '' },
} as const;

export const FULL_DAY: DigestContent = {
  ...EMPTY_DAY,
  notices: allNotices(),
  warnings: [
    { instanceId: instanceId(4), name: 'oruum-backend', reason: reasonOf('idle-waiting') },
  ],
  holds: [
    { instanceId: instanceId(5), name: 'notebook', reason: reasonOf('held') },
    { instanceId: instanceId(6), name: 'batch-1', reason: heldByTag },
  ],
  leftVolumes: [
    LEFT_VOLUME,
    {
      ...LEFT_VOLUME,
      volumeId: volumeId(2),
      name: '',
      sizeGiB: null,
      type: null,
      ...{ iops: null, throughputMiBps: null, encrypted: null },
      ...{ attachedUntil: null, newestSnapshot: 'none' },
      monthlyMicroUsd: null,
    },
  ],
  leftAddresses: [
    {
      allocationId: EIP,
      publicIp: '3.34.1.2',
      instanceName: 'old-web',
      foundAt: minus(NINE_AM, hours(3)),
      monthlyMicroUsd: usd(3.65),
    },
  ],
  health: [
    { instanceId: instanceId(4), name: 'oruum-backend', reason: reasonOf('impaired') },
    { instanceId: instanceId(4), name: 'oruum-backend', reason: reasonOf('scheduled-event') },
  ],
  forgotten: {
    at: minus(NINE_AM, minutes(1)),
    findings: [
      {
        kind: 'instance-elsewhere',
        region: 'us-west-2',
        id: instanceId(9),
        name: 'tutorial <b>',
        since: minus(NINE_AM, days(90)),
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(7.592),
        facts: {
          type: 't3.micro',
          platform: 'linux',
          startedBy: { call: 'RunInstances', by: 'Admin/jane <b>', at: minus(NINE_AM, days(90)) },
        },
      },
      {
        kind: 'idle-nat-gateway',
        region: 'ap-northeast-2',
        id: 'nat-0123456789abcdef0',
        name: 'lab',
        since: null,
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(46.72),
        facts: { addresses: 1 },
      },
      {
        kind: 'empty-load-balancer',
        region: 'us-east-1',
        id: 'front',
        name: '',
        since: null,
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(16.425),
        facts: {
          type: 'application',
          arn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/front/50dc6c',
        },
      },
      {
        kind: 'old-image',
        region: 'us-east-1',
        id: 'ami-0123456789abcdef0',
        name: 'golden-2024',
        since: null,
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(1.4),
        facts: { snapshots: 2, fullGiB: 28, createdAt: minus(NINE_AM, days(400)) },
      },
      {
        kind: 'orphan-snapshot',
        region: 'us-east-1',
        id: 'snap-0123456789abcdef0',
        name: '',
        since: null,
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(0.4),
        facts: { fullGiB: 8, startedAt: minus(NINE_AM, days(300)) },
      },
      {
        kind: 'stopped-instance',
        region: 'ap-northeast-2',
        id: instanceId(10),
        name: 'old-web',
        since: minus(NINE_AM, days(40)),
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(5.474),
        facts: { type: 't3.small', volumes: 2, sizeGiB: 20, addresses: 1 },
      },
      {
        kind: 'gp2-volume',
        region: 'ap-southeast-2',
        id: volumeId(4),
        name: '데이터',
        since: null,
        foundAt: minus(NINE_AM, days(3)),
        monthlyMicroUsd: usd(4.4),
        facts: { sizeGiB: 500, iops: 3_000, throughputMiBps: 250 },
      },
      {
        kind: 'idle-address',
        region: 'ap-northeast-2',
        id: EIP,
        name: '',
        since: null,
        foundAt: minus(NINE_AM, days(1)),
        monthlyMicroUsd: usd(3.65),
        facts: { publicIp: '3.34.1.3' },
      },
      {
        kind: 'unattached-volume',
        region: 'us-west-2',
        id: volumeId(3),
        name: 'old data',
        since: null,
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: null,
        facts: { sizeGiB: 100, type: 'gp2' },
      },
      {
        kind: 'cluster',
        region: 'eu-west-1',
        id: 'lab',
        name: 'lab',
        since: minus(NINE_AM, days(60)),
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: usd(438),
        facts: {
          version: '1.29',
          support: 'extended',
          arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/lab',
        },
      },
      {
        kind: 'search-domain',
        region: 'eu-west-1',
        id: 'logs',
        name: 'logs',
        since: null,
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: null,
        facts: {
          type: 't3.small.search',
          count: 2,
          arn: 'arn:aws:es:eu-west-1:123456789012:domain/logs',
        },
      },
      {
        kind: 'idle-endpoint',
        region: 'us-east-1',
        id: 'tutorial-endpoint',
        name: 'tutorial-endpoint',
        since: null,
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: usd(335.8),
        facts: {
          instances: 2,
          types: ['ml.m5.xlarge'],
          createdAt: minus(NINE_AM, days(40)),
          hourMicroUsd: usd(0.46),
          arn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/tutorial-endpoint',
        },
      },
      {
        kind: 'studio-app',
        region: 'us-east-1',
        id: 'd-abcdefgh1234/playground/JupyterLab/default',
        name: '',
        since: minus(NINE_AM, days(3)),
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: usd(36.5),
        facts: {
          domainId: 'd-abcdefgh1234',
          owner: { kind: 'space', name: 'playground' },
          appType: 'JupyterLab',
          appName: 'default',
          instanceType: 'ml.t3.medium',
          hourMicroUsd: usd(0.05),
        },
      },
      {
        kind: 'notebook-running',
        region: 'us-west-2',
        id: 'tutorial',
        name: 'tutorial',
        since: minus(NINE_AM, days(90)),
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: null,
        facts: {
          type: 'ml.p3.2xlarge',
          hourMicroUsd: null,
          arn: 'arn:aws:sagemaker:us-west-2:123456789012:notebook-instance/tutorial',
        },
      },
      {
        kind: 'lightsail',
        region: 'us-west-2',
        id: 'blog',
        name: 'blog',
        since: minus(NINE_AM, days(400)),
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: usd(5),
        facts: { what: 'instance', bundle: 'nano_3_0', state: 'stopped' },
      },
      {
        kind: 'database-running',
        region: 'us-east-1',
        id: 'shop',
        name: 'shop',
        since: minus(NINE_AM, days(60)),
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: usd(14.71),
        facts: {
          instanceClass: 'db.t3.micro',
          engine: 'mysql',
          arn: 'arn:aws:rds:us-east-1:123456789012:db:shop',
          clusterId: null,
        },
      },
      {
        kind: 'database-stopped',
        region: 'us-east-1',
        id: 'old-shop',
        name: 'old-shop',
        since: null,
        foundAt: minus(NINE_AM, days(2)),
        monthlyMicroUsd: null,
        facts: {
          instanceClass: 'db.r6g.large',
          engine: 'aurora-mysql',
          arn: 'arn:aws:rds:us-east-1:123456789012:db:old-shop',
          clusterId: 'old-shops',
          restartsAt: plus(NINE_AM, days(3)),
        },
      },
    ],
    leftOut: 2,
    unread: [
      {
        regions: ['eu-west-1'],
        family: 'addresses',
        code: 'access-denied',
        permission: 'ec2:DescribeAddresses',
      },
    ],
    unlooked: ['eu-west-3'],
  },
  next: [
    ...EMPTY_DAY.next,
    {
      instanceId: instanceId(6),
      name: 'office-pc',
      at: plus(NINE_AM, hours(23)),
      to: 'running',
      mode: 'observe',
    },
    { instanceId: instanceId(7), name: 'lab', at: plus(NINE_AM, hours(24)), to: null, mode: 'act' },
  ],
  uncertain: [
    ...warnings(1).map(
      (of) => ({ channel: 'sns', status: 'doubtful', at: minus(NINE_AM, hours(10)), of }) as const,
    ),
    { channel: 'sns', status: 'refused', at: minus(NINE_AM, hours(24)), of: '2026-11-23' },
  ],
  channels: [
    {
      channel: 'slack-webhook',
      since: minus(NINE_AM, hours(35)),
      until: null,
      fault: fault('slack-refused', 'Slack answers no_service', { awsCode: 'no_service' }),
      ...{ lost: 3, waiting: 1 },
    },
    {
      channel: 'sns',
      since: minus(NINE_AM, hours(20)),
      until: minus(NINE_AM, hours(12)),
      fault: fault('throttled', 'Rate exceeded'),
      ...{ lost: 0, waiting: 0 },
    },
  ],
};
