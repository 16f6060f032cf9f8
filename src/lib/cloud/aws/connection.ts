/** Nobody was there to hear the call: it had no effect. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const systemCodeOf = (error: Error): string | null =>
  'code' in error && typeof error.code === 'string' ? error.code : null;

export const neverConnected = (error: Error): boolean =>
  NEVER_CONNECTED.has(systemCodeOf(error) ?? '');

/** The name of no machine: AWS has that service not in that Region. */
export const hasNoEndpoint = (error: Error): boolean => systemCodeOf(error) === 'ENOTFOUND';

/** AWS answered, and the answer cannot be read to its end: the SDK hangs it on its parse error. */
export const isBrokenAnswer = (error: unknown): error is Error =>
  error instanceof Error && '$response' in error && !('$fault' in error);

/** The call left, and its end is not known: a timeout, a broken connection, a broken answer. */
export const wasCutOff = (error: Error): boolean =>
  error.name === 'TimeoutError' || systemCodeOf(error) !== null || isBrokenAnswer(error);
