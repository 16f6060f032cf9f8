/**
 * The SDK's own request handler, replaced by one that answers from memory: everything above the
 * socket is the real client, its serialisation, its retries and its errors.
 */
import type { EC2ClientConfig } from '@aws-sdk/client-ec2';

type RequestHandler = NonNullable<EC2ClientConfig['requestHandler']>;

export interface WireRequest {
  /** `StopInstances`. */
  readonly action: string;
  /** Of the query protocols; empty for JSON. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Of the JSON protocols; null for the query ones. */
  readonly document: unknown;
}

export interface WireReply {
  readonly status: number;
  readonly body: string;
}

/** What a request of this kind is answered with; an Error stands for a broken connection. */
export type Answerer = (request: WireRequest, index: number) => WireReply | Error;

interface RawRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const readJson = (target: string, body: string): WireRequest => ({
  action: target.split('.').at(-1) ?? '',
  parameters: new Map(),
  document: JSON.parse(body),
});

function readForm(body: string): WireRequest {
  const parameters = new Map(new URLSearchParams(body));
  return { action: parameters.get('Action') ?? '', parameters, document: null };
}

const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);

const read = ({ headers, body }: RawRequest): WireRequest =>
  headers['x-amz-target'] === undefined
    ? readForm(textOf(body))
    : readJson(headers['x-amz-target'], textOf(body));

export function wire(answer: Answerer) {
  const requests: WireRequest[] = [];
  const handle = async (raw: RawRequest) => {
    const request = read(raw);
    requests.push(request);
    const reply = answer(request, requests.length - 1);
    if (reply instanceof Error) throw reply;
    const headers = { 'content-type': reply.body.startsWith('<') ? 'text/xml' : 'text/json' };
    return {
      response: { statusCode: reply.status, headers, body: new TextEncoder().encode(reply.body) },
    };
  };
  const handler = { handle, updateHttpClientConfig() {}, httpHandlerConfigs: () => ({}) };
  return {
    requests,
    settings: {
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: handler as RequestHandler,
      maxAttempts: 1,
    },
  };
}

/** All values of a list parameter: `InstanceId.1`, `InstanceId.2`, … */
export const listOf = (request: WireRequest, name: string): readonly string[] =>
  [...request.parameters].filter(([key]) => key.startsWith(`${name}.`)).map(([, value]) => value);
