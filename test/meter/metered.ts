/** What the command prints for a usage document, read as its readers would. */
import * as z from 'zod';
import { meterJson } from '../../src/cli/meter/meter-json.ts';
import { usageOf } from '../../src/cli/meter/usage-of.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { meter } from '../../src/lib/meter/meter.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { LIMIT_NAMES } from '../../src/lib/model/meter.ts';
import { at } from '../build/at.ts';

const PRICES = priceTable(shippedPrices().rows, {});

const reportDocument = z.looseObject({
  month: z.string(),
  limits: z.array(
    z.strictObject({
      name: z.string(),
      used: z.number(),
      limit: z.number(),
      forecast: z.number(),
      reachedAt: z.string().nullable(),
    }),
  ),
  costMicroUsd: z.strictObject({ soFar: z.int(), forecast: z.int(), partial: z.boolean() }),
  credits: z
    .strictObject({
      remainingMicroUsd: z.int(),
      burnMicroUsdPerDay: z.int(),
      endsAt: z.string().nullable(),
    })
    .optional(),
  uses: z.array(
    z.strictObject({ name: z.enum(LIMIT_NAMES), used: z.number(), forecast: z.number() }),
  ),
  problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
});
export type Report = z.output<typeof reportDocument>;

export function meterOf(document: unknown, now: string, prices = PRICES): Report {
  const { usage, problems } = usageOf(document, at(now));
  if (usage === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const metered = meter(usage, at(now), prices);
  const view = { meter: metered, plan: usage.plan, problems, leftOut: [], live: null };
  return reportDocument.parse(JSON.parse(meterJson(view)));
}
