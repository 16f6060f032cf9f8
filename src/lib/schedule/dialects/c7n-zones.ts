/** The short names of time zones that Cloud Custodian's off-hours tags know. */
import { isZone } from '../zone-name.ts';
import { rememberingNames } from './remember-names.ts';

/** Each follows the clock of its city, daylight saving included, whatever letters were written. */
const CITIES: readonly (readonly [zone: string, ...aliases: string[]])[] = [
  ['America/Los_Angeles', 'pt', 'pst', 'pdt'],
  ['America/Denver', 'mt', 'mst', 'mdt'],
  ['America/Chicago', 'ct', 'cst', 'cdt'],
  ['America/New_York', 'et', 'est', 'edt'],
  ['America/Phoenix', 'at', 'ast'],
  ['America/Sao_Paulo', 'brt'],
  ['Etc/GMT', 'gmt', 'gt'],
  ['Etc/UTC', 'utc'],
  ['Europe/London', 'bst'],
  ['Europe/Dublin', 'ist'],
  ['Europe/Berlin', 'cet'],
  ['Asia/Kolkata', 'it'],
  ['Asia/Tokyo', 'jst'],
  ['Asia/Seoul', 'kst'],
  ['Asia/Singapore', 'sgt'],
  ['Australia/Sydney', 'aet'],
  ['Pacific/Auckland', 'nzst'],
];

const ALIASES: ReadonlyMap<string, string> = new Map(
  CITIES.flatMap(([zone, ...aliases]) => aliases.map((alias) => [alias, zone])),
);

/** The zone that a name stands for: an alias first, else IANA's own in any case; null for none. */
export const c7nZone = rememberingNames(
  (name): string | null => ALIASES.get(name) ?? (isZone(name) ? name : null),
);
