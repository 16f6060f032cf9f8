/** The AWS CLI commands that a message offers: to copy, never run by Tierkeeper itself. */
import type { AllocationId, InstanceId, VolumeId } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
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

type Taggable = InstanceId | VolumeId | AllocationId;

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

export const KEEP = `Key=${TAG.keep},Value=true`;
export const NEVER_IDLE = `Key=${TAG.idle},Value=never`;
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

export const snapshotVolume = (id: VolumeId, view: View): Command => ({
  before: `aws ec2 create-snapshot --volume-id ${id} ${on(view)}`,
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
