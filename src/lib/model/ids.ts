/**
 * AWS identifiers, each a brand of its own, so that a volume can never stand where an instance
 * must.
 */
declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

export type AccountId = Id<'AccountId'>;
export type InstanceId = Id<'InstanceId'>;
export type VolumeId = Id<'VolumeId'>;
export type AllocationId = Id<'AllocationId'>;
export type NetworkInterfaceId = Id<'NetworkInterfaceId'>;
export type SecurityGroupId = Id<'SecurityGroupId'>;
export type SnapshotId = Id<'SnapshotId'>;
export type ImageId = Id<'ImageId'>;
export type NatGatewayId = Id<'NatGatewayId'>;
/** SageMaker has no id for a notebook instance but its name, unique in the Region. */
export type NotebookName = Id<'NotebookName'>;

/** EC2 ids are a prefix and 8 (before 2016) or 17 hexadecimal digits. */
const ec2Id = (prefix: string): RegExp => new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);

const INSTANCE = ec2Id('i');
const VOLUME = ec2Id('vol');
const ALLOCATION = ec2Id('eipalloc');
const INTERFACE = ec2Id('eni');
const SECURITY_GROUP = ec2Id('sg');
const SNAPSHOT = ec2Id('snap');
const IMAGE = ec2Id('ami');
const NAT_GATEWAY = ec2Id('nat');
const ACCOUNT = /^\d{12}$/;
/** API reference of CreateNotebookInstance: 63 letters, digits and hyphens. */
const NOTEBOOK = /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}$/;

export const isAccountId = (text: string): text is AccountId => ACCOUNT.test(text);
export const isNotebookName = (text: string): text is NotebookName => NOTEBOOK.test(text);
export const isInstanceId = (text: string): text is InstanceId => INSTANCE.test(text);
export const isVolumeId = (text: string): text is VolumeId => VOLUME.test(text);
export const isAllocationId = (text: string): text is AllocationId => ALLOCATION.test(text);
export const isNetworkInterfaceId = (text: string): text is NetworkInterfaceId =>
  INTERFACE.test(text);
export const isSecurityGroupId = (text: string): text is SecurityGroupId =>
  SECURITY_GROUP.test(text);

export const isSnapshotId = (text: string): text is SnapshotId => SNAPSHOT.test(text);
export const isImageId = (text: string): text is ImageId => IMAGE.test(text);
export const isNatGatewayId = (text: string): text is NatGatewayId => NAT_GATEWAY.test(text);

/** For ids that our own code makes or a test writes down; foreign text goes through the guards. */
export function idOf<T extends string>(isId: (text: string) => text is T, text: string): T {
  if (isId(text)) return text;
  throw new TypeError(`"${text}" is not such an id`);
}
