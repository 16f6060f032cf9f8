import { type Instant, plus, seconds } from '../../model/instant.ts';
import type { LedgerKey, LedgerPage, StoredItem } from '../cloud.ts';
import type { Engine } from './engine.ts';

/** An item of ours, or (null) one that a newer version of the product wrote. */
interface Row {
  readonly stored: StoredItem | null;
  /** What an eventually consistent read may still see, and until when. */
  readonly before: StoredItem | null;
  readonly freshUntil: Instant;
}

/** The rows of the table by partition, and the pages that queries of them give. */
export interface LedgerRows {
  get(key: LedgerKey): Row | undefined;
  set(key: LedgerKey, stored: StoredItem | null): void;
  delete(key: LedgerKey): void;
  partitions(): readonly string[];
  page(partition: string, sortPrefix: string): LedgerPage;
  /** What an eventually consistent read may find. */
  stalePage(partition: string, sortPrefix: string): LedgerPage;
}

/** An eventually consistent read is behind for at most about a second. */
const STALE_FOR = seconds(1);

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

function pageOf(
  rows: ReadonlyMap<string, Row>,
  sortPrefix: string,
  seen: (row: Row) => StoredItem | null,
): LedgerPage {
  const found = [...rows.keys()]
    .filter((sort) => sort.startsWith(sortPrefix))
    .sort(inOrder)
    .flatMap((sort) => rows.get(sort) ?? []);
  const newerSchema = found.filter(({ stored }) => stored === null).length;
  return { items: found.map(seen).filter((item) => item !== null), newerSchema };
}

export function createLedgerRows(engine: Engine): LedgerRows {
  const partitions = new Map<string, Map<string, Row>>();
  /** Most queries find what they found before: a page stays until one of its rows changes. */
  const pages = new Map<string, Map<string, LedgerPage>>();

  const rowsOf = (partition: string): Map<string, Row> => {
    const rows = partitions.get(partition) ?? new Map<string, Row>();
    partitions.set(partition, rows);
    return rows;
  };
  /** The pages of other prefixes do not have it. */
  const forgetPages = ({ partition, sort }: LedgerKey): void => {
    const known = pages.get(partition);
    for (const sortPrefix of known?.keys() ?? []) {
      if (sort.startsWith(sortPrefix)) known?.delete(sortPrefix);
    }
  };

  const get = ({ partition, sort }: LedgerKey): Row | undefined =>
    partitions.get(partition)?.get(sort);

  return {
    get,
    set: (key, stored) => {
      forgetPages(key);
      const before = get(key)?.stored ?? null;
      const freshUntil = plus(engine.now(), STALE_FOR);
      rowsOf(key.partition).set(key.sort, { stored, before, freshUntil });
    },
    delete: (key) => {
      forgetPages(key);
      partitions.get(key.partition)?.delete(key.sort);
    },
    partitions: () => [...partitions.keys()].toSorted(inOrder),
    page: (partition, sortPrefix) => {
      const known = pages.get(partition) ?? new Map<string, LedgerPage>();
      pages.set(partition, known);
      const page =
        known.get(sortPrefix) ?? pageOf(rowsOf(partition), sortPrefix, ({ stored }) => stored);
      known.set(sortPrefix, page);
      return page;
    },
    stalePage: (partition, sortPrefix) =>
      pageOf(rowsOf(partition), sortPrefix, ({ stored, before, freshUntil }) =>
        engine.now() < freshUntil ? before : stored,
      ),
  };
}
