/** Channels that refuse, as the ledger stores them. */
import * as z from 'zod';
import { at, fault, listOf } from './ledger-fields.ts';

export const channelItem = () =>
  z.object({
    kind: z.literal('channels'),
    troubles: listOf(
      z.object({
        channel: z.string(),
        since: at,
        refusedAt: at,
        fault: fault().nullable(),
        lost: z.int(),
        worksSince: at.nullable(),
        toldAt: at.nullable(),
        isTold: z.boolean(),
      }),
    ),
  });
