import { linkFor } from '../../src/lib/link/link-for.ts';
import { fault } from '../../src/lib/model/fault.ts';
import {
  idOf,
  isAccountId,
  isAllocationId,
  isNotebookName,
  isSecurityGroupId,
} from '../../src/lib/model/ids.ts';
import { days, instant, minus, minutes } from '../../src/lib/model/instant.ts';
import { NO_LINKS } from '../../src/lib/model/link.ts';
import { usd } from '../../src/lib/model/money.ts';
import type {
  NotebookNews,
  Notice,
  NoticeFacts,
  NoticeKind,
  VolumeFacts,
} from '../../src/lib/model/notice.ts';
import type { Reason } from '../../src/lib/model/reason.ts';
import type { View } from '../../src/lib/tell/render/say.ts';
import { snapshotId } from '../build/ids.ts';
import { ALLOWANCE_NEWS } from './allowance-news.ts';
import { BULLETINS, HEALTH } from './health-notices.ts';
import { at, REASONS, TEN_PM } from './reasons.ts';
import { subject, volumeId } from './subjects.ts';

/** What is paid for in advance, or may be. */
const AHEAD = [
  ['shop', { reservedShare: 1 }],
  ['queue', { savingsPlanShare: 1 }],
  ['batch', { savingsPlanShare: 0.5 }],
] as const;

export const SEOUL: View = {
  language: 'en',
  zone: 'Asia/Seoul',
  currency: { code: 'KRW', perUsd: 1390, asOf: '2026-11-01' },
  account: idOf(isAccountId, '123456789012'),
  region: 'ap-northeast-2',
  mode: 'act',
  link: NO_LINKS,
};

/** Signed as those of a deployed stack are, by a key that everybody knows. */
const signed = linkFor(
  'https://q3x7m2kd5v8n4t6r9w1z0y2b5c8f1h4j.lambda-url.ap-northeast-2.on.aws/',
  {
    kind: 'link-keys',
    keys: [{ id: 7, secret: Buffer.alloc(32, 7).toString('base64url'), madeAt: instant(0) }],
  },
  SEOUL,
);

export const LINKED: View = { ...SEOUL, link: signed };

export const EIP = idOf(isAllocationId, 'eipalloc-0a1b2c3d4e5f60718');

export const GROUP = idOf(isSecurityGroupId, 'sg-0a1b2c3d4e5f60718');

/** The first example of a reason. */
export function reasonOf(key: keyof typeof REASONS): Reason {
  return { key, evidence: REASONS[key][0] } as Reason;
}

const effects = {
  savesMicroUsdPerHour: usd(0.013),
  losesPublicIp: null,
  idleElasticIp: null,
} as const;

export const volume = (n: number, more: Partial<VolumeFacts> = {}): VolumeFacts => ({
  volumeId: volumeId(n),
  name: 'mysql-data',
  type: 'gp3',
  sizeGiB: 20,
  encrypted: false,
  device: '/dev/sdf',
  monthlyMicroUsd: usd(1.824),
  ...more,
});

const notebook = (
  news: NotebookNews,
  why: keyof typeof REASONS,
  more: Partial<NoticeFacts['notebook']> = {},
): NoticeFacts['notebook'] => ({
  notebookId: idOf(isNotebookName, 'Tutorial-1'),
  type: 'ml.t3.medium',
  news,
  reason: reasonOf(why),
  stopAt: null,
  ...{ hourMicroUsd: usd(0.05), fault: null },
  ...more,
});

/** Each kind of message with its facts, once or more. */
export const NOTICES: { readonly [Kind in NoticeKind]: readonly NoticeFacts[Kind][] } = {
  'about-to-stop': [
    {
      subject: subject('dev-box'),
      reason: reasonOf('stop-edge-near'),
      stopAt: TEN_PM,
      effects: {
        ...effects,
        losesPublicIp: '43.201.7.8',
        ipv4MicroUsdPerHour: usd(0.005),
        losesInstanceStore: true,
        surplus: { credits: 144, microUsd: usd(0.12) },
      },
    },
    {
      subject: subject('oruum-backend'),
      reason: reasonOf('idle-warned'),
      stopAt: at('2026-11-23T22:45:00+09:00'),
      effects: { ...effects, idleElasticIp: '3.34.1.2', ipv4MicroUsdPerHour: usd(0.005) },
    },
    {
      subject: subject('blog'),
      reason: reasonOf('idle-warned'),
      stopAt: at('2026-11-23T22:45:00+09:00'),
      effects: {
        ...effects,
        losesPublicIp: '43.201.7.8',
        ipv4MicroUsdPerHour: usd(0.005),
        freeHours: { forecast: 611.2, limit: 750 },
        freeAddress: true,
      },
    },
    {
      subject: subject('api'),
      reason: reasonOf('stop-edge-near'),
      stopAt: TEN_PM,
      effects: {
        ...effects,
        ...{ idleElasticIp: '3.34.1.2', ipv4MicroUsdPerHour: usd(0.005), byCredits: true },
      },
    },
    ...AHEAD.map(([name, ahead]) => ({
      ...{ subject: subject(name), reason: reasonOf('idle-warned') },
      stopAt: at('2026-11-23T22:45:00+09:00'),
      effects: { ...effects, ...ahead },
    })),
  ],
  stopped: [
    { subject: subject('dev-box'), reason: reasonOf('stop-edge'), effects },
    {
      subject: subject('gpu-box'),
      reason: reasonOf('idle'),
      effects: { ...effects, savesMicroUsdPerHour: null },
    },
    {
      subject: subject('notebook'),
      reason: reasonOf('idle'),
      effects,
      hibernation: 'begun',
    },
    {
      subject: subject('notebook'),
      reason: reasonOf('idle'),
      effects,
      hibernation: 'fell-back',
    },
    {
      subject: subject('notebook'),
      reason: reasonOf('idle'),
      effects,
      hibernation: 'refused',
    },
  ],
  started: [
    { subject: subject('dev-box'), reason: reasonOf('start-edge') },
    {
      subject: subject('dev-box'),
      reason: reasonOf('hold-wants-running'),
      costsMicroUsdPerHour: usd(0.013),
    },
    {
      subject: subject('blog'),
      reason: reasonOf('start-edge'),
      costsMicroUsdPerHour: usd(0.013),
      freeHours: { forecast: 611.2, limit: 750 },
    },
    {
      subject: subject('api'),
      reason: reasonOf('start-edge'),
      ...{ costsMicroUsdPerHour: usd(0.013), byCredits: true },
    },
    ...AHEAD.map(([name, ahead]) => ({
      ...{ subject: subject(name), reason: reasonOf('start-edge') },
      ...{ costsMicroUsdPerHour: usd(0.013), ...ahead },
    })),
  ],
  'did-not-work': [
    {
      subject: subject('dev-box'),
      verb: 'start',
      result: 'fell-back',
      reason: reasonOf('start-edge'),
      fault: fault('wrong-state', 'Client.InternalError: Client error on launch', {
        awsCode: 'Client.InternalError',
      }),
    },
    {
      subject: subject('dev-box'),
      verb: 'start',
      result: 'fell-back',
      reason: reasonOf('start-edge'),
      fault: fault('wrong-state', 'Server.SomethingNew: The rack is on holiday', {
        awsCode: 'Server.SomethingNew',
      }),
    },
    {
      subject: subject('dev-box'),
      verb: 'stop',
      result: 'protected',
      reason: reasonOf('stop-edge'),
      fault: null,
    },
    {
      subject: subject('web'),
      verb: 'associate',
      result: 'refused',
      reason: reasonOf('address-lost'),
      fault: fault('address-taken', 'resource eipalloc-0a1b2c3d4e5f60718 is already associated', {
        awsCode: 'Resource.AlreadyAssociated',
      }),
    },
  ],
  withdrawn: [{ subject: subject('oruum-backend'), reason: reasonOf('idle-withdrawn') }],
  'address-restored': [{ subject: subject('web'), publicIp: '3.34.1.2', allocationId: EIP }],
  'address-missing': [
    { subject: subject('old-web'), reason: reasonOf('address-left'), allocationId: EIP },
    { subject: subject('web'), reason: reasonOf('address-elsewhere'), allocationId: EIP },
  ],
  'volumes-left': [
    {
      subject: { ...subject('old-web'), type: '' },
      volumes: [
        volume(1),
        volume(2, {
          ...{ name: volumeId(2), type: 'io2', encrypted: true },
          ...{ iops: 4_000, monthlyMicroUsd: null },
        }),
        volume(3, {
          ...{ iops: 3_000, throughputMiBps: 125, attachedUntil: TEN_PM },
          newestSnapshot: { id: snapshotId(1), startedAt: minus(TEN_PM, days(20)) },
        }),
        volume(4, { attachedUntil: TEN_PM, newestSnapshot: 'none' }),
      ],
    },
  ],
  'exposed-port': [
    {
      securityGroupId: GROUP,
      name: 'backend',
      openings: [
        { protocol: 'tcp', fromPort: 3306, toPort: 3306, cidr: '0.0.0.0/0', ports: [3306] },
        { protocol: 'tcp', fromPort: 3306, toPort: 3306, cidr: '::/0', ports: [3306] },
      ],
      moreOpenings: 0,
      instances: [subject('oruum-backend')],
      moreInstances: 0,
    },
    {
      securityGroupId: GROUP,
      name: '',
      openings: [
        { protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/1', ports: [22, 5000] },
        { protocol: 'tcp', fromPort: 20, toPort: 25, cidr: '0.0.0.0/0', ports: [22] },
        { protocol: 'tcp', fromPort: null, toPort: null, cidr: '0.0.0.0/0', ports: [22] },
      ],
      moreOpenings: 2,
      instances: [subject('web'), subject('db', 2)],
      moreInstances: 7,
    },
  ],
  digest: [
    { subject: subject('dev-box'), line: 'would-stop', reason: reasonOf('stop-edge') },
    { subject: subject('dev-box'), line: 'would-start', reason: reasonOf('start-edge') },
    { subject: subject('web'), line: 'would-associate', reason: reasonOf('address-lost') },
    { subject: subject('web'), line: 'proposal', reason: reasonOf('idle-server') },
    { subject: subject('web'), line: 'unreadable', reason: reasonOf('unreadable-tag') },
    { subject: subject('dev-box'), line: 'missed', reason: reasonOf('edge-missed') },
    { subject: subject('batch-1'), line: 'over-limit', reason: reasonOf('over-limit') },
    { subject: subject('gpu-box'), line: 'unknown', reason: reasonOf('idle-unknown') },
    { subject: subject('dev-box'), line: 'credits', reason: reasonOf('credits-charged') },
    { subject: subject('dev-box'), line: 'credits', reason: reasonOf('credits-exhausted') },
  ],
  health: HEALTH,
  'aws-health': BULLETINS,
  notebook: [
    notebook('about-to-stop', 'notebook-longest-near', { stopAt: TEN_PM }),
    notebook('stopped', 'stop-edge'),
    notebook('stopped', 'notebook-longest', { hourMicroUsd: null }),
    notebook('started', 'start-edge'),
    notebook('did-not-stop', 'edge-gave-up', { fault: fault('throttled', 'Rate exceeded') }),
    notebook('did-not-start', 'start-edge', { fault: fault('no-capacity', 'none left') }),
    notebook('would-stop', 'stop-edge'),
    notebook('would-start', 'start-edge'),
    notebook('about-to-stop', 'notebook-idle-near', { stopAt: TEN_PM }),
    ...[notebook('withdrawn', 'notebook-busy'), notebook('unreadable', 'unreadable-tag')],
    notebook('missed', 'edge-missed'),
  ],
  'allowance-threshold': ALLOWANCE_NEWS,
  'own-trouble': [
    { trouble: 'nobody-to-warn', fault: null, family: null },
    {
      trouble: 'family-refused',
      family: 'volumes',
      fault: fault('access-denied', '', { permission: 'ec2:DescribeVolumes' }),
    },
    {
      trouble: 'channel-refused',
      family: 'slack-app',
      fault: fault('slack-refused', 'Slack answers not_in_channel', { awsCode: 'not_in_channel' }),
      refused: { since: minus(TEN_PM, minutes(15)), until: null, lost: 0 },
    },
    {
      trouble: 'channel-works',
      family: 'slack-app',
      fault: fault('slack-refused', 'Slack answers not_in_channel', { awsCode: 'not_in_channel' }),
      refused: { since: minus(TEN_PM, days(2)), until: minus(TEN_PM, minutes(5)), lost: 7 },
    },
    {
      trouble: 'channel-refused',
      family: 'slack-webhook',
      fault: fault(
        'bad-secret',
        'SSM parameter /tierkeeper/hook: there is none of this name in this Region; make it, or ' +
          'correct policy.yml',
        { awsCode: 'ParameterNotFound', culprits: ['/tierkeeper/hook'] },
      ),
    },
    {
      trouble: 'channel-refused',
      family: 'slack-app',
      fault: fault('bad-secret', 'SSM parameter /tierkeeper/app: in its JSON "channel" must be', {
        awsCode: 'WrongFields',
        culprits: ['/tierkeeper/app', 'botToken', 'channel'],
      }),
    },
    { trouble: 'pass-failed', family: null, fault: null },
    {
      trouble: 'places-unlooked',
      family: null,
      fault: null,
      unlooked: {
        places: [
          {
            account: idOf(isAccountId, '210987654321'),
            name: 'shop',
            region: 'us-east-1',
            since: null,
          },
          {
            account: idOf(isAccountId, '210987654321'),
            name: null,
            region: 'eu-west-1',
            since: minus(TEN_PM, days(2)),
          },
        ],
        more: 3,
      },
    },
  ],
};

export function notice<Kind extends NoticeKind>(
  kind: Kind,
  facts: NoticeFacts[Kind],
  more: { readonly dedupeKey?: string; readonly at?: Notice['at'] } = {},
): Notice {
  const urgency = kind === 'digest' ? 'digest' : 'now';
  return { kind, facts, dedupeKey: `${kind}:1`, urgency, at: TEN_PM, ...more } as Notice;
}

export const allNotices = (): readonly Notice[] =>
  Object.entries(NOTICES).flatMap(([kind, examples]) =>
    examples.map((facts, index) =>
      notice(kind as NoticeKind, facts, { dedupeKey: `${kind}:${index}` }),
    ),
  );

/** `count` warnings at once, as when everybody goes home. */
export const warnings = (count: number): readonly Notice[] =>
  Array.from({ length: count }, (_, index) =>
    notice(
      'about-to-stop',
      {
        subject: subject(`dev-${index + 1}`, index + 1),
        reason: reasonOf('stop-edge-near'),
        stopAt: TEN_PM,
        effects,
      },
      { dedupeKey: `about-to-stop:${index}` },
    ),
  );
