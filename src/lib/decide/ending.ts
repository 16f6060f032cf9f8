/** How an intent ended for one target. */
import type { OutcomeResult } from '../model/action.ts';
import type { Fault } from '../model/fault.ts';

export interface Ending {
  readonly result: OutcomeResult;
  readonly fault: Fault | null;
}

export const ending = (result: OutcomeResult, because: Fault | null = null): Ending => ({
  result,
  fault: because,
});
