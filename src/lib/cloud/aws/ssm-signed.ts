import * as z from 'zod';
import { between, type Duration, type Instant, minutes } from '../../model/instant.ts';
import type { Clock } from '../cloud.ts';
import { type SignedJsonOptions, signedJson } from './signed-json.ts';

const answer = z.object({ Parameter: z.object({ Value: z.string().min(1) }) });

export interface SignedSecretOptions
  extends Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'> {
  readonly clock: Clock;
}

/** Whoever knocks while SSM refuses must not make us knock there each time. */
const TRIED_AGAIN_AFTER: Duration = minutes(1);

/** One SecureString parameter without the SDK's client, read once a cold start. Throws. */
export function signedSecret(options: SignedSecretOptions, name: string): () => Promise<string> {
  const call = signedJson({
    ...options,
    service: 'ssm',
    target: 'AmazonSSM',
    contentType: 'application/x-amz-json-1.1',
  });
  const read = async (): Promise<string> => {
    const document = await call('GetParameter', { Name: name, WithDecryption: true });
    return answer.parse(document).Parameter.Value;
  };
  let reading: Promise<string> | null = null;
  let failedAt: Instant | null = null;
  return () => {
    const now = options.clock.now();
    if (failedAt !== null && between(failedAt, now) >= TRIED_AGAIN_AFTER) reading = null;
    if (reading !== null) return reading;
    failedAt = null;
    reading = read();
    reading.catch(() => {
      failedAt = options.clock.now();
    });
    return reading;
  };
}
