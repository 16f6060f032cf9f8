/** The document that data/prices.json is: sources, each with its date and the prices it says. */
import * as z from 'zod';

const source = z.strictObject({
  title: z.string(),
  url: z.string().optional(),
  asOf: z.iso.date(),
  confidence: z.enum(['A', 'B', 'C']),
  usd: z.record(z.string(), z.number()),
});
export type PriceSource = z.output<typeof source>;

const document = z.strictObject({ sources: z.array(source) });

const without = (
  usd: Readonly<Record<string, number>>,
  names: ReadonlySet<string>,
): Record<string, number> =>
  Object.fromEntries(Object.entries(usd).filter(([name]) => !names.has(name)));

/** Each price once: what was taken now is no longer said by others, nor by an older list. */
export function withPrices(written: unknown, taken: readonly PriceSource[]) {
  const names = new Set(taken.flatMap(({ usd }) => Object.keys(usd)));
  const titles = new Set(taken.map(({ title }) => title));
  const others = document
    .parse(written)
    .sources.filter(({ title }) => !titles.has(title))
    .map((one) => ({ ...one, usd: without(one.usd, names) }))
    .filter(({ usd }) => Object.keys(usd).length > 0);
  return { sources: [...taken, ...others] };
}
