/** EBS calls that people make. */
import { type Fault, fault } from '../../model/fault.ts';
import type { InstanceId, VolumeId } from '../../model/ids.ts';
import type { Volume } from '../../model/volume.ts';
import { type Account, answered, circumstancesOf } from './account.ts';
import type { Actor, CallVerb } from './journal.ts';
import type { VolumeSpec } from './launch-spec.ts';
import { noSuchInstance, notInState } from './refusals.ts';
import { attachVolume, createVolume, deleteVolume, detachVolume, resizeVolume } from './volumes.ts';

export interface VolumeRequest {
  readonly volumeId: VolumeId;
  readonly actor: Actor;
}

const noSuchVolume = (id: VolumeId): Fault =>
  fault('not-found', `The volume '${id}' does not exist.`, {
    awsCode: 'InvalidVolume.NotFound',
    culprits: [id],
  });

const volumeInUse = ({ id, state }: Volume): Fault =>
  fault('wrong-state', `Volume ${id} is ${state}.`, { awsCode: 'VolumeInUse', culprits: [id] });

function withVolume(
  account: Account,
  { volumeId, actor, verb }: VolumeRequest & { readonly verb: CallVerb },
  work: (volume: Volume) => Fault | null,
): Fault | null {
  const volume = account.volumes.get(volumeId);
  const holder = volume?.attachments[0]?.instanceId;
  const before = holder === undefined ? null : circumstancesOf(account, holder);
  const refused = volume === undefined ? noSuchVolume(volumeId) : work(volume);
  return answered(account, { actor, verb, on: volumeId, before }, refused);
}

export function createVolumeBy(
  account: Account,
  actor: Actor,
  { name, ...spec }: VolumeSpec & { readonly name: string },
): VolumeId {
  const tags = { Name: name, ...spec.tags };
  const { id } = createVolume(account, name, { ...spec, tags });
  answered(account, { actor, verb: 'create-volume', on: id, before: null }, null);
  return id;
}

const attachRefusal = (account: Account, id: InstanceId): Fault | null => {
  const state = account.instances.get(id)?.state;
  if (state === undefined) return noSuchInstance(id);
  return state === 'running' || state === 'stopped' ? null : notInState(id, 'started');
};

export const attach = (
  account: Account,
  request: VolumeRequest & { readonly instanceId: InstanceId; readonly device: string },
): Fault | null =>
  withVolume(account, { ...request, verb: 'attach-volume' }, (volume) => {
    const { instanceId, device } = request;
    if (volume.state !== 'available') return volumeInUse(volume);
    const instance = account.instances.get(instanceId);
    const refused = attachRefusal(account, instanceId);
    if (refused !== null || instance === undefined) return refused;
    attachVolume(account, volume, { instance, device });
    return null;
  });

export const detach = (account: Account, request: VolumeRequest): Fault | null =>
  withVolume(account, { ...request, verb: 'detach-volume' }, (volume) => {
    detachVolume(account, volume);
    return null;
  });

export const remove = (account: Account, request: VolumeRequest): Fault | null =>
  withVolume(account, { ...request, verb: 'delete-volume' }, (volume) => {
    if (volume.state !== 'available') return volumeInUse(volume);
    deleteVolume(account, volume);
    return null;
  });

const smaller = ({ id }: Volume): Fault =>
  fault('unsupported', `The volume '${id}' cannot be made smaller.`, {
    awsCode: 'InvalidParameterValue',
    culprits: [id],
  });

/** ModifyVolume: it can grow, and never shrink (API_ModifyVolume.html). */
export const resize = (
  account: Account,
  request: VolumeRequest & { readonly sizeGiB: number },
): Fault | null =>
  withVolume(account, { ...request, verb: 'modify-volume' }, (volume) => {
    if (request.sizeGiB < volume.sizeGiB) return smaller(volume);
    resizeVolume(account, volume, request.sizeGiB);
    return null;
  });
