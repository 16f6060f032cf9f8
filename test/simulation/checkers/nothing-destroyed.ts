/** Law 9: nothing of the owner's is terminated, deleted or released; no address is taken away. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { type Law, ownCalls, sayCall, type Violation } from './law.ts';

const HARMLESS = new Set(['stop', 'start', 'associate', 'stop-notebook', 'start-notebook']);

export const nothingDestroyed: Law = {
  number: 9,
  name: 'nothing is terminated, deleted or released, and no address is taken from anybody',
  check: (history) => [...destructive(history), ...takenAddresses(history)],
};

const destructive = (history: History): readonly Violation[] =>
  ownCalls(history)
    .filter(({ verb }) => !HARMLESS.has(verb))
    .map((call) => ({ at: call.at, says: sayCall(call) }));

/** An association of ours may neither move an address nor push another one off its seat. */
function takenAddresses(history: History): readonly Violation[] {
  const changes = history.world.journal.of('address');
  return ownCalls(history)
    .filter(({ verb, refused }) => verb === 'associate' && refused === null)
    .filter((call) =>
      changes.some(
        ({ at, change, allocationId }) =>
          at === call.at &&
          allocationId !== null &&
          (change === 'displaced' || (change === 'disassociated' && allocationId === call.on)),
      ),
    )
    .map((call) => ({ at: call.at, says: `${sayCall(call)} took an address away` }));
}
