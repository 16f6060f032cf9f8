/** Names of time zones, and what somebody probably meant. */
import { nearestOf } from './nearest.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** Node lists these zones by the names they had before. */
const RENAMED = [
  'UTC',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
];

/** The three-letter names that IANA has; Node also takes `IST` or `BST` for one of their places. */
const THREE_LETTERS = /^(utc|gmt|uct|cet|eet|met|wet|est|mst|hst|prc|roc|rok)$/i;

/** An IANA name, in any case; a bare offset such as `+09:00` is none, for it knows no summer. */
export function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name) || (name.length === 3 && !THREE_LETTERS.test(name))) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function parseZone(text: string): Parsed<string> {
  const name = text.trim();
  if (isZone(name)) return parsed(name);
  const meant = nearestZone(name);
  return problem(
    meant === null
      ? `"${text}" is not a time zone. Write an IANA name, such as Asia/Seoul or UTC.`
      : `"${text}" is not a time zone. Did you mean ${meant}?`,
  );
}

/** By the whole name (`Asia/Soul`), or by its city alone (`seoul`, `New York`). */
export function nearestZone(name: string): string | null {
  const known = [...RENAMED, ...Intl.supportedValuesOf('timeZone')];
  const whole = nearestOf(name, known);
  if (whole !== null || name.length < 4) return whole;
  const cities = new Map(known.map((zone) => [cityOf(zone), zone]));
  const city = nearestOf(cityOf(name), cities.keys());
  return city === null ? null : (cities.get(city) ?? null);
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll(' ', '_');
