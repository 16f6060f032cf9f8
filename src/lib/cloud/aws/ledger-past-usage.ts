/** What the ledger keeps of the month's usage that AWS shows no more. */
import * as z from 'zod';
import { at, listOf } from './ledger-fields.ts';

const time = { from: at, to: at.nullable() };
const seen = { lastSeen: at };

const instance = z.object({
  id: z.string(),
  region: z.string(),
  type: z.string(),
  platform: z.enum(['linux', 'windows']),
  runs: listOf(z.object(time)),
});

const volume = z.object({
  ...time,
  id: z.string(),
  region: z.string(),
  type: z.string(),
  sizeGiB: z.number(),
  iops: z.number().nullable(),
  throughputMiBps: z.number().nullable(),
});

const address = z.object({
  ...time,
  id: z.string(),
  region: z.string(),
  kind: z.enum(['elastic', 'auto']),
  isInUse: z.boolean(),
  instanceId: z.string().nullable(),
});

const sampledInstances = listOf(instance);
const sampledAddresses = listOf(z.object({ ...time, id: z.string(), region: z.string() }));

export const sampledAtHome = z.object({
  instances: sampledInstances,
  addresses: sampledAddresses,
});

export const pastUsageItem = z.object({
  kind: z.literal('past-usage'),
  since: at,
  at,
  instances: listOf(instance),
  volumes: listOf(volume),
  addresses: listOf(address),
  sampled: sampledAtHome.extend({ month: z.string(), isWhole: z.boolean() }).optional(),
  seen: z.object({
    instances: listOf(instance.extend(seen)),
    volumes: listOf(volume.extend(seen)),
    addresses: listOf(address.extend(seen)),
  }),
});
