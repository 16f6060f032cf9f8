/** The ledger of a lease's holder, which need not read again what nobody else can have written. */
import type { LedgerKey, LedgerPage, LedgerStore, StoredItem } from '../cloud/cloud.ts';
import { between, type Instant, minutes } from '../model/instant.ts';
import { isInRange, type KeptRange, keptRanges } from './kept-ranges.ts';
import { livePartition, type Place } from './place.ts';

/** A range as the holders of the lease know it, by sort key. */
interface KeptPage {
  readonly range: KeptRange;
  readonly items: Map<string, StoredItem>;
  readonly newerSchema: number;
  /** In order; null when something has changed since somebody asked. */
  listed: LedgerPage | null;
}

/** By what was asked for. */
type Pages = Map<string, KeptPage>;

interface Kept {
  readonly fence: number;
  readonly since: Instant;
  readonly pages: Pages;
  /** Counted as they end: what was read meanwhile may lack them. */
  writes: number;
}

/**
 * What a process keeps from one lease for its next one, by place. A lease's number grows with each
 * that is taken, by whomever: whoever has the very next number has missed nothing.
 */
export type Shelf = Map<string, Kept>;

/** What was changed past all leases, by hand in the console, is seen after that. */
const LONGEST = minutes(15);

export interface Keeping {
  /** Not given: nothing is kept beyond this lease. */
  readonly shelf: Shelf | undefined;
  readonly place: Place;
  readonly fence: number;
  readonly now: Instant;
}

export interface KeptStore {
  readonly store: LedgerStore;
  /** For when the lease is given back, and all that was written is known to be. */
  readonly shelve: () => void;
}

export function keptStore(store: LedgerStore, keeping: Keeping): KeptStore {
  const kept = takenFrom(keeping);
  const ranges = keptRanges(keeping.place);
  return {
    store: { ...store, ...reading(store, kept, ranges), ...writing(store, kept) },
    shelve: () => void keeping.shelf?.set(livePartition(keeping.place), kept),
  };
}

/** Taken down: a pass that fails leaves nothing on the shelf. */
function takenFrom({ shelf, place, fence, now }: Keeping): Kept {
  const name = livePartition(place);
  const kept = shelf?.get(name);
  shelf?.delete(name);
  const isNext = kept?.fence === fence - 1 && between(kept.since, now) <= LONGEST;
  return isNext ? { ...kept, fence } : { fence, since: now, pages: new Map(), writes: 0 };
}

function reading(
  store: LedgerStore,
  kept: Kept,
  ranges: readonly KeptRange[],
): Pick<LedgerStore, 'query'> {
  const { pages } = kept;
  return {
    query: async (partition, options) => {
      const { sortPrefix, consistent } = options;
      const isMeant = (one: KeptRange): boolean =>
        one.partition === partition && one.sortPrefix === sortPrefix;
      const range = ranges.find(isMeant);
      if (range === undefined) return store.query(partition, options);
      const name = `${partition} ${sortPrefix}`;
      const known = pages.get(name);
      const isGood = known !== undefined && !(range.isShared && consistent);
      const before = kept.writes;
      const page = isGood
        ? await withPosted(store, known)
        : keptPage(range, await store.query(partition, options));
      const isWhole = kept.writes === before && (consistent || range.isShared);
      if (isWhole) pages.set(name, page);
      return pageOf(page);
    },
  };
}

const keptPage = (range: KeptRange, { items, newerSchema }: LedgerPage): KeptPage => ({
  range,
  items: new Map(items.map((stored) => [stored.key.sort, stored])),
  newerSchema,
  listed: null,
});

/** In the order in which DynamoDB gives them. */
function pageOf(page: KeptPage): LedgerPage {
  page.listed ??= {
    items: [...page.items.values()].toSorted((a, b) => (a.key.sort < b.key.sort ? -1 : 1)),
    newerSchema: page.newerSchema,
  };
  return page.listed;
}

async function withPosted(store: LedgerStore, page: KeptPage): Promise<KeptPage> {
  const { partition, postedPrefixes } = page.range;
  if (postedPrefixes.length === 0) return page;
  const posted = await Promise.all(
    postedPrefixes.map((sortPrefix) => store.query(partition, { sortPrefix, consistent: true })),
  );
  const isPosted = (sort: string): boolean =>
    postedPrefixes.some((prefix) => sort.startsWith(prefix));
  const before = [...page.items.keys()].filter(isPosted);
  const found = posted.flatMap(({ items }) => items);
  // As a rule nobody has posted anything.
  if (before.length + found.length === 0) return page;
  const items = new Map(page.items);
  for (const sort of before) items.delete(sort);
  for (const one of found) items.set(one.key.sort, one);
  return { ...page, items, listed: null };
}

function writing(store: LedgerStore, kept: Kept): Pick<LedgerStore, 'put' | 'delete'> {
  const pagesWith = (key: LedgerKey) =>
    [...kept.pages].filter(([, { range }]) => isInRange(range, key));
  const change = (key: LedgerKey, stored: StoredItem | null): void => {
    for (const [, page] of pagesWith(key)) {
      if (stored === null) page.items.delete(key.sort);
      else page.items.set(key.sort, stored);
      page.listed = null;
    }
  };
  /** Whether it was written nobody knows, or somebody else has written it: it is read again. */
  const forget = (key: LedgerKey): void => {
    for (const [name] of pagesWith(key)) kept.pages.delete(name);
  };
  const ended = async <T>(key: LedgerKey, write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } catch (error) {
      forget(key);
      throw error;
    } finally {
      kept.writes += 1;
    }
  };
  return {
    put: async (write, expectation) => {
      const { key, item, expiresAt } = write;
      const result = await ended(key, store.put(write, expectation));
      if (result.written) change(key, { key, item, expiresAt, revision: result.revision });
      else forget(key);
      return result;
    },
    delete: async (key, expectation) => {
      const result = await ended(key, store.delete(key, expectation));
      if (result.deleted) change(key, null);
      else forget(key);
      return result;
    },
  };
}
