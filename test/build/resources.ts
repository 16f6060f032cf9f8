/** What stands around instances: addresses, volumes, security groups. */
import type { Address } from '../../src/lib/model/address.ts';
import { days, minus } from '../../src/lib/model/instant.ts';
import type { SecurityGroup } from '../../src/lib/model/network.ts';
import type { Volume } from '../../src/lib/model/volume.ts';
import { NOON } from './at.ts';
import { allocationId, securityGroupId, volumeId } from './ids.ts';

/** An Elastic IP that nobody holds. */
export const address = (overrides: Partial<Address> = {}): Address => ({
  allocationId: allocationId(1),
  publicIp: '198.51.100.1',
  association: null,
  networkBorderGroup: 'ap-northeast-2',
  tags: {},
  ...overrides,
});

/** 8 GiB of gp3, attached to nothing. */
export const volume = (overrides: Partial<Volume> = {}): Volume => ({
  id: volumeId(1),
  state: 'available',
  type: 'gp3',
  sizeGiB: 8,
  iops: 3_000,
  throughputMiBps: 125,
  encrypted: false,
  createdAt: minus(NOON, days(30)),
  tags: {},
  attachments: [],
  ...overrides,
});

/** A group that lets nobody in. */
export const securityGroup = (overrides: Partial<SecurityGroup> = {}): SecurityGroup => ({
  id: securityGroupId(1),
  name: 'default',
  ingress: [],
  ...overrides,
});
