/** What AWS shows now of what costs by the time: all of it, in every Region that was looked at. */
import type { Address } from './address.ts';
import type { Family } from './family.ts';
import type { FreeTierUse, PlanState } from './free-tier.ts';
import type { Instance } from './instance.ts';
import type { Instant } from './instant.ts';
import type { ReservedInstances } from './reserved-instance.ts';
import type { SeenPlan } from './savings-plan.ts';
import type { Volume } from './volume.ts';

export interface RegionUsage {
  readonly region: string;
  readonly instances: Family<Instance>;
  /** All of them, attached or not. */
  readonly volumes: Family<Volume>;
  readonly addresses: Family<Address>;
}

export interface UsageSight {
  readonly takenAt: Instant;
  /** Incomplete where the account's Regions could not be listed: then only home was read. */
  readonly enabled: Family<string>;
  readonly regions: readonly RegionUsage[];
  readonly planState: Family<PlanState>;
  readonly freeTier: Family<FreeTierUse>;
  /** Of home; not given: nobody asked. */
  readonly reserved?: Family<ReservedInstances> | undefined;
  /** Of the account; not given: nobody asked. */
  readonly savingsPlans?: Family<SeenPlan> | undefined;
}
