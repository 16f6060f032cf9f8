import type { LedgerKey, LedgerStore } from '../../src/lib/cloud/cloud.ts';

/** An empty ledger, and what only a newer version of the product could do to it. */
export interface ContractLedger {
  readonly store: LedgerStore;
  plantNewerSchema(key: LedgerKey): Promise<void>;
}

export interface LedgerCase {
  readonly name: string;
  readonly run: (ledger: ContractLedger) => Promise<void>;
  /** Why moto cannot hold to it, and what is asserted of moto instead. */
  readonly moto?: {
    readonly why: string;
    readonly source: string;
    readonly instead: (ledger: ContractLedger) => Promise<void>;
  };
}
