/** Places that no pass looks at any more, for whatever reason: home says so, since they cannot. */
import { chunksOf } from '../cloud/aws/pages.ts';
import type { LedgerStore } from '../cloud/cloud.ts';
import { days, type Instant, minus } from '../model/instant.ts';
import {
  type HomePlace,
  type ManagedPlace,
  placesElsewhere,
  type UnlookedPlace,
} from '../model/managed-place.ts';
import { leaseKey } from '../record/place.ts';
import { postTrouble } from '../record/trouble.ts';
import { localTimeAt } from '../schedule/zone.ts';
import type { Sweep } from './sweep-handler.ts';

/** By then a place has been woken 288 times. */
const TOO_LONG = days(1);
/** So many that a digest stays one that is read. */
const MOST_LISTED = 10;
/** Requests to the ledger at once. */
const READ_AT_ONCE = 25;

/** Once a day, before the digest: it stands there until somebody has looked again. */
export async function tellOfUnlooked({ ports, policy }: Sweep): Promise<readonly UnlookedPlace[]> {
  const { clock, cloud, ledger } = ports;
  const home: HomePlace = cloud;
  const now = clock.now();
  const seen = await lastLooks(ledger, placesElsewhere(policy, home));
  const unlooked = seen
    .filter(({ since }) => since === null || since < minus(now, TOO_LONG))
    .toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
  if (unlooked.length === 0) return [];
  const places = unlooked.slice(0, MOST_LISTED);
  const more = unlooked.length - places.length;
  const { date } = localTimeAt(policy.zone, now);
  const facts = { trouble: 'places-unlooked', fault: null, family: null } as const;
  await postTrouble(
    { store: ledger, place: home },
    { ...facts, unlooked: { places, more } },
    { now, date, urgency: 'digest' },
  );
  return unlooked;
}

async function lastLooks(
  ledger: LedgerStore,
  places: readonly ManagedPlace[],
): Promise<readonly UnlookedPlace[]> {
  const seen: UnlookedPlace[] = [];
  for (const some of chunksOf(places, READ_AT_ONCE)) {
    seen.push(...(await Promise.all(some.map((place) => lastLook(ledger, place)))));
  }
  return seen;
}

async function lastLook(ledger: LedgerStore, place: ManagedPlace): Promise<UnlookedPlace> {
  const { account, name, region } = place;
  const stored = await ledger.get(leaseKey(place));
  const since: Instant | null = stored?.item.kind === 'lease' ? stored.item.lastSweepAt : null;
  return { account, name, region, since };
}
