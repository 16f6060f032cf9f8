import type { AllocationId, InstanceId, NetworkInterfaceId } from './ids.ts';
import type { Tags } from './tag.ts';

/** An Elastic IP address of a VPC, as DescribeAddresses shows it. It bills from its first hour. */
export interface Address {
  readonly allocationId: AllocationId;
  readonly publicIp: string;
  /** Null when nobody holds the address. */
  readonly association: {
    readonly associationId: string;
    readonly instanceId: InstanceId | null;
    readonly networkInterfaceId: NetworkInterfaceId | null;
    readonly privateIpAddress: string | null;
  } | null;
  readonly networkBorderGroup: string;
  readonly tags: Tags;
}
