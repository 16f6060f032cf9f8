/** What the ledger keeps of usage that is not shown any more: each form of it. */
import { idOf, isAllocationId, isInstanceId, isVolumeId } from '../../src/lib/model/ids.ts';
import type { Instant } from '../../src/lib/model/instant.ts';
import type { PastUsage } from '../../src/lib/model/past-usage.ts';

const INSTANCE = idOf(isInstanceId, 'i-0123456789abcdef0');
const VOLUME = idOf(isVolumeId, 'vol-0123456789abcdef0');
const ADDRESS = idOf(isAllocationId, 'eipalloc-0123456789abcdef0');

export const pastUsage = (at: Instant): PastUsage => ({
  kind: 'past-usage',
  since: at,
  at: at,
  instances: [
    {
      ...{ id: INSTANCE, region: 'us-east-1', type: 't3.micro', platform: 'linux' },
      runs: [{ from: at, to: at }],
    },
  ],
  volumes: [],
  addresses: [],
  sampled: {
    ...{ month: '2026-11', isWhole: true },
    instances: [
      {
        ...{ id: INSTANCE, region: 'us-east-1', type: 't3.micro', platform: 'windows' },
        runs: [{ from: at, to: at }],
      },
    ],
    addresses: [{ id: INSTANCE, region: 'us-east-1', from: at, to: at }],
  },
  seen: {
    instances: [],
    volumes: [
      {
        ...{ id: VOLUME, region: 'us-east-1', type: 'gp3', sizeGiB: 8 },
        ...{ iops: 3_000, throughputMiBps: null, from: at, to: null, lastSeen: at },
      },
    ],
    addresses: [
      {
        ...{ id: ADDRESS, region: 'us-east-1', kind: 'elastic', isInUse: true },
        ...{ instanceId: null, from: at, to: null, lastSeen: at },
      },
    ],
  },
});
