/** Volumes that a terminated instance left behind: named once, then kept in view until settled. */
import type { Decision, Mark, Verdict } from '../../model/decision.ts';
import type { VolumeId } from '../../model/ids.ts';
import { isGone, nameOf } from '../../model/instance.ts';
import type { InstanceRecord, LeftVolume } from '../../model/ledger.ts';
import type { VolumeFacts } from '../../model/notice.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import type { Volume } from '../../model/volume.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import type { World } from '../world.ts';

/**
 * Records of instances that are terminated, or that a complete list does not name any more. The
 * latter is no proof of termination: only the state of the volume itself is believed.
 */
export function goneRecords({ snapshot, records }: World): readonly InstanceRecord[] {
  if (!snapshot.instances.complete) return [];
  const living = new Set(
    snapshot.instances.items.filter(({ state }) => !isGone(state)).map(({ id }) => id),
  );
  return [...records.values()].filter(({ instanceId }) => !living.has(instanceId));
}

interface Candidate extends LeftVolume {
  /** It was found by an earlier pass, and has been told. */
  readonly known: boolean;
}

export function decideVolumes(world: World): readonly Decision[] {
  if (!world.policy.volumes.on) return [];
  return candidates(world).map((candidate) => decideVolume(world, candidate));
}

function candidates(world: World): readonly Candidate[] {
  const known = new Map<VolumeId, Candidate>(
    world.snapshot.memory.leftVolumes.map((left) => [left.volumeId, { ...left, known: true }]),
  );
  for (const { instanceId, sighting } of goneRecords(world)) {
    for (const { volumeId, device } of sighting.volumes) {
      if (known.has(volumeId)) continue;
      known.set(volumeId, {
        kind: 'left-volume',
        volumeId,
        instanceId,
        instanceName: sighting.name,
        device,
        foundAt: world.now,
        known: false,
      });
    }
  }
  return [...known.values()];
}

function decideVolume(world: World, candidate: Candidate): Decision {
  const { volumes } = world.snapshot;
  if (!volumes.complete) {
    const because = reason('incomplete', { family: 'volumes', fault: volumes.fault });
    return decision(candidate, ['defer', because]);
  }
  const volume = volumes.items.find(({ id }) => id === candidate.volumeId);
  const settled = settledReason(world, candidate, volume);
  if (settled) return decision(candidate, ['leave', settled], settledMarks(candidate));
  if (volume?.state !== 'available') {
    return decision(candidate, [
      'defer',
      reason('volume-going', { state: volume?.state ?? 'gone' }),
    ]);
  }
  const because = leftReason(world, candidate, volume);
  if (candidate.known) return decision(candidate, ['leave', because]);
  const { known: _, ...left } = candidate;
  return decision(candidate, ['tell', because], [{ mark: 'volume-left', volume: left }]);
}

function settledReason(
  { snapshot }: World,
  candidate: Candidate,
  volume: Volume | undefined,
): Reason | null {
  if (!volume || volume.state === 'deleted') return reason('volume-gone', {});
  const keep = [TAG.keep, TAG.ignore].find((tag) => flagOf(volume.tags, tag));
  if (keep !== undefined) return reason('volume-kept', { tag: keep });
  const holder = volume.attachments.find(({ instanceId }) =>
    candidate.known ? true : instanceId !== candidate.instanceId,
  );
  if (!holder) return null;
  const instance = snapshot.instances.complete
    ? snapshot.instances.items.find(({ id }) => id === holder.instanceId)
    : undefined;
  return reason('volume-attached', { instance: instance ? nameOf(instance) : holder.instanceId });
}

const settledMarks = ({ known, volumeId }: Candidate): readonly Mark[] =>
  known ? [{ mark: 'volume-settled', volumeId }] : [];

function leftReason(world: World, candidate: Candidate, volume: Volume): Reason {
  const { instanceName: instance } = candidate;
  const { sizeGiB, type } = volume;
  const monthlyMicroUsd = monthlyPrice(world, volume);
  return reason('volume-left', { instance, sizeGiB, type, monthlyMicroUsd });
}

const monthlyPrice = ({ prices, snapshot }: World, volume: Volume) =>
  prices.volumeMonth({ ...volume, region: snapshot.region });

function decision(
  { volumeId }: Candidate,
  [verdict, because]: readonly [Verdict, Reason],
  marks: readonly Mark[] = [],
): Decision {
  const opinion = binding({ rule: 'volumes', verdict, reason: because, marks });
  return onlyOpinion({ kind: 'volume', id: volumeId }, opinion);
}

/** One message for all volumes that this pass found an instance to have left behind. */
export function volumesLeftNotices(world: World, decisions: readonly Decision[]): readonly Mark[] {
  const found = decisions
    .flatMap(({ opinions }) => opinions.flatMap(({ marks }) => marks))
    .flatMap((mark) => (mark.mark === 'volume-left' ? [mark.volume] : []));
  const byInstance = Map.groupBy(found, ({ instanceId }) => instanceId);
  return [...byInstance.values()].map((left) => volumesLeft(world, left));
}

function volumesLeft(world: World, left: readonly LeftVolume[]): Mark {
  const [first] = left;
  if (!first) throw new RangeError('a group is never empty');
  const { instanceId, instanceName: name } = first;
  const type = world.records.get(instanceId)?.sighting.type ?? '';
  const volumes = left.flatMap((volume) => factsOf(world, volume) ?? []);
  return {
    mark: 'notice',
    notice: {
      kind: 'volumes-left',
      dedupeKey: `volumes-left:${left.map(({ volumeId }) => volumeId).join(',')}`,
      urgency: 'now',
      at: world.now,
      facts: { subject: { instanceId, name, type }, volumes },
    },
  };
}

export function factsOf(world: World, left: LeftVolume): VolumeFacts | null {
  const { volumes } = world.snapshot;
  const volume = volumes.complete && volumes.items.find(({ id }) => id === left.volumeId);
  if (!volume) return null;
  return {
    volumeId: volume.id,
    name: nameOf(volume),
    type: volume.type,
    sizeGiB: volume.sizeGiB,
    encrypted: volume.encrypted,
    device: left.device,
    monthlyMicroUsd: monthlyPrice(world, volume),
  };
}
