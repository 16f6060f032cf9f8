import type { Instance } from './instance.ts';
import type { MicroUsd } from './money.ts';
import type { PriceTable } from './price.ts';

/**
 * What a running hour of this very instance costs; null where nobody knows. The table has on-demand
 * prices of shared hardware: spot has a price of its own, and a Dedicated Host is paid as a whole.
 */
export const hourOf = (
  { type, platform, lifecycle, tenancy }: Instance,
  region: string,
  prices: PriceTable,
): MicroUsd | null =>
  lifecycle === 'on-demand' && tenancy === 'default'
    ? prices.instanceHour({ type, platform, region })
    : null;
