/** Places that no pass looks at any more, for whatever reason: home says so, since they cannot. */
import { days, minus } from '../model/instant.ts';
import { type HomePlace, type LookedPlace, placesElsewhere } from '../model/managed-place.ts';
import { postTrouble } from '../record/trouble.ts';
import { localTimeAt } from '../schedule/zone.ts';
import { lastLooks } from './last-looks.ts';
import type { Sweep } from './sweep-handler.ts';

/** By then a place has been woken 288 times. */
const TOO_LONG = days(1);
/** So many that a digest stays one that is read. */
const MOST_LISTED = 10;

/** Once a day, before the digest: it stands there until somebody has looked again. */
export async function tellOfUnlooked({ ports, policy }: Sweep): Promise<readonly LookedPlace[]> {
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
