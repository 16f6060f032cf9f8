/** What a digest told. A tally that another version stored in another way is none. */
import * as z from 'zod';
import { milliseconds } from '../../model/instant.ts';
import { microUsd } from '../../model/money.ts';
import { STOP_CAUSES } from '../../model/tally.ts';
import { at } from './ledger-fields.ts';

const duration = z.number().transform(milliseconds);

export const tally = z
  .object({
    since: at,
    stops: z.partialRecord(z.enum(STOP_CAUSES), z.int()),
    starts: z.int(),
    failed: z.int(),
    wouldStop: z.int(),
    wouldStart: z.int(),
    off: duration,
    savedMicroUsd: z.number().transform(microUsd),
    unpriced: duration,
  })
  .optional()
  .catch(undefined);
