/** A policy file of Cloud Custodian as a policy: its hours as schedules, its tags read on. */
import { pathText } from '../../../lib/config/finding.ts';
import { minutes } from '../../../lib/model/instant.ts';
import { compileC7n } from '../../../lib/schedule/dialects/c7n-compile.ts';
import type { C7nPolicy } from '../../../lib/schedule/dialects/c7n-offhours.ts';
import { windowsOfMoments } from '../../../lib/schedule/dialects/moments-as-windows.ts';
import { windowText } from '../../../lib/schedule/window-text.ts';
import { type FoundFilter, readC7nFile } from './c7n-filters.ts';
import type { Imported, NativeSchedule, Note, Source } from './imported.ts';

/** The two filters of one tag; either may be missing. */
interface Pair {
  readonly tag: string;
  readonly offhour: FoundFilter | null;
  readonly onhour: FoundFilter | null;
}

export function importC7n(source: Source): Imported | null {
  const reading = readC7nFile(source);
  if (reading === null || reading.found.length === 0) return null;
  const pairs = pairsOf(reading.found);
  const notes: Note[] = [...reading.notes];
  const note = (pair: Pair, sentence: string): void => {
    const path = (pair.offhour ?? pair.onhour)?.path ?? [];
    notes.push({ line: source.lineOf(path), path: pathText(path), sentence });
  };
  const schedules: Record<string, NativeSchedule> = {};
  for (const [index, pair] of pairs.entries()) {
    const native = nativeOf(pair, (sentence) => note(pair, sentence));
    if (native !== null) schedules[nameOf(pair, index)] = native;
    if (index > 0)
      note(pair, `A policy has one section c7n: that of the tag ${pairs[0]?.tag} is printed.`);
  }
  const [first] = pairs;
  const dialects = first ? { c7n: optionsOf(first, (sentence) => note(first, sentence)) } : {};
  return { schedules, dialects, notes: notes.toSorted((a, b) => a.line - b.line) };
}

/** In the order of the file: the first offhour of a tag goes with its first onhour. */
function pairsOf(found: readonly FoundFilter[]): readonly Pair[] {
  const byTag = Map.groupBy(found, ({ tag }) => tag.toLowerCase());
  return [...byTag.values()].flatMap((filters) => {
    const off = filters.filter(({ policy }) => policy.filter === 'offhour');
    const on = filters.filter(({ policy }) => policy.filter === 'onhour');
    return Array.from({ length: Math.max(off.length, on.length) }, (_, index) => ({
      tag: filters[0]?.tag ?? '',
      offhour: off[index] ?? null,
      onhour: on[index] ?? null,
    }));
  });
}

const nameOf = ({ tag }: Pair, index: number): string => {
  const name = tag.replaceAll(/[^\p{L}\p{N}+\-=._:/@]+/gu, '-');
  const isReserved = name === 'nightly' || name === 'none';
  return index === 0 && !isReserved ? name : `${name}-${index + 1}`;
};

type Tell = (sentence: string) => void;

function nativeOf({ tag, offhour, onhour }: Pair, tell: Tell): NativeSchedule | null {
  const compiled = compileC7n({
    ...{ name: tag, start: 'all', warn: minutes(0), tag: 'on' },
    offhour: offhour?.policy ?? null,
    onhour: onhour?.policy ?? null,
  });
  if (!compiled.ok || compiled.value === null) {
    if (!compiled.ok) tell(compiled.problem);
    return null;
  }
  const { zone, moments, skipped } = compiled.value;
  const windows = windowsOfMoments(moments);
  if (!windows.ok) {
    tell(`No schedule says this: ${windows.problem} The section c7n does.`);
    return null;
  }
  const running = windows.value.map(windowText);
  const isDaily = windows.value.every(({ from, to }) => from > 0 && to > from && to < 1_440);
  if (skipped.length > 0 && !isDaily)
    tell('skip-days are in the section c7n alone: a night is open then.');
  return {
    ...{ zone, running },
    ...(skipped.length > 0 && isDaily ? { holidays: skipped } : {}),
    start: 'all',
  };
}

/** Whatever differs between the two filters can be said once. */
function optionsOf({ tag, offhour, onhour }: Pair, tell: Tell): object {
  const one = offhour?.policy ?? onhour?.policy;
  if (one === undefined) return {};
  const other = onhour?.policy ?? one;
  const differing = SHARED.filter(
    ([key]) => JSON.stringify(one[key]) !== JSON.stringify(other[key]),
  );
  for (const [, name] of differing) {
    tell(`${name} differs between offhour and onhour: the section c7n has that of offhour.`);
  }
  return {
    tag,
    defaultTz: one.defaultZone,
    offhour: offhour?.policy.hour ?? null,
    onhour: onhour?.policy.hour ?? null,
    optOut: one.optOut,
    weekends: one.weekends,
    weekendsOnly: one.weekendsOnly,
    skipDays: (one.skipDays ?? []).map((date) => date.slice(0, 10)),
    fallbackSchedule: one.fallbackSchedule,
  };
}

const SHARED: readonly (readonly [keyof C7nPolicy, string])[] = [
  ['defaultZone', 'default_tz'],
  ['optOut', 'opt-out'],
  ['weekends', 'weekends'],
  ['weekendsOnly', 'weekends-only'],
  ['skipDays', 'skip-days'],
  ['fallbackSchedule', 'fallback-schedule'],
];
