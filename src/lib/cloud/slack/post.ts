/** One POST to Slack, by Node's own fetch, and what is known of it afterwards. */
import { type Duration, seconds } from '../../model/instant.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface SlackRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reply =
  | {
      readonly came: true;
      readonly status: number;
      readonly body: string;
      /** With 429: how long Slack wants to be left alone. */
      readonly retryAfter: Duration | null;
    }
  /** `isSent` is null where nobody can know: the request left, and no answer came. */
  | { readonly came: false; readonly isSent: false | null; readonly why: string };

/** Slack answers within a second; a pass does not wait for one that hangs. */
const TIMEOUT_MS = 8_000;

/** Nobody was there to hear the call. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export async function post(fetch: Fetch, request: SlackRequest): Promise<Reply> {
  try {
    const { url, headers, body } = request;
    const response = await fetch(url, {
      method: 'POST',
      // A connection that is kept may die while Lambda sleeps, and the next message with it.
      headers: { ...headers, connection: 'close' },
      body,
      // What is secret in an address or a header goes to Slack alone.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status } = response;
    return { came: true, status, body: await response.text(), retryAfter: retryAfterOf(response) };
  } catch (error) {
    return failureOf(error);
  }
}

function retryAfterOf({ headers }: Response): Duration | null {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? seconds(Number(text)) : null;
}

/** fetch hangs the system's error on its own; what is none of the network's is thrown on. */
function failureOf(error: unknown): Reply {
  if (!(error instanceof Error)) throw error;
  const { cause } = error;
  const code = codeOf(cause);
  const isNetwork =
    error.name === 'TimeoutError' || (cause instanceof Error && !/^ERR_/.test(code));
  if (!isNetwork) throw error;
  const isSent = NEVER_CONNECTED.has(code) ? false : null;
  return { came: false, isSent, why: cause instanceof Error ? cause.message : error.message };
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
