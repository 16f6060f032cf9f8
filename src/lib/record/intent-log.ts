/** The ledger as acting sees it: count, open, look again, answer. */
import type { Intent, Outcome } from '../model/intent.ts';
import type { Hold } from '../model/ledger.ts';
import type { HeldLease } from './lease.ts';
import { controlKey, holdPartition } from './place.ts';
import { type Ledger, recordOutcomes, save } from './record.ts';

export function intentLog(ledger: Ledger, lease: HeldLease) {
  return {
    fence: lease.fence,
    count: lease.count,
    leaseLasts: lease.lasts,
    open: (intent: Intent): Promise<void> => save(ledger, intent),
    lookAgain: () => lookAgain(ledger, lease),
    answer: async (intent: Intent, outcomes: readonly Outcome[]): Promise<void> => {
      if (outcomes.length === 0) await save(ledger, intent);
      else await recordOutcomes(ledger, intent, outcomes);
    },
  };
}

async function lookAgain({ store, place }: Ledger, lease: HeldLease) {
  const [holds, control, leaseIsOurs] = await Promise.all([
    store.query(holdPartition(place), { sortPrefix: '', consistent: true }),
    store.get(controlKey(place)),
    lease.isOurs(),
  ]);
  return {
    holds: holds.items.flatMap(({ item }): readonly Hold[] => (item.kind === 'hold' ? [item] : [])),
    control: control?.item.kind === 'control' ? control.item : null,
    leaseIsOurs,
  };
}
