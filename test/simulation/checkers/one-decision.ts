/** Law 7: every target gets exactly one decision with a reason. */
import { toIso } from '../../../src/lib/model/instant.ts';
import type { History, Look } from '../../../src/lib/wiring/history.ts';
import type { Law, Violation } from './law.ts';

export const oneDecision: Law = {
  number: 7,
  name: 'every target gets exactly one decision with a reason',
  check: (history) => history.looks.flatMap((look) => [...twice(look), ...missing(history, look)]),
};

function twice({ at, decisions }: Look): readonly Violation[] {
  const byTarget = Map.groupBy(decisions, ({ target }) => target);
  return [...byTarget]
    .filter(([, found]) => found.length > 1)
    .map(([target, found]) => ({
      at,
      says: `${toIso(at)} ${target} got ${found.map(({ verdict }) => verdict).join(' and ')}`,
    }));
}

/** Whatever ran through the whole of a look has a decision about its power. */
function missing({ world, from }: History, { at, decisions }: Look): readonly Violation[] {
  const decided = new Set(decisions.map(({ target }) => target));
  if ([...decisions].some(({ reason }) => reason === 'incomplete')) return [];
  const lookedSince = at - 120_000;
  return [...world.account.machines.values()]
    .filter(({ runs }) =>
      runs.some((run) => run.from < lookedSince && (run.to === null || run.to > at)),
    )
    .filter(({ id }) => !decided.has(`power/${id}`))
    .filter(() => lookedSince > from)
    .map(({ id }) => ({ at, says: `${toIso(at)} nothing was decided about power/${id}` }));
}
