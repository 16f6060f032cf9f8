/** What goes wrong with calls, drawn from a stream that only callers move. */
import { type Fault, fault } from '../../model/fault.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { FaultOptions } from './faults.ts';
import type { Stream } from './random.ts';
import { notInState } from './refusals.ts';

export interface Mishaps {
  /** A read that is refused, or whose pages cannot be read. */
  refusalOf(operation: string): Fault | null;
  /** A mutating call that is refused as a whole, before it does anything. */
  refusalOfWrite(operation: string): Fault | null;
  wrongState(id: InstanceId, verb: 'stopped' | 'started'): Fault | null;
  losesAnswer(): boolean;
  readsStale(): boolean;
}

const throttled = (): Fault =>
  fault('throttled', 'Request limit exceeded.', { awsCode: 'RequestLimitExceeded' });

const denied = (permission: string): Fault =>
  fault('access-denied', `You are not authorized to perform this operation: ${permission}`, {
    awsCode: 'UnauthorizedOperation',
    permission,
  });

const unreadable = (operation: string, what: string): Fault =>
  fault('unreadable-page', `a page of ${operation} ${what}`);

export interface MishapOptions {
  readonly faults: FaultOptions;
  /** IAM actions that this caller's role lacks. */
  readonly denied: readonly string[];
  readonly stream: Stream;
}

export function createMishaps({ faults, denied: lacking, stream }: MishapOptions): Mishaps {
  const throttling = (): Fault | null => (stream.happens(faults.apiThrottled) ? throttled() : null);
  return {
    refusalOf: (operation) => {
      if (lacking.includes(operation)) return denied(operation);
      if (stream.happens(faults.familyDenied)) return denied(operation);
      if (stream.happens(faults.emptyPage)) return unreadable(operation, 'is empty');
      if (stream.happens(faults.halfPage)) return unreadable(operation, 'ends in the middle');
      return throttling();
    },
    refusalOfWrite: (operation) => (lacking.includes(operation) ? denied(operation) : throttling()),
    wrongState: (id, verb) => (stream.happens(faults.wrongState) ? notInState(id, verb) : null),
    losesAnswer: () => stream.happens(faults.apiTimedOut),
    readsStale: () => stream.happens(faults.staleRead),
  };
}
