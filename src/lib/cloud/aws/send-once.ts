import { fault } from '../../model/fault.ts';
import { type Duration, seconds } from '../../model/instant.ts';
import type { SendResult } from '../cloud.ts';
import { neverConnected, wasCutOff } from './connection.ts';
import { faultOf, isRefusal, isServerFailure, unexplained } from './fault.ts';
import type { Sleep } from './pace.ts';

/** What is still refused after these goes out with the next pass. */
const PAUSES: readonly Duration[] = [seconds(1), seconds(3)];

interface Failure {
  readonly result: SendResult;
  /** Only what is certain to be unsent is tried again. */
  readonly again: boolean;
}

function failureOf(error: unknown, action: string): Failure {
  const known = faultOf(error, action);
  if (known)
    return { result: { sent: 'refused', fault: known }, again: known.code === 'throttled' };
  if (isRefusal(error)) {
    return { result: { sent: 'refused', fault: unexplained(error) }, again: false };
  }
  if (!(error instanceof Error)) throw error;
  if (neverConnected(error)) {
    const unsent = fault('message-refused', error.message);
    return { result: { sent: 'refused', fault: unsent }, again: true };
  }
  if (!isServerFailure(error) && !wasCutOff(error)) throw error;
  return { result: { sent: 'doubtful', message: error.message }, again: false };
}

/** Sends a message once, as far as anybody can know; the SDK's own retries must be off. */
export async function sendOnce(
  action: string,
  sleep: Sleep,
  send: () => Promise<SendResult>,
): Promise<SendResult> {
  const pauses = [...PAUSES];
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const { result, again } = failureOf(error, action);
      const pause = pauses.shift();
      if (!again || pause === undefined) return result;
      await sleep(pause);
    }
  }
}
