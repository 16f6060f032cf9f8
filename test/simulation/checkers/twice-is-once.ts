/** Law 2: to reconcile twice is to reconcile once. */
import { minutes, plus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { settledApart } from './events-do-not-matter.ts';
import { ownCalls, type PairLaw, sayCall, type Violation } from './law.ts';
import { toldOnce } from './told-once.ts';

/** `other` is the history in which every wake comes twice. */
export const twiceIsOnce: PairLaw = {
  number: 2,
  name: 'reconciling twice is reconciling once',
  check: (one, other) => [
    ...settledApart(one, other),
    ...repeated(other),
    ...toldOnce.check(other),
  ],
};

const SOON = minutes(2);

/** What AWS has just accepted is not asked for again. */
function repeated(history: History): readonly Violation[] {
  const calls = ownCalls(history).filter(({ refused }) => refused === null);
  const isNew = (call: (typeof calls)[number]): boolean =>
    !calls.some(
      ({ verb, on, at }) =>
        verb === call.verb && on === call.on && at < call.at && plus(at, SOON) > call.at,
    );
  return calls
    .filter((call) => !isNew(call))
    .map((call) => ({ at: call.at, says: `${sayCall(call)} again` }));
}
