/** Volumes that a terminated instance left behind: named once, then kept in view until settled. */
import type { Decision, Mark } from '../../model/decision.ts';
import type { VolumeId } from '../../model/ids.ts';
import { newestSnapshotOf } from '../../model/image.ts';
import { isGone, nameOf } from '../../model/instance.ts';
import type { InstanceRecord } from '../../model/instance-record.ts';
import type { Instant } from '../../model/instant.ts';
import type { LeftVolume } from '../../model/ledger.ts';
import type { VolumeFacts } from '../../model/notice.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Volume } from '../../model/volume.ts';
import { binding, onlyOpinion } from '../opinion.ts';
import type { World } from '../world.ts';
import { nextLook } from './volume-looks.ts';

interface Candidate extends LeftVolume {
  /** It was found by an earlier pass, and has been told. */
  readonly known: boolean;
  /** When it is looked at again, if it was not in this pass. */
  readonly next: Instant;
}

export function decideVolumes(world: World): readonly Decision[] {
  if (!world.policy.volumes.on) return [];
  return candidates(world).map((candidate) => decideVolume(world, candidate));
}

function candidates(world: World): readonly Candidate[] {
  const { now, snapshot } = world;
  const known = snapshot.memory.leftVolumes.map((left) => ({ ...left, known: true, next: now }));
  const fresh = world.gone.flatMap((record) => freshlyLeft(world, record));
  const byId = [...fresh, ...known].map((candidate) => [candidate.volumeId, candidate] as const);
  return [...new Map<VolumeId, Candidate>(byId).values()];
}

function freshlyLeft({ now }: World, record: InstanceRecord): readonly Candidate[] {
  const { instanceId, sighting } = record;
  const attachedUntil = isGone(sighting.state) ? sighting.since : null;
  const next = nextLook(record, now);
  return sighting.volumes.map(({ volumeId, device }) => ({
    kind: 'left-volume',
    volumeId,
    instanceId,
    instanceName: sighting.name,
    device,
    attachedUntil,
    foundAt: now,
    known: false,
    next,
  }));
}

function decideVolume(world: World, candidate: Candidate): Decision {
  const { volumes } = world.snapshot;
  if (!volumes.complete) {
    const because =
      volumes.fault.code === 'not-asked' && !candidate.known
        ? reason('volume-waits', { next: candidate.next })
        : reason('incomplete', { family: 'volumes', fault: volumes.fault });
    return decision(candidate, ['defer', because]);
  }
  const volume = world.volumes.get(candidate.volumeId);
  if (!volume || volume.state === 'deleted') return settled(candidate, reason('volume-gone', {}));
  const done = settledReason(world, candidate, volume);
  if (done) return settled(candidate, done);
  if (volume.state !== 'available') {
    return decision(candidate, ['defer', reason('volume-going', { state: volume.state })]);
  }
  const because = leftReason(world, candidate, volume);
  if (candidate.known) return decision(candidate, ['leave', because]);
  const { known: _known, next: _next, ...left } = candidate;
  return decision(candidate, ['tell', because], [{ mark: 'volume-left', volume: left }]);
}

/** On the gone instance itself it is only on its way; what is available is on nobody. */
function settledReason(world: World, candidate: Candidate, volume: Volume): Reason | null {
  const keep = [TAG.keep, TAG.ignore].find((tag) => flagOf(volume.tags, tag));
  if (keep !== undefined) return reason('volume-kept', { tag: keep });
  const holder = volume.attachments.find(
    ({ instanceId }) => candidate.known || instanceId !== candidate.instanceId,
  );
  if (!holder || volume.state === 'available') return null;
  const instance = world.instances.get(holder.instanceId);
  return reason('volume-attached', { instance: instance ? nameOf(instance) : holder.instanceId });
}

const settled = (candidate: Candidate, because: Reason): Decision => {
  const { known, volumeId } = candidate;
  return decision(
    candidate,
    ['leave', because],
    known ? [{ mark: 'volume-settled', volumeId }] : [],
  );
};

function leftReason(world: World, candidate: Candidate, volume: Volume): Reason {
  const { instanceName: instance } = candidate;
  const { sizeGiB, type, iops, throughputMiBps, encrypted } = volume;
  const monthlyMicroUsd = monthlyPrice(world, volume);
  const what = { sizeGiB, type, iops, throughputMiBps, encrypted };
  return reason('volume-left', { instance, ...what, monthlyMicroUsd });
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

/** Those that are about to be told: their snapshots are worth a look. */
export const volumesToTell = (world: World): readonly VolumeId[] =>
  decideVolumes(world).flatMap(({ target, verdict }) =>
    verdict === 'tell' && target.kind === 'volume' ? [target.id] : [],
  );

/** One message for all volumes that this pass found an instance to have left behind. */
export function volumesLeftNotices(world: World, decisions: readonly Decision[]): readonly Mark[] {
  const found = decisions
    .flatMap(({ opinions }) => opinions.flatMap(({ marks }) => marks))
    .flatMap((mark) => (mark.mark === 'volume-left' ? [mark.volume] : []));
  const byInstance = Map.groupBy(found, ({ instanceId }) => instanceId);
  return [...byInstance.values()].map((left) => volumesLeft(world, left));
}

/** Each volume is found once: the first of them names the message. */
function volumesLeft(world: World, found: readonly LeftVolume[]): Mark {
  const left = found.toSorted((a, b) => (a.volumeId < b.volumeId ? -1 : 1));
  const [first] = left;
  if (!first) throw new RangeError('a group is never empty');
  const { instanceId, instanceName: name, volumeId } = first;
  const type = world.records.get(instanceId)?.sighting.type ?? '';
  const volumes = left.flatMap((volume) => factsOf(world, volume) ?? []);
  return {
    mark: 'notice',
    notice: {
      kind: 'volumes-left',
      dedupeKey: `volumes-left:${instanceId}:${volumeId}`,
      urgency: 'now',
      at: world.now,
      facts: { subject: { instanceId, name, type }, volumes },
    },
  };
}

function factsOf(world: World, left: LeftVolume): VolumeFacts | null {
  const { volumeId, device, attachedUntil } = left;
  const { backups } = world.snapshot;
  const volume = world.volumes.get(volumeId);
  if (!volume) return null;
  const { type, sizeGiB, encrypted, iops, throughputMiBps } = volume;
  return {
    volumeId,
    name: nameOf(volume),
    type,
    sizeGiB,
    encrypted,
    device,
    iops,
    throughputMiBps,
    attachedUntil,
    newestSnapshot: backups.complete ? newestSnapshotOf(volumeId, backups.items) : null,
    monthlyMicroUsd: monthlyPrice(world, volume),
  };
}
