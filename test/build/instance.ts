/** EC2 instances, with only what a test is about written down. */
import type {
  AttachedVolume,
  Instance,
  NetworkInterface,
  PrivateAddress,
} from '../../src/lib/model/instance.ts';
import { days, minus } from '../../src/lib/model/instant.ts';
import { NOON } from './at.ts';
import { instanceId, networkInterfaceId, securityGroupId, volumeId } from './ids.ts';

/** A Linux t3.micro that somebody started two days ago, with one disk and no public address. */
export const instance = (overrides: Partial<Instance> = {}): Instance => ({
  id: instanceId(1),
  state: 'running',
  type: 't3.micro',
  platform: 'linux',
  launchTime: minus(NOON, days(2)),
  stateReason: null,
  stateTransitionReason: '',
  tags: {},
  lifecycle: 'on-demand',
  spotRequestId: null,
  tenancy: 'default',
  rootDevice: 'ebs',
  operator: { managed: false, principal: null },
  hibernationConfigured: false,
  sourceDestCheck: true,
  availabilityZone: 'ap-northeast-2a',
  interfaces: [networkInterface()],
  volumes: [attachedVolume()],
  ...overrides,
});

export const networkInterface = (overrides: Partial<NetworkInterface> = {}): NetworkInterface => ({
  id: networkInterfaceId(1),
  deviceIndex: 0,
  securityGroupIds: [securityGroupId(1)],
  privateAddresses: [privateAddress()],
  ipv6Addresses: [],
  managedBy: null,
  ...overrides,
});

export const privateAddress = (overrides: Partial<PrivateAddress> = {}): PrivateAddress => ({
  address: '10.0.0.10',
  primary: true,
  publicIp: null,
  elastic: false,
  allocationId: null,
  ...overrides,
});

export const attachedVolume = (overrides: Partial<AttachedVolume> = {}): AttachedVolume => ({
  volumeId: volumeId(1),
  device: '/dev/xvda',
  deleteOnTermination: true,
  attachedAt: minus(NOON, days(2)),
  ...overrides,
});
