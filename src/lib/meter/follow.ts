/** Things from one look to the next: which go on, which are over, and which nobody could see. */
import type { Seen } from '../model/past-usage.ts';

/** What one thing has become: as it is counted from now on, and what of it is over. */
interface Turn<T> {
  readonly now: T;
  readonly ended: readonly T[];
}

export interface Followed<T> {
  readonly shown: readonly T[];
  readonly ended: readonly T[];
  /** Where nobody could look. */
  readonly unseen: readonly Seen<T>[];
}

export interface Rules<T> {
  /** What no sweep saw before. */
  readonly first: (shown: T) => T;
  readonly isUnread: (of: T) => boolean;
  readonly turn: (old: Seen<T>, shown: T) => Turn<T>;
  readonly end: (old: Seen<T>) => readonly T[];
}

export function follow<T extends { readonly id: string }>(
  seen: readonly Seen<T>[],
  shown: readonly T[],
  { isUnread, first, turn, end }: Rules<T>,
): Followed<T> {
  const before = new Map(seen.map((old) => [old.id, old]));
  const there = new Set(shown.map(({ id }) => id));
  const turns = shown.map((one): Turn<T> => {
    const old = before.get(one.id);
    return old === undefined ? { now: first(one), ended: [] } : turn(old, one);
  });
  const lost = seen.filter(({ id }) => !there.has(id));
  return {
    shown: turns.map(({ now }) => now),
    ended: [
      ...turns.flatMap(({ ended }) => ended),
      ...lost.filter((one) => !isUnread(one)).flatMap(end),
    ],
    unseen: lost.filter(isUnread),
  };
}
