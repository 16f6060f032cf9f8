/** Law 8: observing changes nothing outside our own stack. */
import { minus, seconds } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { type Law, type OwnCall, ownCalls, sayCall } from './law.ts';

/** From the re-check to the call: a switch that is thrown then comes too late. */
const UNKNOWABLE = seconds(2);

export const observeTouchesNothing: Law = {
  number: 8,
  name: 'observe changes nothing outside our own stack',
  check: (history: History) =>
    ownCalls(history)
      .filter((call) => isObserving(history, call))
      .map((call) => ({ at: call.at, says: `${sayCall(call)} while observing` })),
};

/** By the policy, or lowered to it by the owner's switch in the ledger. */
function isObserving({ options, world }: History, { at }: OwnCall): boolean {
  const known = minus(at, UNKNOWABLE);
  const switched = world.journal
    .of('ledger')
    .findLast(
      ({ item, written, at: when }) => item?.kind === 'control' && written && when <= known,
    );
  const lowered =
    switched?.change === 'put' &&
    switched.item?.kind === 'control' &&
    switched.item.mode === 'observe';
  return options.policy.mode === 'observe' || lowered;
}
