/** What the ledger keeps of the month's usage that AWS shows no more. */
import * as z from 'zod';
import { at, listOf } from './ledger-fields.ts';
import { meteredAddress, meteredInstance, meteredVolume, sampledAtHome } from './ledger-usage.ts';

const seen = { lastSeen: at };

export function pastUsageItem() {
  const [instance, volume, address] = [meteredInstance(), meteredVolume(), meteredAddress()];
  return z.object({
    kind: z.literal('past-usage'),
    since: at,
    at,
    instances: listOf(instance),
    volumes: listOf(volume),
    addresses: listOf(address),
    sampled: sampledAtHome().extend({ month: z.string(), isWhole: z.boolean() }).optional(),
    seen: z.object({
      instances: listOf(instance.extend(seen)),
      volumes: listOf(volume.extend(seen)),
      addresses: listOf(address.extend(seen)),
    }),
  });
}
