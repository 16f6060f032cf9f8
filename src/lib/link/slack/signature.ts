/**
 * Whether a request is Slack's own: its signature version 0, over the very bytes that were sent.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { between, type Duration, type Instant, instant, minutes } from '../../model/instant.ts';

/** What is older may have been recorded by somebody and sent again. */
const FRESH_FOR: Duration = minutes(5);

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{9,11}$/;

export interface SignedRequest {
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array;
}

/** Null for what cannot be Slack's, whatever the secret: it costs no secret to see that. */
export function signedRequest(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  now: Instant,
): SignedRequest | null {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  if (!TIMESTAMP.test(timestamp) || !SIGNATURE.test(signature)) return null;
  const age = Math.abs(between(instant(Number(timestamp) * 1_000), now));
  return age > FRESH_FOR ? null : { timestamp, signature, body };
}

export function isSignedWith(
  secret: string,
  { timestamp, signature, body }: SignedRequest,
): boolean {
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(Buffer.from(signature.slice('v0='.length), 'hex'), expected);
}
