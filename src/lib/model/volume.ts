import type { InstanceId, VolumeId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

export const VOLUME_STATES = [
  'creating',
  'available',
  'in-use',
  'deleting',
  'deleted',
  'error',
] as const;
export type VolumeState = (typeof VOLUME_STATES)[number];

export interface VolumeAttachment {
  readonly instanceId: InstanceId;
  readonly device: string;
  readonly deleteOnTermination: boolean;
  readonly attachedAt: Instant | null;
}

/** An EBS volume as DescribeVolumes shows it. */
export interface Volume {
  readonly id: VolumeId;
  readonly state: VolumeState;
  /** `gp3`, `gp2`, `io1`, `io2`, `st1`, `sc1`, `standard`. */
  readonly type: string;
  readonly sizeGiB: number;
  /** Provisioned IOPS; null where the type has none. */
  readonly iops: number | null;
  /** Provisioned throughput of gp3 in MiB/s; null otherwise. */
  readonly throughputMiBps: number | null;
  readonly encrypted: boolean;
  readonly createdAt: Instant;
  readonly tags: Tags;
  readonly attachments: readonly VolumeAttachment[];
}
