/** Prices as people and tables write them: one that cannot be read is named, and costs no other. */
import * as z from 'zod';
import { type MicroUsd, usd } from '../model/money.ts';
import { isPriceKey, type OddPrice, type PolicyPrices } from '../model/price.ts';

const amount = z.number().nonnegative();

type ReadPrice = { readonly price: MicroUsd } | Pick<OddPrice, 'why'>;

export function readPrice(row: string, written: unknown): ReadPrice {
  if (!isPriceKey(row)) return { why: 'name' };
  const dollars = amount.safeParse(written);
  return dollars.success ? { price: usd(dollars.data) } : { why: 'amount' };
}

export function policyPrices(written: Readonly<Record<string, unknown>>): PolicyPrices {
  const known: Record<string, MicroUsd> = {};
  const odd: OddPrice[] = [];
  for (const [row, value] of Object.entries(written)) {
    const read = readPrice(row, value);
    if ('why' in read) odd.push({ of: 'policy', row, why: read.why });
    else known[row] = read.price;
  }
  return { known, odd };
}
