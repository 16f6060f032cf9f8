/** Parts of the one digest of all places, in the ledger: each written once, and read by home. */
import type { LedgerPage } from '../cloud/cloud.ts';
import type { DigestExchange, DigestPart, HeardPlace } from '../model/digest-part.ts';
import type { HomePlace } from '../model/managed-place.ts';
import { DIGEST_PART, digestPartition, digestRoundKey } from './place.ts';
import { claim, type Ledger, save } from './record.ts';

/** Requests to the ledger at once. */
const READ_AT_ONCE = 25;

export const digestExchange = (ledger: Ledger): DigestExchange => ({
  handOver: async (part) => void (await claim(ledger, part)),
  hear: (places) => hear(ledger, places),
  round: async (date) => {
    const stored = await ledger.store.get(digestRoundKey(ledger.place, date));
    return stored?.item.kind === 'digest-round' ? stored.item : null;
  },
  keepRound: (round) => save(ledger, round),
});

async function hear({ store }: Ledger, places: readonly HomePlace[]) {
  const heard: HeardPlace[] = [];
  const failures: unknown[] = [];
  for (let first = 0; first < places.length; first += READ_AT_ONCE) {
    const some = places.slice(first, first + READ_AT_ONCE);
    const pages = await Promise.allSettled(
      some.map((place) =>
        store.query(digestPartition(place), { sortPrefix: DIGEST_PART, consistent: true }),
      ),
    );
    for (const [index, place] of some.entries()) {
      const page = pages[index];
      if (page?.status === 'rejected') failures.push(page.reason);
      heard.push(heardOf(place, page?.status === 'fulfilled' ? page.value : null));
    }
  }
  return { heard, failures };
}

/** What a newer version has written is nothing that this one can read. */
const heardOf = ({ account, region }: HomePlace, page: LedgerPage | null): HeardPlace => ({
  place: { account, region },
  parts: (page?.items ?? []).map(({ item }) => item).filter(isPart),
  isUnread: page === null || page.newerSchema > 0,
});

const isPart = (item: { readonly kind: string }): item is DigestPart => item.kind === 'digest-part';
