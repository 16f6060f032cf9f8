/** The ledger as the holder of a lease may write it: not a moment longer than the lease lasts. */
import type { LedgerStore } from '../cloud/cloud.ts';
import { toIso } from '../model/instant.ts';
import type { HeldLease } from './lease.ts';

/**
 * Whoever was held up for longer than its lease has a successor by now, which has seen more: what
 * it would write is old. It throws, so that the wake is tried again from the beginning.
 */
export function fencedStore(store: LedgerStore, lease: HeldLease): LedgerStore {
  const isStillHeld = (): void => {
    if (lease.lasts()) return;
    const { expiresAt } = lease.state();
    throw new Error(`the lease of fence ${lease.fence} ended at ${toIso(expiresAt)}: too late`);
  };
  return {
    ...store,
    put: async (write, expectation) => {
      isStillHeld();
      return store.put(write, expectation);
    },
    delete: async (key, expectation) => {
      isStillHeld();
      return store.delete(key, expectation);
    },
  };
}
