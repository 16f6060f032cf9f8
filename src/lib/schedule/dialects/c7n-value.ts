/** The value of an off-hours tag: `off=[(m-f,19),(s,12)];on=(m-f,7);tz=kst`. */
import type { Weekday } from '../../model/schedule.ts';
import { allOf, type Parsed, parsed, problem } from '../parsed.ts';
import { around } from '../words.ts';

/** The two filters, each with the key that it looks at. */
export type C7nKey = 'off' | 'on';

/** The whole hour matches, on each of the days. */
export interface C7nTime {
  readonly weekdays: readonly Weekday[];
  readonly hour: number;
}

/** What one filter goes by: the zone is still as it was written. */
export interface C7nTimes {
  readonly times: readonly C7nTime[];
  readonly zone: string;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** Monday to Sunday; h is Thursday, u is Sunday. */
const LETTERS: ReadonlyMap<string, Weekday> = new Map(
  [...'mtwhfsu'].flatMap((letter, index) => {
    const weekday = WEEK[index];
    return weekday === undefined ? [] : [[letter, weekday] as const];
  }),
);

/** Some services of AWS take none of these in a tag, so they are written as `u` and their code. */
const ESCAPED = /u(28|29|5b|5d|2c|3b|3d|2f|2d)/g;

/** Lower case, escapes undone, the quotes of a manual taken for part of the value removed. */
export const normalised = (value: string): string =>
  value
    .toLowerCase()
    .replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/^'+|'+$/g, '')
    .replace(/^"+|"+$/g, '');

/**
 * What a normalised value says to the filter that looks at `key`. If it has that key, the whole
 * value is read strictly; else, as long as no other key is in it, the defaults hold, in its zone.
 */
export function readC7nValue(value: string, key: C7nKey, defaults: C7nTimes): Parsed<C7nTimes> {
  const text = value
    .split(';')
    .filter((piece) => piece !== '')
    .join(';');
  const pairs = pairsIn(text);
  const stranger = [...pairs.keys()].find((name) => !isKey(name));
  if (stranger !== undefined) {
    return problem(`"${stranger}" is no key of an off-hours tag: there are off, on and tz.`);
  }
  if (pairs.has(key)) return readStrictly(text, key, defaults.zone);
  return parsed({ times: defaults.times, zone: pairs.get('tz') ?? defaults.zone });
}

const isKey = (name: string): boolean => name === 'on' || name === 'off' || name === 'tz';

/** Blanks part pairs as well here, which is more than the strict reading allows. */
function pairsIn(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const piece of text.split(/[ ;]/)) {
    const [name = '', value, ...more] = piece.split('=');
    if (value !== undefined && more.length === 0) pairs.set(name, value);
  }
  return pairs;
}

/** One bad piece anywhere spoils the value, in either filter. */
function readStrictly(text: string, key: C7nKey, defaultZone: string): Parsed<C7nTimes> {
  let zone = '';
  let times: readonly C7nTime[] = [];
  for (const piece of text.split(';')) {
    const [name = '', value, ...more] = piece.split('=');
    if (value === undefined || more.length > 0) {
      return problem(`"${piece}" is no pair such as off=(m-f,19); pairs are parted by ";".`);
    }
    if (name === 'tz') zone = value;
    else {
      const list = readTimes(value);
      if (!list.ok) return list;
      if (name === key) times = list.value;
    }
  }
  return parsed({ times, zone: zone === '' ? defaultZone : zone });
}

const readTimes = (text: string): Parsed<readonly C7nTime[]> =>
  allOf(text.replaceAll(/[[\]]/g, '').split(',(').map(readTime));

function readTime(text: string): Parsed<C7nTime> {
  const [days = '', hour = '', ...more] = text.replaceAll(/[()]/g, '').split(',');
  if (more.length > 0 || hour === '') {
    return problem(`"${text}" is not one pair of days and hour such as (m-f,19).`);
  }
  if (!/^\d+$/.test(hour) || Number(hour) > 23) {
    return problem(`"${hour}" in "${text}" is not an hour from 0 to 23.`);
  }
  const weekdays = readDays(days);
  return weekdays.ok ? parsed({ weekdays: weekdays.value, hour: Number(hour) }) : weekdays;
}

/** A letter, or a range of two; what is no letter between the dashes is passed over. */
function readDays(text: string): Parsed<readonly Weekday[]> {
  const single = LETTERS.get(text);
  if (single !== undefined) return parsed([single]);
  const [from, to, ...more] = text.split('-').flatMap((letter) => LETTERS.get(letter) ?? []);
  if (from !== undefined && to !== undefined && more.length === 0) {
    return parsed(around(WEEK, from, to));
  }
  return problem(
    `"${text}" is neither a day nor a range of days: m t w h f s u (h Thursday, u Sunday), m-f.`,
  );
}
