/** What an outcome means for the ledger: nothing but the outcome itself is asked. */
import type { Mark } from '../model/decision.ts';
import type { OwnAction } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { Outcome } from '../model/intent.ts';
import type { Reason } from '../model/reason.ts';

/** The edge that a power action answers; null where it was not made for an edge. */
export const edgeOf = ({ key, evidence }: Reason): Instant | null =>
  key === 'stop-edge' || key === 'start-edge' ? evidence.edge : null;

const isHibernationRefused = ({ result, fault }: Outcome): boolean =>
  result === 'refused' && fault?.code === 'cannot-hibernate';

/** Nothing happened to a held or interrupted target: it is decided anew. */
const hasHappened = ({ result }: Outcome): boolean => result !== 'held' && result !== 'interrupted';

export function ledgerMarks(outcome: Outcome): readonly Mark[] {
  const { verb, instanceId, rule, result, intendedAt, at, reason } = outcome;
  if (verb === 'associate' || instanceId === null || !hasHappened(outcome)) return [];
  // The next attempt is a plain stop: one that AWS refuses is left alone for a day instead.
  if (isHibernationRefused(outcome)) return [{ mark: 'hibernation-refused', instanceId, at }];
  const action: OwnAction = { rule, at: intendedAt, result };
  const edge = edgeOf(reason);
  const done = result === 'stopped' || result === 'started' ? result : null;
  return [
    { mark: 'called', instanceId, verb, action, edge },
    ...(edge !== null && done
      ? [{ mark: 'edge-answered', instanceId, edge, how: done } as const]
      : []),
    ...(result === 'protected' ? [{ mark: 'protected', instanceId, at } as const] : []),
  ];
}
