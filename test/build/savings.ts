/** What is known of savings: nothing, unless a test says what. */
import type { KnownSavings } from '../../src/lib/meter/known-savings.ts';
import { hours } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type {
  InstanceSavings,
  OpenSaving,
  SavedTime,
  SavingsRecord,
} from '../../src/lib/model/savings.ts';
import { NOON } from './at.ts';
import { instanceId } from './ids.ts';
import { PRICES } from './prices.ts';

export const HOUR = usd(0.013);

export const knownSavings = (overrides: Partial<KnownSavings> = {}): KnownSavings => ({
  instances: [],
  kept: [],
  allowances: [],
  survey: null,
  region: 'ap-northeast-2',
  prices: PRICES,
  now: NOON,
  ...overrides,
});

/** A t3.micro without an address, off for an hour because nobody used it. */
export const savedTime = (overrides: Partial<SavedTime> = {}): SavedTime => ({
  ...{ rule: 'idle', type: 't3.micro', hourMicroUsd: HOUR },
  ...{ off: hours(1), addresses: hours(0), idleAddresses: hours(0) },
  ...overrides,
});

/** Stopped at noon for idleness, and off since. */
export const openSaving = (overrides: Partial<OpenSaving> = {}): OpenSaving => ({
  ...{ rule: 'idle', keptBy: 'idle', stoppedAt: NOON, since: NOON, freedAt: null },
  ...{ type: 't3.micro', hourMicroUsd: HOUR, automaticAddresses: 0, elasticAddresses: 0 },
  ...overrides,
});

export const instanceSavings = (overrides: Partial<InstanceSavings> = {}): InstanceSavings => ({
  ...{ platform: 'linux', open: null, countedStop: NOON, months: [] },
  ...overrides,
});

export const savingsRecord = (overrides: Partial<SavingsRecord> = {}): SavingsRecord => ({
  ...{ kind: 'savings', instanceId: instanceId(1), name: 'web', platform: 'linux' },
  ...{ month: '2026-11', times: [savedTime()] },
  ...overrides,
});
