/** Who has what of an allowance that several places share. */
import type { LimitName, LimitUse, MeterReport } from '../../model/meter.ts';
import type { MeterWords } from './meter-catalogue.ts';
import { quantity } from './quantity.ts';
import type { Say } from './say.ts';

const MOST_NAMED = 4;
const PLACE_COLUMNS = 24;

interface Voice {
  readonly words: Pick<MeterWords, 'places' | 'missing'>;
  readonly say: Say;
}

/** Most used first; null where one place alone has used all of it. */
export function placesOfLimit(
  { places = [] }: Pick<MeterReport, 'places'>,
  name: LimitName,
  { words, say }: Voice,
): string | null {
  const users = places
    .map(({ place, uses }) => ({ place, used: uses.find((use) => use.name === name)?.used ?? 0 }))
    .filter(({ used }) => used > 0)
    .toSorted((a, b) => b.used - a.used);
  if (users.length < 2) return null;
  const named = users
    .slice(0, MOST_NAMED)
    .map(({ place, used }) => [say.data(place, PLACE_COLUMNS), quantity(used)] as const);
  return words.places({ name, named, more: users.length - named.length });
}

/** The same in a message on one limit. */
export function placesIn(
  { use, places }: { readonly use: LimitUse; readonly places?: MeterReport['places'] },
  voice: Voice,
): readonly string[] {
  const said = placesOfLimit({ places }, use.name, voice);
  return said === null ? [] : [said];
}

/** Null where everybody was looked at. */
export function missingPlaces(
  { missing = [] }: Pick<MeterReport, 'missing'>,
  { words, say }: Voice,
): string | null {
  const places = missing.slice(0, MOST_NAMED).map((place) => say.data(place, PLACE_COLUMNS));
  const more = missing.length - places.length;
  return missing.length === 0 ? null : words.missing(more === 0 ? places : [...places, `+${more}`]);
}
