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

/** EC2 ids are a prefix and 8 (before 2016) or 17 hexadecimal digits. */
const ec2Id = (prefix: string): RegExp => new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);

const INSTANCE = ec2Id('i');
const VOLUME = ec2Id('vol');
const ALLOCATION = ec2Id('eipalloc');
const INTERFACE = ec2Id('eni');
const SECURITY_GROUP = ec2Id('sg');
const ACCOUNT = /^\d{12}$/;

export const isAccountId = (text: string): text is AccountId => ACCOUNT.test(text);
export const isInstanceId = (text: string): text is InstanceId => INSTANCE.test(text);
export const isVolumeId = (text: string): text is VolumeId => VOLUME.test(text);
export const isAllocationId = (text: string): text is AllocationId => ALLOCATION.test(text);
export const isNetworkInterfaceId = (text: string): text is NetworkInterfaceId =>
  INTERFACE.test(text);
export const isSecurityGroupId = (text: string): text is SecurityGroupId =>
  SECURITY_GROUP.test(text);

/** For ids that our own code makes or a test writes down; foreign text goes through the guards. */
export function idOf<T extends string>(isId: (text: string) => text is T, text: string): T {
  if (isId(text)) return text;
  throw new TypeError(`"${text}" is not such an id`);
}
