/** The prices that are shipped. */
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';

export const PRICES = priceTable(shippedPrices().rows, {});
