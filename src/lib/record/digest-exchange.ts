/** Parts of the one digest of all places, in the ledger: each written once, and read by home. */
import type { LedgerPage, StoredItem } from '../cloud/cloud.ts';
import type { AskedPlace, DigestExchange, DigestPart, HeardPlace } from '../model/digest-part.ts';
import { DIGEST_PART, digestPartition, digestRoundKey } from './place.ts';
import { claim, type Ledger, save } from './record.ts';

/** Requests to the ledger at once. */
const READ_AT_ONCE = 25;

export const digestExchange = (ledger: Ledger): DigestExchange => ({
  handOver: async (part) => void (await claim(ledger, part)),
  hear: (places) => hear(ledger, places),
  round: async (date) => {
    const stored = await ledger.store.get(digestRoundKey(ledger.place, date));
    const item = stored?.item;
    return item?.kind === 'digest-round' && item.date === date ? item : null;
  },
  keepRound: (round) => save(ledger, round),
});

async function hear({ store }: Ledger, places: readonly AskedPlace[]) {
  const heard: HeardPlace[] = [];
  const failures: unknown[] = [];
  for (let first = 0; first < places.length; first += READ_AT_ONCE) {
    const some = places.slice(first, first + READ_AT_ONCE);
    const pages = await Promise.allSettled(
      some.map(({ place, only }) => {
        const sortPrefix = `${DIGEST_PART}${only ?? ''}`;
        return store.query(digestPartition(place), { sortPrefix, consistent: true });
      }),
    );
    for (const [index, asked] of some.entries()) {
      const page = pages[index];
      if (page?.status === 'rejected') failures.push(page.reason);
      heard.push(heardOf(asked, page?.status === 'fulfilled' ? page.value : null));
    }
  }
  return { heard, failures };
}

/** What a newer version has written is nothing that this one can read. */
function heardOf({ place: { account, region } }: AskedPlace, page: LedgerPage | null): HeardPlace {
  const place = { account, region };
  if (page === null) return { place, parts: [], unread: 'failed' };
  const parts = page.items.flatMap(partsIn);
  return { place, parts, unread: page.newerSchema > 0 ? 'newer' : null };
}

/** What cannot be read has the date of its key. */
function partsIn({ key, item }: StoredItem): readonly DigestPart[] {
  if (item.kind !== 'digest-part') return [];
  return [item.isUnreadable ? { ...item, date: key.sort.slice(DIGEST_PART.length) } : item];
}
