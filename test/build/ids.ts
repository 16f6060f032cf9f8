/** Identifiers by number: the same number is the same thing throughout a test. */
import {
  type AccountId,
  type AllocationId,
  type ImageId,
  type InstanceId,
  idOf,
  isAccountId,
  isAllocationId,
  isImageId,
  isInstanceId,
  isNatGatewayId,
  isNetworkInterfaceId,
  isSecurityGroupId,
  isSnapshotId,
  isVolumeId,
  type NatGatewayId,
  type NetworkInterfaceId,
  type SecurityGroupId,
  type SnapshotId,
  type VolumeId,
} from '../../src/lib/model/ids.ts';

const hex = (number: number): string => number.toString(16).padStart(8, '0');

export const ACCOUNT: AccountId = idOf(isAccountId, '123456789012');
export const instanceId = (number: number): InstanceId => idOf(isInstanceId, `i-${hex(number)}`);
export const volumeId = (number: number): VolumeId => idOf(isVolumeId, `vol-${hex(number)}`);
export const allocationId = (number: number): AllocationId =>
  idOf(isAllocationId, `eipalloc-${hex(number)}`);
export const networkInterfaceId = (number: number): NetworkInterfaceId =>
  idOf(isNetworkInterfaceId, `eni-${hex(number)}`);
export const securityGroupId = (number: number): SecurityGroupId =>
  idOf(isSecurityGroupId, `sg-${hex(number)}`);
export const snapshotId = (number: number): SnapshotId => idOf(isSnapshotId, `snap-${hex(number)}`);
export const imageId = (number: number): ImageId => idOf(isImageId, `ami-${hex(number)}`);
export const natGatewayId = (number: number): NatGatewayId =>
  idOf(isNatGatewayId, `nat-${hex(number)}`);
