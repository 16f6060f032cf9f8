/** Law 7: every target gets exactly one decision with a reason. */
import type { Machine } from '../../../src/lib/cloud/simulated/account.ts';
import { type Instant, minus, minutes, toIso } from '../../../src/lib/model/instant.ts';
import type { History, Look } from '../../../src/lib/wiring/history.ts';
import type { Law, Violation } from './law.ts';

/** No look lasts longer than its function may run. */
const LONGEST_LOOK = minutes(2);

export const oneDecision: Law = {
  number: 7,
  name: 'every target gets exactly one decision with a reason',
  check: (history) => {
    const refused = refusedLists(history);
    return history.looks.flatMap((look) => {
      const decided = new Set(look.decisions.map(({ target }) => target));
      return [
        ...(decided.size === look.decisions.length ? [] : twice(look)),
        ...(refused.has(look.requestId) ? [] : missing(history, look.at, decided)),
      ];
    });
  },
};

/**
 * Invocations that could not list the instances at some time: they know of none but from before.
 */
const refusedLists = ({ world }: History): ReadonlySet<string> =>
  new Set(
    world.journal
      .of('read')
      .filter(({ operation, refused }) => operation === 'ec2:DescribeInstances' && refused !== null)
      .flatMap(({ actor }) => (actor.kind === 'invocation' ? [actor.requestId] : [])),
  );

function twice({ at, decisions }: Look): readonly Violation[] {
  const byTarget = Map.groupBy(decisions, ({ target }) => target);
  return [...byTarget]
    .filter(([, found]) => found.length > 1)
    .map(([target, found]) => ({
      at,
      says: `${toIso(at)} ${target} got ${found.map(({ verdict }) => verdict).join(' and ')}`,
    }));
}

/** Whatever ran through the whole of a look has a decision. */
function missing(
  { world, from }: History,
  at: Instant,
  decided: ReadonlySet<string>,
): readonly Violation[] {
  const begun = minus(at, LONGEST_LOOK);
  if (begun <= from) return [];
  return [...world.account.machines.values()]
    .filter((machine) => ranThrough(machine, begun, at))
    .map(({ id }) => `power/${id}`)
    .filter((target) => !decided.has(target))
    .map((target) => ({ at, says: `${toIso(at)} nothing was decided about ${target}` }));
}

const ranThrough = ({ runs }: Machine, from: Instant, to: Instant): boolean =>
  runs.some((run) => run.from < from && (run.to === null || run.to > to));
