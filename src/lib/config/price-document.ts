import * as z from 'zod';
import shipped from '../../../data/prices.json' with { type: 'json' };
import type { OddPrice, PriceRow } from '../model/price.ts';
import { readPrice } from './read-price.ts';

const source = z.object({
  title: z.string().min(1),
  asOf: z.iso.date(),
  confidence: z.enum(['A', 'B', 'C']),
  usd: z.record(z.string(), z.unknown()),
});
const document = z.object({ sources: z.array(z.unknown()) });

/** The prices that could be read, and each that could not. */
export interface PriceRows {
  readonly rows: readonly PriceRow[];
  readonly odd: readonly OddPrice[];
}

const skip = (row: string, why: OddPrice['why']): PriceRows => ({
  rows: [],
  odd: [{ of: 'table', row, why }],
});

function rowsOf(candidate: unknown, position: number): PriceRows {
  const parsed = source.safeParse(candidate);
  if (!parsed.success) return skip(`sources[${position}]`, 'source');
  const { title, asOf, confidence } = parsed.data;
  return joined(
    Object.entries(parsed.data.usd).map(([key, amount]) => {
      const read = readPrice(key, amount);
      if ('why' in read) return skip(key, read.why);
      return { rows: [{ key, ...read, asOf, source: title, confidence }], odd: [] };
    }),
  );
}

const joined = (parts: readonly PriceRows[]): PriceRows => ({
  rows: parts.flatMap(({ rows }) => rows),
  odd: parts.flatMap(({ odd }) => odd),
});

/** Reads a document shaped like data/prices.json; one bad row costs no other. */
export function parsePrices(foreign: unknown): PriceRows {
  const parsed = document.safeParse(foreign);
  if (!parsed.success) return skip('sources', 'source');
  return joined(parsed.data.sources.map(rowsOf));
}

/** The prices that this version ships. */
export const shippedPrices = (): PriceRows => parsePrices(shipped);
