/** What a digest told. A tally that another version stored in another way is none. */
import * as z from 'zod';
import { milliseconds } from '../../model/instant.ts';
import { microUsd } from '../../model/money.ts';
import { STOP_CAUSES } from '../../model/tally.ts';
import { at } from './ledger-fields.ts';

const duration = z.number().transform(milliseconds);
const money = z.number().transform(microUsd);

const saved = {
  off: duration,
  savedMicroUsd: money,
  /** Items of before 2026-11-29 lack this. */
  allowance: duration.default(milliseconds(0)),
  unpriced: duration,
  reserved: duration.optional(),
};

export const tally = () =>
  z
    .object({
      since: at,
      stops: z.partialRecord(z.enum(STOP_CAUSES), z.int()),
      starts: z.int(),
      failed: z.int(),
      wouldStop: z.int(),
      wouldStart: z.int(),
      ...saved,
      spent: z.object({ spentMicroUsd: money, partial: z.boolean() }).nullable().optional(),
      savedSoFar: z.object({ month: z.string(), ...saved }).optional(),
      costSoFar: z
        .object({ month: z.string(), soFar: money, forecast: money, partial: z.boolean() })
        .optional(),
    })
    .optional()
    .catch(undefined);
