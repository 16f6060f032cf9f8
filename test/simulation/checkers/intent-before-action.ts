/** Law 3: no action without a recorded intent, and every intent gets an outcome. */
import { minus, minutes, toIso } from '../../../src/lib/model/instant.ts';
import type { Intent } from '../../../src/lib/model/ledger.ts';
import { keyOf } from '../../../src/lib/model/target.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, type Law, sayCall, type Violation } from './law.ts';

/** A stop that hangs is given up after ten minutes; what began later may still be open. */
const SETTLES_WITHIN = minutes(45);

export const intentBeforeAction: Law = {
  number: 3,
  name: 'no action without a recorded intent, and every intent gets an outcome',
  check: (history) => [...unannounced(history), ...unanswered(history)],
};

const unannounced = (history: History): readonly Violation[] =>
  announced(history)
    .filter(([, announcement]) => announcement === undefined)
    .map(([call]) => ({ at: call.at, says: `${sayCall(call)} without an intent` }));

function unanswered({ world, until }: History): readonly Violation[] {
  const intents = new Map<string, Intent>();
  const answered = new Set<string>();
  for (const { item, written } of world.journal.of('ledger')) {
    if (!written || item === null) continue;
    if (item.kind === 'intent' && !intents.has(item.id)) intents.set(item.id, item);
    if (item.kind !== 'outcomes') continue;
    for (const { intentId, target } of item.outcomes) answered.add(`${intentId} ${keyOf(target)}`);
  }
  return [...intents.values()]
    .filter(({ at }) => at < minus(until, SETTLES_WITHIN))
    .flatMap(({ id, at, verb, targets }) =>
      targets
        .filter(({ target }) => !answered.has(`${id} ${keyOf(target)}`))
        .map(({ target }) => ({
          at,
          says: `${toIso(at)} intent ${id} to ${verb} ${keyOf(target)} has no outcome`,
        })),
    );
}
