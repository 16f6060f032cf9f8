/** What the daily sweep finds beside instances: backups and network. */
import type { EbsSnapshot, MachineImage } from '../../src/lib/model/image.ts';
import { days, minus } from '../../src/lib/model/instant.ts';
import type { LoadBalancer, NatGateway } from '../../src/lib/model/network.ts';
import { NOON } from './at.ts';
import { imageId, natGatewayId, snapshotId, volumeId } from './ids.ts';

/** 8 GiB of a year ago. */
export const ebsSnapshot = (overrides: Partial<EbsSnapshot> = {}): EbsSnapshot => ({
  id: snapshotId(1),
  volumeId: volumeId(1),
  startedAt: minus(NOON, days(365)),
  finished: true,
  fullGiB: 8,
  tier: 'standard',
  tags: {},
  ...overrides,
});

/** Made a year ago, and never launched. */
export const machineImage = (overrides: Partial<MachineImage> = {}): MachineImage => ({
  id: imageId(1),
  name: 'golden',
  createdAt: minus(NOON, days(365)),
  launchedAt: null,
  snapshotIds: [snapshotId(1)],
  tags: {},
  ...overrides,
});

/** Public, and silent for a day. */
export const natGateway = (overrides: Partial<NatGateway> = {}): NatGateway => ({
  id: natGatewayId(1),
  createdAt: minus(NOON, days(90)),
  publicIps: ['198.51.100.7'],
  bytesOut: 0,
  tags: {},
  ...overrides,
});

/** An Application Load Balancer with nothing behind it. */
export const loadBalancer = (overrides: Partial<LoadBalancer> = {}): LoadBalancer => ({
  name: 'front',
  arn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/front/50dc6c49',
  type: 'application',
  createdAt: minus(NOON, days(90)),
  hasTargets: false,
  tags: {},
  ...overrides,
});
