/** Law 8: observing changes nothing outside our own stack. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { type Law, ownCalls, sayCall } from './law.ts';

export const observeTouchesNothing: Law = {
  number: 8,
  name: 'observe changes nothing outside our own stack',
  check: (history: History) =>
    history.options.policy.mode === 'act'
      ? []
      : ownCalls(history).map((call) => ({
          at: call.at,
          says: `${sayCall(call)} while observing`,
        })),
};
