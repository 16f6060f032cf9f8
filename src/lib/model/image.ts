/** What disks are kept in: snapshots, and the images that instances are launched from. */
import type { ImageId, SnapshotId, VolumeId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

/** An EBS snapshot of this account, as DescribeSnapshots shows it. */
export interface EbsSnapshot {
  readonly id: SnapshotId;
  /** What it was made of; null where AWS names none, as for a copy (`vol-ffffffff`). */
  readonly volumeId: VolumeId | null;
  readonly startedAt: Instant;
  /** AWS has written all of it: before that it is no copy to rely on. */
  readonly finished: boolean;
  /**
   * The most that it can bill. Snapshots are incremental, and AWS does not say how many of its
   * blocks no other snapshot has: the blocks that were written, or else the size of the volume.
   */
  readonly fullGiB: number;
  readonly tier: 'standard' | 'archive';
  readonly tags: Tags;
}

/** An AMI of this account. */
export interface MachineImage {
  readonly id: ImageId;
  readonly name: string;
  readonly createdAt: Instant;
  /** Null where no instance was launched from it (AWS knows since 2017-04, a day late). */
  readonly launchedAt: Instant | null;
  /** Of its EBS disks; they bill as long as it is registered. */
  readonly snapshotIds: readonly SnapshotId[];
  readonly tags: Tags;
}

export interface NewestSnapshot {
  readonly id: SnapshotId;
  readonly startedAt: Instant;
}

/** What a volume can be had back from. */
export function newestSnapshotOf(
  volume: VolumeId,
  snapshots: readonly EbsSnapshot[],
): NewestSnapshot | 'none' {
  const [newest] = snapshots
    .filter(({ volumeId, finished }) => volumeId === volume && finished)
    .sort((a, b) => b.startedAt - a.startedAt);
  return newest ? { id: newest.id, startedAt: newest.startedAt } : 'none';
}

export interface LeftBackup {
  readonly volumeId: VolumeId;
  readonly newest: NewestSnapshot | 'none';
}
