import type {
  AllocationId,
  InstanceId,
  NetworkInterfaceId,
  SecurityGroupId,
  VolumeId,
} from './ids.ts';
import { type Instant, parseInstant } from './instant.ts';
import type { Tags } from './tag.ts';

/** The six states of the EC2 lifecycle; only `running` bills (and `stopping` when hibernating). */
export const INSTANCE_STATES = [
  'pending',
  'running',
  'stopping',
  'stopped',
  'shutting-down',
  'terminated',
] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

export interface AttachedVolume {
  readonly volumeId: VolumeId;
  readonly device: string;
  /** Read, never assumed: the defaults of the console and of the API differ. */
  readonly deleteOnTermination: boolean;
  readonly attachedAt: Instant | null;
}

export interface PrivateAddress {
  readonly address: string;
  readonly primary: boolean;
  /** The public IPv4 address mapped to it, if any. */
  readonly publicIp: string | null;
  /** Set when that public address is an Elastic IP. */
  readonly elastic: boolean;
  readonly allocationId: AllocationId | null;
}

export interface NetworkInterface {
  readonly id: NetworkInterfaceId;
  readonly deviceIndex: number;
  readonly securityGroupIds: readonly SecurityGroupId[];
  readonly privateAddresses: readonly PrivateAddress[];
  readonly ipv6Addresses: readonly string[];
  /** The service of AWS whose interface it is (`eks.amazonaws.com`); null: the owner's own. */
  readonly managedBy: string | null;
}

/** An EC2 instance as DescribeInstances shows it. */
export interface Instance {
  readonly id: InstanceId;
  readonly state: InstanceState;
  /** For example `t3.micro`. */
  readonly type: string;
  readonly platform: 'linux' | 'windows';
  /** The time of the last *start*, not of the first launch. */
  readonly launchTime: Instant;
  /** For example `Client.UserInitiatedShutdown`; null where AWS gives none. */
  readonly stateReason: { readonly code: string; readonly message: string } | null;
  /** AWS's free text, often bare or empty: `User initiated (2026-11-22 15:00:00 GMT)`. */
  readonly stateTransitionReason: string;
  readonly tags: Tags;
  readonly lifecycle:
    | 'on-demand'
    | 'spot'
    | 'scheduled'
    | 'capacity-block'
    | 'interruptible-capacity-reservation';
  readonly spotRequestId: string | null;
  readonly tenancy: 'default' | 'dedicated' | 'host';
  readonly rootDevice: 'ebs' | 'instance-store';
  /** `Operator.Managed`: AWS runs it for somebody (EKS Auto Mode, Lambda managed instances). */
  readonly operator: { readonly managed: boolean; readonly principal: string | null };
  /** Hibernation was configured at launch. */
  readonly hibernationConfigured: boolean;
  /** False on NAT instances and routers. */
  readonly sourceDestCheck: boolean;
  readonly availabilityZone: string;
  /** Empty on a terminated instance. */
  readonly interfaces: readonly NetworkInterface[];
  /** Empty on a terminated instance: what stays behind must be known before. */
  readonly volumes: readonly AttachedVolume[];
}

/** The Name tag, or the id where there is none: what a person calls the instance. */
export const nameOf = (instance: { readonly id: string; readonly tags: Tags }): string =>
  instance.tags['Name']?.trim() || instance.id;

export const isGone = (state: InstanceState): boolean =>
  state === 'shutting-down' || state === 'terminated';

/** The instant in `User initiated (2026-11-22 15:00:00 GMT)`; null where it is bare or empty. */
export function transitionAt(stateTransitionReason: string): Instant | null {
  const [, date, time] =
    /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/.exec(stateTransitionReason) ?? [];
  return date && time ? (parseInstant(`${date}T${time}Z`) ?? null) : null;
}
