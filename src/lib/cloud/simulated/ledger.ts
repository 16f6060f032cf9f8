/** The ledger's table: one DynamoDB table in memory, with its conditions, its TTL and its moods. */
import type { InstanceId } from '../../model/ids.ts';
import { type Duration, hours, type Instant, plus, seconds } from '../../model/instant.ts';
import type { Hold, LedgerItem } from '../../model/ledger.ts';
import type { Expectation, LedgerKey, LedgerPage, StoredItem } from '../cloud.ts';
import type { Account } from './account.ts';
import { createLedgerRows } from './ledger-rows.ts';

export type PutResult =
  | { readonly written: true; readonly revision: number }
  | { readonly written: false };

/** What is stored, as it is; `createLedgerStore` puts a caller, time and faults before it. */
export interface LedgerTable {
  get(key: LedgerKey): StoredItem | null;
  /** Whether a newer version of the product wrote it. */
  isNewer(key: LedgerKey): boolean;
  query(partition: string, options: { sortPrefix: string; stale: boolean }): LedgerPage;
  put(
    write: { key: LedgerKey; item: LedgerItem; expiresAt: Instant | null },
    expectation: Expectation,
  ): PutResult;
  delete(key: LedgerKey, expectation: Expectation): { readonly deleted: boolean };
  /** All items of ours, in the order of their keys. */
  items(): readonly StoredItem[];
  /** As if a newer version of the product had written it. */
  plantNewerSchema(key: LedgerKey): void;
}

/** DynamoDB deletes what has expired within some days, as a rule sooner. */
const TTL_LAG_MOST: Duration = hours(36);

const isMet = (expectation: Expectation, current: StoredItem | null): boolean => {
  if (expectation === 'any') return true;
  if (expectation === 'absent') return current === null;
  return current?.revision === expectation.revision;
};

export function createLedgerTable({ engine, chance }: Account): LedgerTable {
  const rows = createLedgerRows(engine);
  const currentOf = (key: LedgerKey): StoredItem | null => rows.get(key)?.stored ?? null;
  const isNewer = (key: LedgerKey): boolean => rows.get(key)?.stored === null;

  const expire = (key: LedgerKey, { revision, expiresAt }: StoredItem): void => {
    if (expiresAt === null) return;
    const lag = chance.at(`ttl of ${key.partition} ${key.sort}`, revision) * TTL_LAG_MOST;
    engine.at(plus(expiresAt, seconds(Math.floor(lag / 1_000))), () => {
      if (currentOf(key)?.revision === revision) rows.delete(key);
    });
  };

  return {
    get: currentOf,
    isNewer,
    query: (partition, { sortPrefix, stale }) =>
      stale ? rows.stalePage(partition, sortPrefix) : rows.page(partition, sortPrefix),
    put: ({ key, item, expiresAt }, expectation) => {
      const current = currentOf(key);
      if (isNewer(key) || !isMet(expectation, current)) return { written: false };
      const revision = (current?.revision ?? 0) + 1;
      const stored: StoredItem = { key, item, revision, expiresAt };
      rows.set(key, stored);
      expire(key, stored);
      return { written: true, revision };
    },
    delete: (key, expectation) => {
      const current = currentOf(key);
      if (current === null || !isMet(expectation, current)) return { deleted: false };
      rows.delete(key);
      return { deleted: true };
    },
    items: () => rows.partitions().flatMap((partition) => rows.page(partition, '').items),
    plantNewerSchema: (key) => rows.set(key, null),
  };
}

/** The holds on an instance that have not ended. */
export function openHolds(table: LedgerTable, id: InstanceId, now: Instant): readonly Hold[] {
  return table
    .items()
    .map(({ item }) => item)
    .filter((item) => item.kind === 'hold')
    .filter((hold) => hold.instanceId === id && hold.until > now);
}
