/**
 * Calls of AWS's JSON protocol without a client: signed, sent, and tried again. For a function that
 * makes four kinds of call, a client is most of its cold start.
 */
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { type Duration, milliseconds, seconds } from '../../model/instant.ts';
import type { Sleep } from './pace.ts';
import { Sha256 } from './sha256.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignedJsonOptions {
  /** As it is called in ARNs and host names: `dynamodb`. */
  readonly service: string;
  /** What `x-amz-target` begins with: `DynamoDB_20120810`. */
  readonly target: string;
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
  readonly region: string;
  /** Of an emulator; AWS's own by default. */
  readonly endpoint?: string | undefined;
  readonly credentials: () => Credentials;
  readonly sleep: Sleep;
}

export type SignedJson = (operation: string, input: object) => Promise<unknown>;

/** Before the second, third and fourth try. */
const PAUSES: readonly Duration[] = [50, 150, 400].map(milliseconds);
const ANSWERS_WITHIN: Duration = seconds(2);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const TRIED_AGAIN: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
]);

export function signedJson(options: SignedJsonOptions): SignedJson {
  const { service, region, credentials, sleep } = options;
  const signer = new SignatureV4({
    service,
    region,
    credentials: async () => credentials(),
    sha256: Sha256,
  });
  return async (operation, input) => {
    for (const pause of [...PAUSES, null]) {
      const answer = await exchange(signer, options, { operation, input });
      if ('document' in answer) return answer.document;
      if (pause === null || !answer.again) throw answer.error;
      await sleep(pause);
    }
    throw new RangeError('there is always a last try');
  };
}

type Exchanged =
  | { readonly document: unknown }
  | { readonly error: Error; readonly again: boolean };

interface Call {
  readonly operation: string;
  readonly input: object;
}

async function exchange(
  signer: SignatureV4,
  options: SignedJsonOptions,
  call: Call,
): Promise<Exchanged> {
  const url = new URL(options.endpoint ?? `https://${hostOf(options)}/`);
  const request = await signer.sign(requestTo(url, options, call));
  const sent = fetch(url, {
    method: request.method,
    headers: headersOf(request.headers),
    body: String(request.body),
    signal: AbortSignal.timeout(ANSWERS_WITHIN),
  });
  try {
    const response = await sent;
    return answerOf(response.status, await response.text());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error, again: true };
  }
}

/** The one partition whose names end otherwise and that has functions with URLs. */
const hostOf = ({ service, region }: SignedJsonOptions): string =>
  `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

const requestTo = (
  url: URL,
  { target, contentType }: SignedJsonOptions,
  { operation, input }: Call,
) => ({
  method: 'POST',
  protocol: url.protocol,
  hostname: url.hostname,
  ...(url.port === '' ? {} : { port: Number(url.port) }),
  path: url.pathname,
  query: {},
  headers: {
    host: url.host,
    'content-type': contentType,
    'x-amz-target': `${target}.${operation}`,
  },
  body: JSON.stringify(input),
});

/** `fetch` names the host itself. */
const headersOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'host'));

/** `{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"…"}`. */
const refusal = z.object({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

function answerOf(status: number, text: string): Exchanged {
  const document: unknown = JSON.parse(text);
  if (status === 200) return { document };
  const { __type, message, Message } = refusal.parse(document);
  const error = new Error(message ?? Message ?? `AWS answered ${status}`);
  error.name = __type.slice(__type.indexOf('#') + 1);
  return { error, again: status >= 500 || TRIED_AGAIN.has(error.name) };
}
