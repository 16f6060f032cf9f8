/** The keys as a warm process keeps them: whoever comes without a link of ours costs no read. */
import { between, type Duration, type Instant, minutes } from '../model/instant.ts';
import type { LinkKey } from '../model/link-record.ts';
import { linkKeysKey } from '../record/place.ts';
import type { Ledger } from '../record/record.ts';

/** A key that its owner has taken away is believed for so long at most. */
const FRESH_FOR: Duration = minutes(5);
/** A key that was made since is asked for, and not by everybody who invents one. */
const REREAD_AFTER: Duration = minutes(1);

export type KeyCache = (id: number, now: Instant) => Promise<LinkKey | null>;

export function keyCache({ store, place }: Ledger): KeyCache {
  let readAt: Instant | null = null;
  let keys: readonly LinkKey[] = [];
  const known = (id: number): LinkKey | null => keys.find((key) => key.id === id) ?? null;
  return async (id, now) => {
    const age = readAt === null ? null : between(readAt, now);
    const patience = known(id) === null ? REREAD_AFTER : FRESH_FOR;
    if (age !== null && age < patience) return known(id);
    const stored = await store.get(linkKeysKey(place));
    keys = stored?.item.kind === 'link-keys' ? stored.item.keys : [];
    readAt = now;
    return known(id);
  };
}
