import type { OutcomeResult } from '../model/action.ts';
import type { Fault } from '../model/fault.ts';

/** A target that was not acted on, with the outcome that this is. */
export interface Refusal {
  readonly result: OutcomeResult;
  readonly fault: Fault | null;
}

/** A refused call as an outcome: what is gone is gone, what is protected is remembered. */
export function refusalOf(fault: Fault): Refusal {
  switch (fault.code) {
    case 'stop-protected':
      return { result: 'protected', fault };
    case 'not-found':
      return { result: 'gone', fault };
    default:
      return { result: 'refused', fault };
  }
}
