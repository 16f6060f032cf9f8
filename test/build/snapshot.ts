/** Snapshots: one running instance without a status, and nothing else asked for. */
import { complete, NOT_ASKED } from '../../src/lib/model/family.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { NOON } from './at.ts';
import { ACCOUNT } from './ids.ts';
import { instance } from './instance.ts';
import { memory } from './ledger.ts';

export const snapshot = (overrides: Partial<Snapshot> = {}): Snapshot => ({
  account: ACCOUNT,
  region: 'ap-northeast-2',
  takenAt: NOON,
  scope: { kind: 'region' },
  instances: complete([instance()]),
  addresses: NOT_ASKED,
  volumes: NOT_ASKED,
  backups: NOT_ASKED,
  securityGroups: NOT_ASKED,
  loadBalancerTargets: NOT_ASKED,
  spotRequests: NOT_ASKED,
  instanceStatuses: complete([]),
  notebooks: NOT_ASKED,
  alarms: NOT_ASKED,
  metrics: [],
  notebookMetrics: [],
  confirmedRecipient: true,
  memory: memory(),
  ...overrides,
});
