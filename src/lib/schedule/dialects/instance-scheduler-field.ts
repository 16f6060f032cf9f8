/** One date field of an Instance Scheduler period, item by item, as its own parser takes it. */
import { nearestOf } from '../nearest.ts';
import { allOf, type Parsed, parsed, problem } from '../parsed.ts';

/** The values that a field has. */
export interface Field {
  readonly name: 'weekdays' | 'monthdays' | 'months';
  readonly first: number;
  readonly last: number;
  /** Whether a range may go on past the end at the beginning. */
  readonly wraps: boolean;
  readonly words: ReadonlyMap<string, number>;
}

export interface NumberRange {
  readonly from: number;
  readonly last: number | 'L';
  readonly step: number;
}

type RangeItem = { readonly kind: 'range'; readonly text: string } & NumberRange;

/** One item of a list; a single value is a range of one. */
export type Item =
  | RangeItem
  | { readonly kind: 'last'; readonly text: string }
  | { readonly kind: 'nth'; readonly text: string; readonly value: number; readonly nth: number }
  | { readonly kind: 'last-of' | 'nearest'; readonly text: string; readonly value: number };

/** `*` and `?` stand for every value. */
type Piece = Item | 'every';

/** Null where one of them stands for every value. */
export function fieldItems(field: Field, texts: readonly string[]): Parsed<readonly Item[] | null> {
  const pieces = allOf(
    texts.flatMap((text) => text.split(',')).map((text) => readPiece(field, text)),
  );
  if (!pieces.ok) return pieces;
  const items = pieces.value.filter((piece): piece is Item => piece !== 'every');
  return parsed(items.length < pieces.value.length ? null : items);
}

function readPiece(field: Field, written: string): Parsed<Piece> {
  const text = written.trim().toLowerCase();
  if (text === '*' || text === '?') return parsed('every');
  const item =
    readWhole(field, text) ??
    readStep(field, text) ??
    readRange(field, text) ??
    readMarked(field, text);
  if (item === null) return problem(unreadable(field, written));
  const wrong = problemIn(field, item);
  return wrong === null ? parsed(item) : problem(`${field.name}: "${written.trim()}" ${wrong}`);
}

function unreadable({ name, first, last, words }: Field, written: string): string {
  const meant = nearestOf(written.trim(), words.keys());
  const hint = meant === null ? `Write ${first} to ${last}` : `Did you mean ${meant}`;
  return `${name}: "${written.trim()}" cannot be read. ${hint}${meant === null ? '.' : '?'}`;
}

const numberOf = ({ words }: Field, text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : (words.get(text) ?? null);

function readWhole(field: Field, text: string): Item | null {
  if (text === 'l') return { kind: 'last', text };
  const value = numberOf(field, text);
  return value === null ? null : { kind: 'range', text, from: value, last: value, step: 1 };
}

/**
 * Instance Scheduler takes the last digit alone for the step, so that `1/15` goes by fives; a step
 * of 0 would never end there.
 */
function readStep(field: Field, text: string): Item | null {
  const [, start = '', digit] = /^(.+)\/.*(\d).*$/.exec(text) ?? [];
  if (digit === undefined) return null;
  const step = Number(digit);
  const range = readRange(field, start);
  if (range !== null) return { ...range, text, step };
  const from = numberOf(field, start);
  return from === null ? null : { kind: 'range', text, from, last: field.last, step };
}

function readRange(field: Field, text: string): RangeItem | null {
  const [, first, second] = /^(.+)-(.+)$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  const from = numberOf(field, first.trim());
  const last = second.trim() === 'l' ? 'L' : numberOf(field, second.trim());
  return from === null || last === null ? null : { kind: 'range', text, from, last, step: 1 };
}

/** `mon#1`, `friL`, `15W`. */
function readMarked(field: Field, text: string): Item | null {
  const [, word, nth] = /^(.*)#(\d+)$/.exec(text) ?? [];
  const day = word === undefined ? null : numberOf(field, word);
  if (day !== null) return { kind: 'nth', text, value: day, nth: Number(nth) };
  const last = text.endsWith('l') ? numberOf(field, text.slice(0, -1)) : null;
  if (last !== null) return { kind: 'last-of', text, value: last };
  const [, near] = /^(\d+)w$/.exec(text) ?? [];
  return near === undefined ? null : { kind: 'nearest', text, value: Number(near) };
}

function problemIn({ first, last, wraps }: Field, item: Item): string | null {
  if (item.kind === 'last') return null;
  const ends = item.kind === 'range' ? [item.from, item.last] : [item.value];
  if (ends.some((end) => end !== 'L' && (end < first || end > last))) {
    return `is not within ${first} to ${last}.`;
  }
  if (item.kind !== 'range') return null;
  if (item.step === 0)
    return 'steps by 0: Instance Scheduler reads the last digit of a step alone.';
  const isBackwards = item.last !== 'L' && item.from > item.last;
  return isBackwards && !wraps ? 'ends before it begins; days of the month do not wrap.' : null;
}
