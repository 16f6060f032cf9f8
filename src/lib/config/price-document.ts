import * as z from 'zod';
import shipped from '../../../data/prices.json' with { type: 'json' };
import { usd } from '../model/money.ts';
import { isPriceKey, type PriceRow } from '../model/price.ts';

const source = z.object({
  title: z.string().min(1),
  asOf: z.iso.date(),
  confidence: z.enum(['A', 'B', 'C']),
  usd: z.record(z.string(), z.unknown()),
});
const document = z.object({ sources: z.array(z.unknown()) });
const price = z.number().nonnegative();

/** The prices that could be read, and a sentence for each that could not. */
export interface PriceRows {
  readonly rows: readonly PriceRow[];
  readonly skipped: readonly string[];
}

const skip = (sentence: string): PriceRows => ({ rows: [], skipped: [sentence] });

function rowsOf(candidate: unknown, position: number): PriceRows {
  const parsed = source.safeParse(candidate);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return skip(`source ${position + 1}: ${where === '' ? 'not a source' : `${where} is wrong`}`);
  }
  const { title, asOf, confidence } = parsed.data;
  return joined(
    Object.entries(parsed.data.usd).map(([key, amount]) => {
      if (!isPriceKey(key)) return skip(`${key}: not the name of a price`);
      const dollars = price.safeParse(amount);
      if (!dollars.success) return skip(`${key}: not an amount in USD`);
      return {
        rows: [{ key, price: usd(dollars.data), asOf, source: title, confidence }],
        skipped: [],
      };
    }),
  );
}

const joined = (parts: readonly PriceRows[]): PriceRows => ({
  rows: parts.flatMap(({ rows }) => rows),
  skipped: parts.flatMap(({ skipped }) => skipped),
});

/** Reads a document shaped like data/prices.json; one bad row costs no other. */
export function parsePrices(foreign: unknown): PriceRows {
  const parsed = document.safeParse(foreign);
  if (!parsed.success) return skip('the price document has no list of sources');
  return joined(parsed.data.sources.map(rowsOf));
}

/** The prices that this version ships. */
export const shippedPrices = (): PriceRows => parsePrices(shipped);
