import { shippedPrices } from '../config/price-document.ts';
import { priceTable } from '../meter/price.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';

/** The prices that are shipped, with those of the policy before them. */
export function knownPrices({ prices }: Pick<Policy, 'prices'>): PriceTable {
  const { rows, odd } = shippedPrices();
  return priceTable(rows, prices.known, [...prices.odd, ...odd]);
}
