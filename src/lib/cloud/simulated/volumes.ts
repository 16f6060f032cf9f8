/** EBS: what is created, attached, kept and deleted with its instance. */
import type { InstanceId, VolumeId } from '../../model/ids.ts';
import type { AttachedVolume, Instance } from '../../model/instance.ts';
import type { Volume, VolumeAttachment } from '../../model/volume.ts';
import { type Account, drawSeconds, luckOf, patchInstance } from './account.ts';
import type { VolumeSpec } from './launch-spec.ts';

/** What is provisioned: the baseline of gp3; most other types have none of their own. */
function performanceOf(type: string, spec: VolumeSpec): Pick<Volume, 'iops' | 'throughputMiBps'> {
  const { iops = null, throughputMiBps = null } = spec;
  if (type !== 'gp3') return { iops, throughputMiBps };
  return { iops: iops ?? 3_000, throughputMiBps: throughputMiBps ?? 125 };
}

const nameOfVolume = (volume: Volume, fallback: string): string => volume.tags['Name'] ?? fallback;

function show(account: Account, volume: Volume): void {
  account.volumes.set(volume.id, volume);
  account.journal.write({
    kind: 'volume',
    at: account.engine.now(),
    volumeId: volume.id,
    name: account.usage.open(volume.id)?.name ?? volume.id,
    to: volume.state,
    instanceId: volume.attachments[0]?.instanceId ?? null,
  });
}

export function createVolume(
  account: Account,
  name: string,
  spec: VolumeSpec & { readonly attachment?: VolumeAttachment },
): Volume {
  const { sizeGiB, type = 'gp3', encrypted = false, tags = {}, attachment } = spec;
  const volume: Volume = {
    id: account.identity.volume(name),
    state: attachment ? 'in-use' : 'available',
    type,
    sizeGiB,
    ...performanceOf(type, spec),
    encrypted,
    createdAt: account.engine.now(),
    tags,
    attachments: attachment ? [attachment] : [],
  };
  meterVolume(account, volume, nameOfVolume(volume, name));
  show(account, volume);
  return volume;
}

function meterVolume(account: Account, volume: Volume, name: string): void {
  const { id, type, sizeGiB, iops, throughputMiBps } = volume;
  const priced = { kind: 'volume', type, sizeGiB, iops, throughputMiBps } as const;
  account.usage.begin({ id, name, priced, from: account.engine.now() });
}

/** Billed as it will be from the moment of the call; it can be used all the time. */
export function resizeVolume(account: Account, volume: Volume, sizeGiB: number): void {
  const name = account.usage.open(volume.id)?.name ?? volume.id;
  const resized = { ...volume, sizeGiB };
  meterVolume(account, resized, name);
  show(account, resized);
}

export function deleteVolume(account: Account, volume: Volume): void {
  show(account, { ...volume, state: 'deleted', attachments: [] });
  account.volumes.delete(volume.id);
  account.usage.end(volume.id, account.engine.now());
}

const showAttached = (account: Account, instance: Instance, volumes: AttachedVolume[]): void =>
  patchInstance(account, instance.id, { volumes });

/** Attached after launch: preserved at terminate, whatever it was before. */
export function attachVolume(
  account: Account,
  volume: Volume,
  { instance, device }: { readonly instance: Instance; readonly device: string },
): void {
  const attachedAt = account.engine.now();
  const attachment = { device, deleteOnTermination: false, attachedAt };
  const attachments = [{ ...attachment, instanceId: instance.id }];
  show(account, { ...volume, state: 'in-use', attachments });
  showAttached(account, instance, [...instance.volumes, { ...attachment, volumeId: volume.id }]);
}

export function detachVolume(account: Account, volume: Volume): void {
  for (const { instanceId } of volume.attachments) {
    const instance = account.instances.get(instanceId);
    const others = instance?.volumes.filter(({ volumeId }) => volumeId !== volume.id) ?? [];
    if (instance !== undefined) showAttached(account, instance, [...others]);
  }
  show(account, { ...volume, state: 'available', attachments: [] });
}

const isStillOn = (volume: Volume, id: InstanceId): boolean =>
  volume.attachments.some(({ instanceId }) => instanceId === id);

/** AWS does not say how long this takes; it is not at once. */
function letGo(account: Account, volumeId: VolumeId, from: InstanceId): void {
  const delay = drawSeconds(luckOf(account, `letting go of ${volumeId}`), 1, 20);
  account.engine.after(delay, () => {
    const volume = account.volumes.get(volumeId);
    if (volume !== undefined && isStillOn(volume, from)) detachVolume(account, volume);
  });
}

/** At terminate the flag of each attachment decides, and nothing else. */
export function settleVolumes(account: Account, instance: Instance): void {
  for (const { volumeId, deleteOnTermination } of instance.volumes) {
    const volume = account.volumes.get(volumeId);
    if (volume === undefined) continue;
    if (deleteOnTermination) deleteVolume(account, volume);
    else letGo(account, volumeId, instance.id);
  }
}
