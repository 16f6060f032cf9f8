import { fault } from '../../src/lib/model/fault.ts';
import {
  idOf,
  isAccountId,
  isAllocationId,
  isInstanceId,
  isVolumeId,
} from '../../src/lib/model/ids.ts';
import { usd } from '../../src/lib/model/money.ts';
import type {
  Notice,
  NoticeFacts,
  NoticeKind,
  Subject,
  VolumeFacts,
} from '../../src/lib/model/notice.ts';
import type { Reason } from '../../src/lib/model/reason.ts';
import type { View } from '../../src/lib/tell/render/say.ts';
import { at, REASONS, TEN_PM } from './reasons.ts';

export const SEOUL: View = {
  language: 'en',
  zone: 'Asia/Seoul',
  currency: { code: 'KRW', perUsd: 1390, asOf: '2026-11-01' },
  account: idOf(isAccountId, '123456789012'),
  region: 'ap-northeast-2',
  mode: 'act',
};

export const instanceId = (n: number) =>
  idOf(isInstanceId, `i-${n.toString(16).padStart(17, '0')}`);
export const volumeId = (n: number) => idOf(isVolumeId, `vol-${n.toString(16).padStart(17, '0')}`);
export const EIP = idOf(isAllocationId, 'eipalloc-0a1b2c3d4e5f60718');

export const subject = (name: string, n = 1): Subject => ({
  instanceId: instanceId(n),
  name,
  type: 't3.micro',
});

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

/** Each kind of message with its facts, once or more. */
export const NOTICES: { readonly [Kind in NoticeKind]: readonly NoticeFacts[Kind][] } = {
  'about-to-stop': [
    {
      subject: subject('dev-box'),
      reason: reasonOf('stop-edge-near'),
      stopAt: TEN_PM,
      effects: { ...effects, losesPublicIp: '43.201.7.8' },
    },
    {
      subject: subject('oruum-backend'),
      reason: reasonOf('idle-warned'),
      stopAt: at('2026-11-23T22:45:00+09:00'),
      effects: { ...effects, idleElasticIp: '3.34.1.2' },
    },
  ],
  stopped: [
    { subject: subject('dev-box'), reason: reasonOf('stop-edge'), effects },
    {
      subject: subject('gpu-box'),
      reason: reasonOf('idle'),
      effects: { ...effects, savesMicroUsdPerHour: null },
    },
  ],
  started: [
    { subject: subject('dev-box'), reason: reasonOf('start-edge') },
    {
      subject: subject('dev-box'),
      reason: reasonOf('hold-wants-running'),
      costsMicroUsdPerHour: usd(0.013),
    },
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
        volume(2, { name: volumeId(2), type: 'io2', encrypted: true, monthlyMicroUsd: null }),
      ],
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
  ],
  'own-trouble': [
    { trouble: 'nobody-to-warn', fault: null, family: null },
    {
      trouble: 'family-refused',
      family: 'volumes',
      fault: fault('access-denied', '', { permission: 'ec2:DescribeVolumes' }),
    },
    { trouble: 'pass-failed', family: null, fault: null },
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
