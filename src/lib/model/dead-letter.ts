/** What failed for good, as it waits in the stack's own queue. All of it is foreign data. */
import type { Instant } from './instant.ts';

export interface DeadLetter {
  /** SQS's own id of the message. */
  readonly id: string;
  /**
   * Who gave up: the function's own retries, a rule or a schedule that could not reach it, or the
   * queue of other Regions and accounts.
   */
  readonly from: 'function' | 'rule' | 'schedule' | 'scopes' | 'unknown';
  /** The function that it was for; null where the message does not say. */
  readonly functionArn: string | null;
  /** The event as it was sent; null where what is there is no JSON object. */
  readonly event: Readonly<Record<string, unknown>> | null;
  /** What kind of event it is, and when it happened; null where it does not say. */
  readonly type: string | null;
  readonly happenedAt: Instant | null;
  /** The account and Region that it says it is of; null where it says none. */
  readonly place: { readonly account: string; readonly region: string } | null;
  readonly gaveUpAt: Instant | null;
  readonly attempts: number | null;
  /** AWS's code or the error's name. */
  readonly code: string | null;
  readonly message: string | null;
}
