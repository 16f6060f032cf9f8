/** When somebody last looked at each place: home's ledger has the lease of all of them. */
import { chunksOf } from '../cloud/aws/pages.ts';
import type { LedgerStore } from '../cloud/cloud.ts';
import type { LookedPlace, ManagedPlace } from '../model/managed-place.ts';
import { leaseKey } from '../record/place.ts';

/** Requests to the ledger at once. */
const READ_AT_ONCE = 25;

export async function lastLooks(
  ledger: Pick<LedgerStore, 'get'>,
  places: readonly ManagedPlace[],
): Promise<readonly LookedPlace[]> {
  const seen: LookedPlace[] = [];
  for (const some of chunksOf(places, READ_AT_ONCE)) {
    seen.push(...(await Promise.all(some.map((place) => lastLook(ledger, place)))));
  }
  return seen;
}

async function lastLook(
  ledger: Pick<LedgerStore, 'get'>,
  place: ManagedPlace,
): Promise<LookedPlace> {
  const { account, name, region } = place;
  const stored = await ledger.get(leaseKey(place));
  const since = stored?.item.kind === 'lease' ? stored.item.lastSweepAt : null;
  return { account, name, region, since };
}
