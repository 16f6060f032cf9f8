/** Reads what the meter counts in every Region of the account, a few at a time. */
import type { Clock, Estate } from '../cloud/cloud.ts';
import { itemsOf } from '../model/family.ts';
import type { FreeTier } from '../model/free-tier.ts';
import type { RegionUsage, UsageSight } from '../model/usage-sight.ts';

export interface UsageLook {
  readonly estate: Pick<Estate, 'home' | 'regions' | 'in' | 'savingsPlans'>;
  readonly freeTier: FreeTier;
  readonly clock: Clock;
}

const REGIONS_AT_ONCE = 6;

export async function observeUsage({ estate, freeTier, clock }: UsageLook): Promise<UsageSight> {
  const takenAt = clock.now();
  const [enabled, planState, uses, reserved, savingsPlans] = await Promise.all([
    estate.regions(),
    freeTier.planState(),
    freeTier.usage(),
    estate.in(estate.home).reservedInstances(),
    estate.savingsPlans(),
  ]);
  const names = [...new Set([estate.home, ...itemsOf(enabled)])];
  const regions: RegionUsage[] = [];
  while (regions.length < names.length) {
    const some = names.slice(regions.length, regions.length + REGIONS_AT_ONCE);
    regions.push(...(await Promise.all(some.map((region) => readRegion(estate, region)))));
  }
  return { takenAt, enabled, regions, planState, freeTier: uses, reserved, savingsPlans };
}

async function readRegion(estate: UsageLook['estate'], region: string): Promise<RegionUsage> {
  const of = estate.in(region);
  const [instances, volumes, addresses] = await Promise.all([
    of.instances(),
    of.volumes(),
    of.addresses(),
  ]);
  return { region, instances, volumes, addresses };
}
