/** What is asked for when an instance is launched. */
import type { SecurityGroupId } from '../../model/ids.ts';
import type { Instance } from '../../model/instance.ts';
import type { SpotRequest } from '../../model/network.ts';
import type { Tags } from '../../model/tag.ts';
import type { Load } from './loads.ts';

export interface VolumeSpec {
  readonly sizeGiB: number;
  /** gp3, unless something else is said. */
  readonly type?: string;
  readonly encrypted?: boolean;
  /** Provisioned; the baseline of gp3 unless something else is said. */
  readonly iops?: number;
  readonly throughputMiBps?: number;
  readonly tags?: Tags;
}

export interface DataVolumeSpec extends VolumeSpec {
  /** What the launcher chose; otherwise the default of console or API. */
  readonly deleteOnTermination?: boolean;
}

/** What is asked for at launch; whatever is left out is what most people have. */
export interface LaunchSpec {
  /** The Name tag, and the name in every script. */
  readonly name: string;
  readonly type?: string;
  readonly platform?: 'linux' | 'windows';
  readonly tags?: Tags;
  /** The console preserves data volumes at terminate, the API deletes them. */
  readonly via?: 'console' | 'api';
  readonly root?: DataVolumeSpec;
  readonly dataVolumes?: readonly DataVolumeSpec[];
  readonly rootDevice?: 'ebs' | 'instance-store';
  readonly interfaces?: number;
  readonly securityGroupIds?: readonly SecurityGroupId[];
  /** Of the first interface. */
  readonly ipv6Address?: string;
  readonly autoAssignsPublicIp?: boolean;
  readonly hasInternetGateway?: boolean;
  readonly availabilityZone?: string;
  readonly spot?: SpotRequest['type'];
  readonly tenancy?: Instance['tenancy'];
  readonly operator?: Instance['operator'];
  readonly autoScalingGroup?: string;
  readonly hibernationConfigured?: boolean;
  readonly sourceDestCheck?: boolean;
  readonly stopProtected?: boolean;
  readonly load?: Load;
  /** CPU credits that it has spent in advance; it earns them back, one every five minutes. */
  readonly surplusCredits?: number;
  /** CPU credits that it keeps; plenty where nothing is said. */
  readonly creditBalance?: number;
  /** Surplus credits that each five minutes charge. */
  readonly chargedCredits?: number;
}
