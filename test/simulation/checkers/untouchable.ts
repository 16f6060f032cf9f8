/** Who may not be stopped or started, written down once more and apart from the product's rules. */
import { zoneClock } from '../../../src/lib/cloud/simulated/zone.ts';
import type { Instance } from '../../../src/lib/model/instance.ts';
import { type Instant, instant, parseInstant, plus } from '../../../src/lib/model/instant.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';
import type { Tags } from '../../../src/lib/model/tag.ts';

/** Whatever these begin belongs to somebody who replaces or restarts it. */
const FOREIGN_TAGS = [
  'aws:autoscaling:groupName',
  'aws:cloud9:',
  'AWSRDSCustom',
  'aws:ec2:fleet-id',
  'aws:ec2spot:fleet-request-id',
  'aws:elasticmapreduce:',
  'AmazonECSManaged',
  'AWSBatchServiceTag',
  'eks:',
  'elasticbeanstalk:',
  'karpenter.sh/',
  'kubernetes.io/cluster/',
];

/** Those of the account's types that keep data which a stop loses. */
const LOSES_DATA = /^(m5d|m3)\./;

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['false', 'no', 'off', '0'].includes(value.trim().toLowerCase());

export const HOLD_TAG = 'tierkeeper:hold-until';

/** When a hold by tag ends; `never` where nobody can tell. */
export function holdEnds(tags: Tags, zone: string): Instant | 'never' | null {
  const value = tags[HOLD_TAG]?.trim();
  if (value === undefined) return null;
  const [, date, hour = '24', minute = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(value) ?? [];
  if (date === undefined) return parseInstant(value) ?? 'never';
  const clock = zoneClock(zone);
  const wanted = Number(hour) * 60 + Number(minute);
  return clock.instantOf(date, wanted) ?? clock.instantOf(date, wanted + 60) ?? 'never';
}

function heldByTag(tags: Tags, policy: Policy, at: Instant): readonly string[] {
  const ends = holdEnds(tags, policy.zone);
  if (ends === 'never') return [`${HOLD_TAG}, which nobody can read`];
  return ends !== null && ends > at ? [HOLD_TAG] : [];
}

const isUnknownSchedule = (tags: Tags, { schedules }: Policy): boolean => {
  const name = tags['tierkeeper:schedule']?.trim();
  return (
    name !== undefined && ![...Object.keys(schedules), 'none', 'off', 'nightly'].includes(name)
  );
};

export function untouchableByTags(tags: Tags, policy: Policy, at: Instant): readonly string[] {
  const foreign = Object.keys(tags).filter((tag) =>
    FOREIGN_TAGS.some((one) => tag.startsWith(one)),
  );
  const ours = Object.keys(tags).some((tag) => tag.startsWith('tierkeeper:'));
  return [
    ...foreign,
    ...['tierkeeper:ignore', 'tierkeeper:keep'].filter((tag) => isOn(tags[tag])),
    ...heldByTag(tags, policy, at),
    ...(isUnknownSchedule(tags, policy) ? ['tierkeeper:schedule, which names none'] : []),
    ...(policy.manage === 'tagged' && !ours ? ['no tag of ours'] : []),
  ];
}

export interface Nature {
  readonly instance: Instance;
  readonly spotType: 'one-time' | 'persistent' | null;
}

/** What an instance is from its launch to its end. */
export function untouchableByNature({ instance, spotType }: Nature): readonly string[] {
  const { operator, rootDevice, tenancy, lifecycle } = instance;
  return [
    ...(operator.managed ? ['Operator.Managed'] : []),
    ...(rootDevice === 'instance-store' ? ['an instance-store root'] : []),
    ...(tenancy === 'host' ? ['a dedicated host'] : []),
    ...(lifecycle === 'capacity-block' ? ['a capacity block'] : []),
    ...(lifecycle === 'spot' && spotType !== 'persistent' ? ['a one-time spot request'] : []),
  ];
}

export const losesData = ({ type }: Instance, { volumes }: Policy): boolean =>
  volumes.instanceStore === 'keep' && LOSES_DATA.test(type);

export const isTooYoung = ({ launchTime }: Instance, policy: Policy, at: Instant): boolean =>
  plus(launchTime, policy.minimumUptime) > at;

/** Nothing that began after this was seen by a list that was read then: EC2 shows it later. */
export const surelySeen = (readAt: Instant): Instant => instant(readAt - 10_000);
