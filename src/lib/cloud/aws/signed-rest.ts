/** Calls of AWS's REST services without a client: signed, and sent once. */
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { type Duration, seconds } from '../../model/instant.ts';
import { Sha256 } from './sha256.ts';
import type { SignedJsonOptions } from './signed-json.ts';

export type SignedRestOptions = Pick<
  SignedJsonOptions,
  'service' | 'region' | 'endpoint' | 'credentials'
>;

export interface RestCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ANSWERS_WITHIN: Duration = seconds(10);

const hostOf = ({ service, region }: SignedRestOptions): string =>
  `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

const refusal = z.object({
  message: z.string().optional().catch(undefined),
  Message: z.string().optional().catch(undefined),
});

/** The answer's document, null for an empty one; throws what AWS refuses, by its name. */
export async function restCall(options: SignedRestOptions, call: RestCall): Promise<unknown> {
  const url = new URL(call.path, options.endpoint ?? `https://${hostOf(options)}/`);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const response = await fetch(url, {
    ...(await signed(options, call, url)),
    signal: AbortSignal.timeout(ANSWERS_WITHIN),
  });
  const text = await response.text();
  if (!response.ok) throw refused(response, text);
  return text === '' ? null : JSON.parse(text);
}

async function signed(options: SignedRestOptions, call: RestCall, url: URL) {
  const { service, region, credentials } = options;
  const signer = new SignatureV4({
    service,
    region,
    credentials: async () => credentials(),
    sha256: Sha256,
  });
  const { method, body = '' } = call;
  const request = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: { ...call.query },
    headers: { host: url.host, ...call.headers },
    body,
  });
  const { host: _, ...headers } = request.headers;
  return { method, headers, ...(method === 'GET' ? {} : { body }) };
}

/** `ResourceNotFoundException:http://…`, or only the name. */
function refused({ headers, status }: Response, text: string): Error {
  const { data: said } = refusal.safeParse(jsonOrNothing(text));
  const error = new Error(said?.message ?? said?.Message ?? `AWS answered ${status}`);
  const [name = ''] = (headers.get('x-amzn-errortype') ?? '').split(':');
  error.name = name === '' ? (BY_STATUS[status] ?? 'UnknownError') : name;
  return error;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  429: 'TooManyRequestsException',
};

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
