/** How an intent ended for one target. */
import type { OutcomeResult } from '../model/action.ts';
import type { Fault } from '../model/fault.ts';
import { type Duration, seconds } from '../model/instant.ts';

export interface Ending {
  readonly result: OutcomeResult;
  readonly fault: Fault | null;
}

export const ending = (result: OutcomeResult, because: Fault | null = null): Ending => ({
  result,
  fault: because,
});

/**
 * Who crashed between a call and its note may have made the call, and a list of a moment later may
 * not show it yet: a second call would be one too many. AWS says so of EC2, and names no time but
 * "a couple of seconds" to begin with (devguide/eventual-consistency.html); of SageMaker it says
 * nothing, but its own waiters look every 30 seconds.
 */
const SHOWN_WITHIN = seconds(30);

/** The call was never made, as far as the list shows; null: it is too early to say. */
export const interruptedAfter = (age: Duration): Ending | null =>
  age > SHOWN_WITHIN ? ending('interrupted') : null;
