/** Lists of a usage file, entry by entry: one that is wrong costs no other. */
import type * as z from 'zod';
import { findingsOf, pathText } from '../../lib/config/finding.ts';
import { type Instant, later } from '../../lib/model/instant.ts';
import { nearestOf } from '../../lib/schedule/nearest.ts';

export type Path = readonly PropertyKey[];
/** Names something that is wrong, and where. */
export type Complain = (path: Path, message: string) => void;

export interface Entry<T> {
  readonly path: Path;
  readonly value: T;
}

export interface Listed {
  readonly path: Path;
  readonly list: readonly unknown[];
}

/** What nobody reads is named: it may be a slip, and what was meant would not be counted. */
function complainOfKeys(schema: z.ZodObject, entry: Entry<unknown>, complain: Complain): void {
  const known = Object.keys(schema.shape);
  for (const key of Object.keys(entry.value ?? {})) {
    if (known.includes(key)) continue;
    const meant = nearestOf(key, known);
    const hint = meant === null ? '' : `; did you mean "${meant}"?`;
    complain([...entry.path, key], `no such key, it is ignored${hint}`);
  }
}

export function readOne<Schema extends z.ZodObject>(
  schema: Schema,
  { path, value }: Entry<unknown>,
  complain: Complain,
): readonly Entry<z.output<Schema>>[] {
  const result = schema.safeParse(value);
  const isObject = typeof value === 'object' && !Array.isArray(value);
  if (isObject) complainOfKeys(schema, { path, value }, complain);
  if (result.success) return [{ path, value: result.data }];
  for (const { path: inside, message } of findingsOf(result.error, value)) {
    complain([...path, ...inside], message);
  }
  return [];
}

export const readEach = <Schema extends z.ZodObject>(
  schema: Schema,
  { path, list }: Listed,
  complain: Complain,
): readonly Entry<z.output<Schema>>[] =>
  list.flatMap((value, index) => readOne(schema, { path: [...path, index], value }, complain));

/** Something with an id that went on for a time. */
export interface Timed {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Without what ends before it begins, and what had not begun at `now`. */
export const begun = <T extends Timed>(
  entries: readonly Entry<T>[],
  now: Instant,
  complain: Complain,
): readonly Entry<T>[] =>
  entries.filter(({ path, value: { from, to } }) => {
    if (to !== null && to < from) {
      complain([...path, 'to'], 'is before "from"; it is not counted');
      return false;
    }
    if (from > now) complain([...path, 'from'], 'is after --now; it is not counted');
    return from <= now;
  });

/**
 * Nothing goes on twice at the same time: of two entries of one id that overlap, the later one
 * counts from where the earlier one ends.
 */
export function apart<T extends Timed>(
  entries: readonly Entry<T>[],
  complain: Complain,
): readonly Entry<T>[] {
  const latest = new Map<string, Entry<T>>();
  return entries
    .toSorted((a, b) => a.value.from - b.value.from)
    .flatMap((entry) => {
      const { path, value } = entry;
      const before = latest.get(value.id);
      const busyUntil = before === undefined ? value.from : before.value.to;
      if (busyUntil !== null && busyUntil <= value.from) {
        latest.set(value.id, entry);
        return [entry];
      }
      const other = pathText(before?.path ?? []);
      if (busyUntil === null || (value.to !== null && value.to <= busyUntil)) {
        complain(path, `lies within ${other}, of the same id; it is not counted twice`);
        return [];
      }
      complain(path, `begins before ${other} of the same id ends; it counts from there`);
      const rest = { path, value: { ...value, from: later(value.from, busyUntil) } };
      latest.set(value.id, rest);
      return [rest];
    });
}
