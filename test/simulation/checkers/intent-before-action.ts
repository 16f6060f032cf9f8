/** Law 3: no action without a recorded intent, and every intent gets an outcome. */
import { type Instant, minus, minutes, toIso } from '../../../src/lib/model/instant.ts';
import type { Intent } from '../../../src/lib/model/intent.ts';
import type { Lease } from '../../../src/lib/model/ledger.ts';
import { keyOf } from '../../../src/lib/model/target.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, type Law, type OwnCall, sayCall, type Violation } from './law.ts';

/** A stop that hangs is given up after ten minutes; what began later may still be open. */
const SETTLES_WITHIN = minutes(45);

export const intentBeforeAction: Law = {
  number: 3,
  name: 'no action without a recorded intent, and every intent gets an outcome',
  check: (history) => [...unannounced(history), ...leaseless(history), ...unanswered(history)],
};

const unannounced = (history: History): readonly Violation[] =>
  announced(history)
    .filter(([, announcement]) => announcement === undefined)
    .map(([call]) => ({ at: call.at, says: `${sayCall(call)} without an intent` }));

/** Whoever acts holds the lease at that very moment: nobody else is recording intents meanwhile. */
function leaseless({ world }: History): readonly Violation[] {
  let lease: Lease | null = null;
  const violations: Violation[] = [];
  for (const entry of world.journal.entries) {
    if (entry.kind === 'ledger' && entry.written && entry.item?.kind === 'lease') {
      lease = entry.item;
    }
    if (entry.kind !== 'call' || entry.actor.kind !== 'invocation') continue;
    const call: OwnCall = { ...entry, actor: entry.actor };
    if (holds(lease, call)) continue;
    violations.push({ at: call.at, says: `${sayCall(call)} without the lease` });
  }
  return violations;
}

const holds = (lease: Lease | null, { actor, at }: OwnCall): boolean =>
  lease?.holder === actor.requestId && at < lease.expiresAt;

function unanswered({ world, until }: History): readonly Violation[] {
  const intents = new Map<string, Intent>();
  const answered = new Set<string>();
  for (const { item, written } of world.journal.of('ledger')) {
    if (!written || item === null) continue;
    if (item.kind === 'intent' && !intents.has(item.id)) intents.set(item.id, item);
    if (item.kind !== 'outcomes') continue;
    for (const { intentId, target } of item.outcomes) answered.add(`${intentId} ${keyOf(target)}`);
  }
  const since: Instant = minus(until, SETTLES_WITHIN);
  return [...intents.values()]
    .filter(({ at }) => at < since)
    .flatMap(({ id, at, verb, targets }) =>
      targets
        .filter(({ target }) => !answered.has(`${id} ${keyOf(target)}`))
        .map(({ target }) => ({
          at,
          says: `${toIso(at)} intent ${id} to ${verb} ${keyOf(target)} has no outcome`,
        })),
    );
}
