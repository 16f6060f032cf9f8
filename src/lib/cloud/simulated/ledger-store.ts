import type { LedgerKey, LedgerStore, StoredItem } from '../cloud.ts';
import type { Account } from './account.ts';
import type { FaultOptions } from './faults.ts';
import type { Gate } from './gate.ts';
import type { EntryOf } from './journal.ts';
import type { LedgerTable } from './ledger.ts';
import type { Stream } from './random.ts';

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
}

type Outcome = Pick<EntryOf<'ledger'>, 'change' | 'key' | 'item' | 'written' | 'revision'>;

/** What a newer product wrote is there and says nothing: neither absent nor readable. */
function readOurs(table: LedgerTable, key: LedgerKey): StoredItem | null {
  if (!table.isNewer(key)) return table.get(key);
  throw new Error(`ledger item ${key.partition}/${key.sort} was written by a newer Tierkeeper`);
}

/** One caller's way to the table. */
export function createLedgerStore(options: LedgerStoreOptions): LedgerStore {
  const { account, gate, table, faults, stream } = options;

  const call = <T>(work: () => T, answerLost = false): Promise<T> =>
    gate.call({
      to: 'dynamodb',
      answerLost,
      work: () => {
        if (!stream.happens(faults.ledgerThrottled)) return work();
        throw new ProvisionedThroughputExceededException('The table is throttled.');
      },
    });

  const write = <T>(work: (journal: (outcome: Outcome) => void) => T): Promise<T> => {
    const answerLost = stream.happens(faults.ledgerTimedOut);
    const { actor } = gate;
    return call(
      () =>
        work((outcome) => {
          const at = account.engine.now();
          account.journal.write({ kind: 'ledger', at, actor, answerLost, ...outcome });
        }),
      answerLost,
    );
  };

  return {
    get: (key) => call(() => readOurs(table, key)),
    query: (partition, { sortPrefix, consistent }) => {
      const stale = !consistent && stream.happens(faults.ledgerStale);
      return call(() => table.query(partition, { sortPrefix, stale }));
    },
    put: (item, expectation) =>
      write((journal) => {
        const result = table.put(item, expectation);
        const revision = result.written ? result.revision : null;
        journal({ change: 'put', ...item, written: result.written, revision });
        return result;
      }),
    delete: (key, expectation) =>
      write((journal) => {
        const item = table.get(key)?.item ?? null;
        const { deleted } = table.delete(key, expectation);
        journal({ change: 'delete', key, item, written: deleted, revision: null });
        return { deleted };
      }),
  };
}
