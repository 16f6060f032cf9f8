/** The ledger as the holder of a lease may write it: not a moment longer than the lease lasts. */
import type { LedgerStore } from '../cloud/cloud.ts';
import { toIso } from '../model/instant.ts';
import type { HeldLease } from './lease.ts';

export interface FencedStore {
  readonly store: LedgerStore;
  /** Begins no more writes, and waits for those under way, whatever becomes of them. */
  readonly close: () => Promise<void>;
}

/**
 * Whoever was held up for longer than its lease has a successor by now, which has seen more: what
 * it would write is old. It throws, so that the wake is tried again from the beginning.
 */
export function fencedStore(store: LedgerStore, lease: HeldLease): FencedStore {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  const whileHeld = async <T>(write: () => Promise<T>): Promise<T> => {
    const { fence } = lease;
    if (isClosed) throw new Error(`the lease of fence ${fence} is being given back: too late`);
    if (!lease.lasts()) {
      const { expiresAt } = lease.state();
      throw new Error(`the lease of fence ${fence} ended at ${toIso(expiresAt)}: too late`);
    }
    const writing = write();
    underWay.add(writing);
    try {
      return await writing;
    } finally {
      underWay.delete(writing);
    }
  };
  return {
    store: {
      ...store,
      put: (...asked) => whileHeld(() => store.put(...asked)),
      delete: (...asked) => whileHeld(() => store.delete(...asked)),
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}
