import { days, plus } from '../../src/lib/model/instant.ts';
import type { ReservedInstances } from '../../src/lib/model/reserved-instance.ts';
import { NOON } from './at.ts';

/** One t3.micro of Linux, in the whole Region, for another year. */
export const reserved = (overrides: Partial<ReservedInstances> = {}): ReservedInstances => ({
  ...{ id: 'ri-1', count: 1, type: 't3.micro', platform: 'linux', tenancy: 'default' },
  ...{ availabilityZone: null, endsAt: plus(NOON, days(365)) },
  ...overrides,
});
