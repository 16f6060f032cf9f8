/** Law 13: what the free-tier guard stops, Tierkeeper does not start again in that month. */
import type { Instant } from '../../../src/lib/model/instant.ts';
import { announced, type Law, sayCall, type Violation } from './law.ts';

export const guardHolds: Law = {
  number: 13,
  name: 'what the guard stops is not started again before the next month',
  check: (history) => {
    const stoppedIn = new Map<string, string>();
    return announced(history).flatMap(([call, known]): readonly Violation[] => {
      const rule = known?.target.rule;
      if (call.verb === 'stop' && rule === 'guard') stoppedIn.set(call.on, monthOf(call.at));
      // Whoever presses "start it again" is asked, not the guard.
      if (call.verb !== 'start' || rule === 'held') return [];
      return stoppedIn.get(call.on) === monthOf(call.at)
        ? [{ at: call.at, says: `${sayCall(call)} in the month in which the guard stopped it` }]
        : [];
    });
  },
};

/** Of UTC, as AWS bills: `2026-11`. */
const monthOf = (at: Instant): string => new Date(at).toISOString().slice(0, 7);
