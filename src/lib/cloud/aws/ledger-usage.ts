/** What is metered, as the ledger stores it: what a sweep saw, and what AWS shows no more. */
import * as z from 'zod';
import { at, listOf } from './ledger-fields.ts';

const time = { from: at, to: at.nullable() };

export const meteredInstance = () =>
  z.object({
    id: z.string(),
    region: z.string(),
    type: z.string(),
    platform: z.enum(['linux', 'windows']),
    name: z.string().optional(),
    runs: listOf(z.object(time)),
  });

export const meteredVolume = () =>
  z.object({
    ...time,
    id: z.string(),
    region: z.string(),
    type: z.string(),
    sizeGiB: z.number(),
    iops: z.number().nullable(),
    throughputMiBps: z.number().nullable(),
  });

export const meteredAddress = () =>
  z.object({
    ...time,
    id: z.string(),
    region: z.string(),
    kind: z.enum(['elastic', 'auto']),
    isInUse: z.boolean(),
    instanceId: z.string().nullable(),
  });

/** What CPU samples say of the time before the first look. */
export const sampledAtHome = () =>
  z.object({
    instances: listOf(meteredInstance()),
    addresses: listOf(z.object({ ...time, id: z.string(), region: z.string() })),
  });
