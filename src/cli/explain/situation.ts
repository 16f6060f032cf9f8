import { decide } from '../../lib/decide/decide.ts';
import type { Decision, Plan } from '../../lib/model/decision.ts';
import type { InstanceId } from '../../lib/model/ids.ts';
import type { Policy } from '../../lib/model/policy.ts';
import type { PriceTable } from '../../lib/model/price.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';

/** All that a decision rests on. */
export interface Situation {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly prices: PriceTable;
}

export const planIn = ({ snapshot, policy, prices }: Situation): Plan =>
  decide(snapshot, policy, prices);

/** The decision about an instance's power: each gets one wherever the list is complete. */
export function powerDecision({ decisions }: Plan, id: InstanceId): Decision {
  const found = decisions.find(({ target }) => target.kind === 'power' && target.id === id);
  if (!found) throw new RangeError(`no decision about ${id}`);
  return found;
}
