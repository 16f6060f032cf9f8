/** The keys that sign links: one signs at a time, and those before it are believed for a while. */
import { between, type Duration, days, type Instant, plus } from '../model/instant.ts';
import type { LinkKey, LinkKeys } from '../model/link-record.ts';
import { linkKeysKey } from '../record/place.ts';
import type { Ledger } from '../record/record.ts';

/** Bytes that nobody can guess. */
export type RandomBytes = (count: number) => Uint8Array;

const SECRET_BYTES = 32;
const KEY_IDS = 256;
/** A key signs for so long. */
const SIGNS_FOR: Duration = days(30);
/** No link lives longer than this, so that a key may go this long after it has signed its last. */
export const LINK_LIFE_MAX: Duration = days(30);

export const newestKey = ({ keys }: LinkKeys): LinkKey | null => keys.at(-1) ?? null;

export const isDueForRotation = (ring: LinkKeys, now: Instant): boolean => {
  const newest = newestKey(ring);
  return newest === null || between(newest.madeAt, now) >= SIGNS_FOR;
};

/** A new key after those whose links may still be alive. */
export function withNewKey(ring: LinkKeys, now: Instant, random: RandomBytes): LinkKeys {
  const newest = newestKey(ring);
  const [first = 0] = random(1);
  const key: LinkKey = {
    id: newest === null ? first : (newest.id + 1) % KEY_IDS,
    secret: Buffer.from(random(SECRET_BYTES)).toString('base64url'),
    madeAt: now,
  };
  const kept = ring.keys.filter((_, index) => {
    const successor = ring.keys[index + 1];
    return successor === undefined || plus(successor.madeAt, LINK_LIFE_MAX) > now;
  });
  return { kind: 'link-keys', keys: [...kept, key] };
}

/**
 * That of the time of the message: one that is tried again after a rotation has the link that it
 * had. The oldest there is for a message from before all keys.
 */
export const signingKey = ({ keys }: LinkKeys, at: Instant): LinkKey | null =>
  keys.findLast(({ madeAt }) => madeAt <= at) ?? keys[0] ?? null;

const NO_KEYS: LinkKeys = { kind: 'link-keys', keys: [] };

/** As a pass reads them: made when there are none, and renewed when they are old. */
export async function keysToSign(
  { store, place }: Ledger,
  now: Instant,
  random: RandomBytes,
): Promise<LinkKeys> {
  const key = linkKeysKey(place);
  const stored = await store.get(key);
  const ring = stored?.item.kind === 'link-keys' ? stored.item : NO_KEYS;
  if (!isDueForRotation(ring, now)) return ring;
  const item = withNewKey(ring, now, random);
  const expectation = stored === null ? 'absent' : { revision: stored.revision };
  const { written } = await store.put({ key, item, expiresAt: null }, expectation);
  return written ? item : keysToSign({ store, place }, now, random);
}
