import type { DigestContent } from '../../src/lib/model/digest.ts';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import { allNotices, EIP, instanceId, reasonOf, volumeId, warnings } from './notices.ts';
import { at } from './reasons.ts';

export const NINE_AM = at('2026-11-24T09:00:00+09:00');

export const EMPTY_DAY: DigestContent = {
  date: '2026-11-24',
  at: NINE_AM,
  fleet: { running: 3, stopped: 1 },
  notices: [],
  warnings: [],
  holds: [],
  leftVolumes: [],
  leftAddresses: [],
  next: [
    { instanceId: instanceId(1), name: 'dev-box', at: plus(NINE_AM, hours(13)), to: 'stopped' },
  ],
  uncertain: [],
};

export const LEFT_VOLUME = {
  volumeId: volumeId(1),
  name: 'mysql-data',
  instanceName: 'old-web',
  sizeGiB: 20,
  type: 'gp3',
  foundAt: minus(NINE_AM, days(12)),
  monthlyMicroUsd: usd(1.824),
} as const;

export const FULL_DAY: DigestContent = {
  ...EMPTY_DAY,
  notices: allNotices(),
  warnings: [
    { instanceId: instanceId(4), name: 'oruum-backend', reason: reasonOf('idle-waiting') },
  ],
  holds: [{ instanceId: instanceId(5), name: 'notebook', reason: reasonOf('held') }],
  leftVolumes: [
    LEFT_VOLUME,
    {
      ...LEFT_VOLUME,
      volumeId: volumeId(2),
      name: '',
      sizeGiB: null,
      type: null,
      monthlyMicroUsd: null,
    },
  ],
  leftAddresses: [
    {
      allocationId: EIP,
      publicIp: '3.34.1.2',
      instanceName: 'old-web',
      foundAt: minus(NINE_AM, hours(3)),
      monthlyMicroUsd: usd(3.65),
    },
  ],
  next: [
    ...EMPTY_DAY.next,
    { instanceId: instanceId(6), name: 'office-pc', at: plus(NINE_AM, hours(23)), to: 'running' },
    { instanceId: instanceId(7), name: 'lab', at: plus(NINE_AM, hours(24)), to: null },
  ],
  uncertain: [
    ...warnings(1).map(
      (of) => ({ channel: 'sns', status: 'doubtful', at: minus(NINE_AM, hours(10)), of }) as const,
    ),
    { channel: 'sns', status: 'refused', at: minus(NINE_AM, hours(24)), of: '2026-11-23' },
  ],
};
