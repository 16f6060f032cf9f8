import { milliseconds } from '../../model/instant.ts';
import type { LedgerKey, LedgerPage, LedgerStore, StoredItem } from '../cloud.ts';
import type { Account } from './account.ts';
import type { FaultOptions } from './faults.ts';
import type { Gate } from './gate.ts';
import type { EntryOf } from './journal.ts';
import type { LedgerTable } from './ledger.ts';
import type { Stream } from './random.ts';
import { bytesOf, PAUSES_MS, readUnits, type TableCapacity, writeUnits } from './table-capacity.ts';

/** What the SDK throws after its own retries; no refusal that anybody expects. */
export class ProvisionedThroughputExceededException extends Error {
  override readonly name = 'ProvisionedThroughputExceededException';
}

export interface LedgerStoreOptions {
  readonly account: Account;
  readonly gate: Gate;
  readonly table: LedgerTable;
  readonly faults: FaultOptions;
  readonly stream: Stream;
  /** Null: the table has as many units as anybody wants. */
  readonly capacity?: TableCapacity | null;
}

type Outcome = Pick<EntryOf<'ledger'>, 'change' | 'key' | 'item' | 'written' | 'revision'>;

/** What a newer product wrote is there and says nothing: neither absent nor readable. */
function readOurs(table: LedgerTable, key: LedgerKey): StoredItem | null {
  if (!table.isNewer(key)) return table.get(key);
  throw new Error(`ledger item ${key.partition}/${key.sort} was written by a newer Tierkeeper`);
}

interface Asked<T> {
  readonly work: () => T;
  /** Asked only where the table's units are counted. */
  readonly cost: () => Parameters<TableCapacity['take']>;
  readonly answerLost?: boolean;
}

type Caller = <T>(asked: Asked<T>) => Promise<T>;

const isThrottled = (error: unknown): boolean =>
  error instanceof ProvisionedThroughputExceededException;

function callerOf({ account, gate, faults, stream, capacity = null }: LedgerStoreOptions): Caller {
  const attempt: Caller = ({ work, cost, answerLost = false }) =>
    gate.call({
      to: 'dynamodb',
      answerLost,
      work: () => {
        const isRefused = stream.happens(faults.ledgerThrottled);
        if (!isRefused && (capacity?.take(...cost()) ?? true)) return work();
        throw new ProvisionedThroughputExceededException('The table is throttled.');
      },
    });
  // The SDK tries again by itself; the fault above is what it throws when it has given up.
  const pauses = capacity === null ? [] : PAUSES_MS;
  return async (asked) => {
    for (const longest of pauses) {
      try {
        return await attempt(asked);
      } catch (error) {
        if (!isThrottled(error)) throw error;
      }
      const pause = milliseconds(stream.whole(0, longest));
      await new Promise<void>((resolve) => account.engine.after(pause, resolve));
    }
    return attempt(asked);
  };
}

/** One caller's way to the table. */
export function createLedgerStore(options: LedgerStoreOptions): LedgerStore {
  const { account, gate, table, faults, stream } = options;
  const call = callerOf(options);

  const write = <T>(
    { key, item }: Pick<Outcome, 'key' | 'item'>,
    work: (journal: (outcome: Outcome) => void) => T,
  ): Promise<T> => {
    const answerLost = stream.happens(faults.ledgerTimedOut);
    const { actor } = gate;
    const journal = (outcome: Outcome): void => {
      const at = account.engine.now();
      account.journal.write({ kind: 'ledger', at, actor, answerLost, ...outcome });
    };
    const bytes = () => Math.max(bytesOf(table.get(key)?.item), bytesOf(item));
    const cost: Asked<T>['cost'] = () => ['writeUnits', writeUnits(bytes())];
    return call({ work: () => work(journal), cost, answerLost });
  };

  return {
    get: (key) =>
      call({
        work: () => readOurs(table, key),
        cost: () => ['readUnits', readUnits(bytesOf(table.get(key)?.item))],
      }),
    query: (partition, { sortPrefix, consistent }) => {
      const stale = !consistent && stream.happens(faults.ledgerStale);
      const page = () => table.query(partition, { sortPrefix, stale });
      const cost = () => readUnits(pageBytes(page()), consistent);
      return call({ work: page, cost: () => ['readUnits', cost()] });
    },
    put: (given, expectation) =>
      write(given, (journal) => {
        const result = table.put(given, expectation);
        const revision = result.written ? result.revision : null;
        journal({ change: 'put', ...given, written: result.written, revision });
        return result;
      }),
    delete: (key, expectation) =>
      write({ key, item: null }, (journal) => {
        const item = table.get(key)?.item ?? null;
        const { deleted } = table.delete(key, expectation);
        journal({ change: 'delete', key, item, written: deleted, revision: null });
        return { deleted };
      }),
  };
}

const pageBytes = ({ items }: LedgerPage): number =>
  items.reduce((sum, { item }) => sum + bytesOf(item), 0);
