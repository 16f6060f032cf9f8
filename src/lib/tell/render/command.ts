/** The AWS CLI commands that a message offers: to copy, never run by Tierkeeper itself. */
import type {
  AllocationId,
  InstanceId,
  NotebookName,
  SecurityGroupId,
  VolumeId,
} from '../../model/ids.ts';
import { type Instant, toIso } from '../../model/instant.ts';
import type { Opening } from '../../model/notice.ts';
import { TAG } from '../../model/tag.ts';
import { dateOf, dayOf } from '../../schedule/calendar.ts';
import { instantOf, localTimeAt } from '../../schedule/zone.ts';
import type { View } from './say.ts';

/** In parts, so that one command can serve many: only ids of AWS's own form stand in `ids`. */
export interface Command {
  readonly before: string;
  readonly ids: readonly string[];
  readonly after: string;
}

export const commandLine = ({ before, ids, after }: Command): string =>
  [before, ...ids, after].filter((part) => part !== '').join(' ');

const on = ({ region }: View): string => `--region ${region}`;

export const startInstance = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 start-instances --instance-ids',
  ids: [id],
  after: on(view),
});

export const stopInstance = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 stop-instances --instance-ids',
  ids: [id],
  after: on(view),
});

/** What AWS itself says of the instance's state. */
export const showState = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 describe-instances --instance-ids',
  ids: [id],
  after: `--query 'Reservations[].Instances[].[State.Name,StateReason.Message]' ${on(view)}`,
});

export const allowStop = (id: InstanceId, view: View): Command => ({
  before: `aws ec2 modify-instance-attribute --instance-id ${id} --no-disable-api-stop ${on(view)}`,
  ids: [],
  after: '',
});

/** A name has letters, digits and hyphens alone: nothing in it needs quoting. */
export const turnNotebook = (
  verb: 'stop' | 'start' | 'describe',
  name: NotebookName,
  view: View,
): Command => ({
  before: `aws sagemaker ${verb}-notebook-instance --notebook-instance-name ${name} ${on(view)}`,
  ids: [],
  after: '',
});

/** Each partition has names of its own for everything. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** SageMaker tags by ARN, which has the name in lower case. */
export const keepNotebook = (name: NotebookName, view: View): Command => {
  const { region, account } = view;
  const partition = partitionOf(region);
  const arn = `arn:${partition}:sagemaker:${region}:${account}:notebook-instance/${name}`;
  return {
    before: `aws sagemaker add-tags --resource-arn ${arn.toLowerCase()} --tags ${KEEP} ${on(view)}`,
    ids: [],
    after: '',
  };
};

type Taggable = InstanceId | VolumeId | AllocationId | SecurityGroupId;

export const setTag = (id: Taggable, tag: string, view: View): Command => ({
  before: 'aws ec2 create-tags --resources',
  ids: [id],
  after: `--tags ${tag} ${on(view)}`,
});

export const dropTags = (id: Taggable, keys: readonly string[], view: View): Command => ({
  before: 'aws ec2 delete-tags --resources',
  ids: [id],
  after: `--tags ${keys.map((key) => `Key=${key}`).join(' ')} ${on(view)}`,
});

type Ingress = 'authorize-security-group-ingress' | 'revoke-security-group-ingress';
type Rule = Omit<Opening, 'ports'>;

const IPV6 = /^[0-9a-f]*:/i;

/** In double quotes, since the caller's own address is filled in by the shell. */
function ingress(verb: Ingress, id: SecurityGroupId, rule: Rule): string {
  const { protocol, fromPort, toPort, cidr } = rule;
  const hasPorts = fromPort !== null && toPort !== null;
  const permission = [
    `IpProtocol=${protocol}`,
    ...(hasPorts ? [`FromPort=${fromPort},ToPort=${toPort}`] : []),
    IPV6.test(cidr) ? `Ipv6Ranges=[{CidrIpv6=${cidr}}]` : `IpRanges=[{CidrIp=${cidr}}]`,
  ].join(',');
  return `aws ec2 ${verb} --group-id ${id} --ip-permissions "${permission}"`;
}

/** What checkip.amazonaws.com answers is the IPv4 address that the caller is seen with. */
const CALLER = '$(curl -4s https://checkip.amazonaws.com)/32';

export function letCallerIn(id: SecurityGroupId, rule: Rule, view: View): Command {
  const before = ingress('authorize-security-group-ingress', id, { ...rule, cidr: CALLER });
  return { before: `${before} ${on(view)}`, ids: [], after: '' };
}

export function shutWorldOut(id: SecurityGroupId, rule: Rule, view: View): Command {
  const before = ingress('revoke-security-group-ingress', id, rule);
  return { before: `${before} ${on(view)}`, ids: [], after: '' };
}

export const KEEP = `Key=${TAG.keep},Value=true`;
export const IGNORE = `Key=${TAG.ignore},Value=true`;
export const NEVER_IDLE = `Key=${TAG.idle},Value=never`;
/** What declares an address on an instance. */
export const claimOf = (id: AllocationId): string => `Key=${TAG.eip},Value=${id}`;
/** Overrules that it looks like a server. */
export const IDLE_AFTER_AN_HOUR = `Key=${TAG.idle},Value=60m`;

const MORNING_MINUTE = 9 * 60;

/** Nine in the morning of the day after, on the wall clock of the policy's zone. */
export function morningAfter(at: Instant, { zone }: View): Instant {
  const { date } = localTimeAt(zone, at);
  return instantOf(zone, dateOf(dayOf(date) + 1), MORNING_MINUTE);
}

/** A hold until a morning: the tag takes the policy's own wall clock. */
export function hold(id: InstanceId, morning: Instant, view: View): Command {
  const { date } = localTimeAt(view.zone, morning);
  return setTag(id, `Key=${TAG.holdUntil},Value=${date}T09:00`, view);
}

export const setCreditMode = (
  id: InstanceId,
  mode: 'standard' | 'unlimited',
  view: View,
): Command => ({
  before:
    'aws ec2 modify-instance-credit-specification --instance-credit-specifications ' +
    `InstanceId=${id},CpuCredits=${mode} ${on(view)}`,
  ids: [],
  after: '',
});

export const snapshotVolume = (id: VolumeId, view: View): Command => ({
  before: `aws ec2 create-snapshot --volume-id ${id} ${on(view)}`,
  ids: [],
  after: '',
});

/** Newest last. */
export const listSnapshots = (id: VolumeId, view: View): Command => ({
  before:
    `aws ec2 describe-snapshots --owner-ids self --filters Name=volume-id,Values=${id} ` +
    `--query 'sort_by(Snapshots,&StartTime)[].[SnapshotId,StartTime,State]' ${on(view)}`,
  ids: [],
  after: '',
});

export const deleteVolume = (id: VolumeId, view: View): Command => ({
  before: `aws ec2 delete-volume --volume-id ${id} ${on(view)}`,
  ids: [],
  after: '',
});

export const releaseAddress = (id: AllocationId, view: View): Command => ({
  before: `aws ec2 release-address --allocation-id ${id} ${on(view)}`,
  ids: [],
  after: '',
});

export const listAddresses = (view: View): Command => ({
  before: `aws ec2 describe-addresses ${on(view)}`,
  ids: [],
  after: '',
});

/** Checks and events, as AWS says them. */
export const showStatus = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 describe-instance-status --instance-ids',
  ids: [id],
  after: on(view),
});

export const waitUntilStopped = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 wait instance-stopped --instance-ids',
  ids: [id],
  after: on(view),
});

export const rebootInstance = (id: InstanceId, view: View): Command => ({
  before: 'aws ec2 reboot-instances --instance-ids',
  ids: [id],
  after: on(view),
});

/** What its screen last said, as text. */
export const consoleOutput = (id: InstanceId, view: View): Command => ({
  before: `aws ec2 get-console-output --instance-id ${id} --output text ${on(view)}`,
  ids: [],
  after: '',
});

export const volumeStatus = (ids: readonly VolumeId[], view: View): Command => ({
  before: 'aws ec2 describe-volume-status --volume-ids',
  ids,
  after: on(view),
});

/** To a whole second: that is what the API takes. */
export const putOffEvent = (
  id: InstanceId,
  { eventId, to }: { readonly eventId: string; readonly to: Instant },
  view: View,
): Command => ({
  before:
    `aws ec2 modify-instance-event-start-time --instance-id ${id} ` +
    `--instance-event-id ${eventId} --not-before ${toIso(to).slice(0, 19)}Z ${on(view)}`,
  ids: [],
  after: '',
});
