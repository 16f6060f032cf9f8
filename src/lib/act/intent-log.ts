import type { Intent, Outcome } from '../model/intent.ts';
import type { Control, Hold } from '../model/ledger.ts';

/** What may have changed between the intent and the call, read consistently. */
export interface SecondLook {
  readonly holds: readonly Hold[];
  readonly control: Control | null;
  /** False: another pass has taken the lease since. */
  readonly leaseIsOurs: boolean;
}

/** What acting asks of the ledger: no call is made that has not been recorded here before. */
export interface IntentLog {
  /** The fencing number that every intent carries. */
  readonly fence: number;
  /** Counts actions towards the hour's limits before they are made; false: the lease is lost. */
  count(actions: number, shareStops: number): Promise<boolean>;
  open(intent: Intent): Promise<void>;
  lookAgain(): Promise<SecondLook>;
  /** By the clock alone, asked just before the call: reading the rest may have taken long. */
  leaseLasts(): boolean;
  /** Records the outcomes, and what is left of the intent. */
  answer(intent: Intent, outcomes: readonly Outcome[]): Promise<void>;
}
