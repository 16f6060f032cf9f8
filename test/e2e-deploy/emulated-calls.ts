/** The calls of services that no client here is a dependency for, by their wire protocols. */
import * as z from 'zod';
import type { Seat } from './hands.ts';

/** ministack reads of a signature whose key it is, of which Region and for which service. */
const authorization = ({ account, region }: Seat, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=${account}/20261122/${region}/${service}/aws4_request, ` +
  'SignedHeaders=host, Signature=0';

async function answered(response: Response, what: string): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
  return text;
}

const documentIn = (text: string): unknown => (text === '' ? {} : JSON.parse(text));

interface Asked {
  readonly service: string;
  /** `GET /schedules`. */
  readonly request: string;
  readonly fields: object | undefined;
}

async function ask(
  endpoint: string,
  seat: Seat,
  { service, request, fields }: Asked,
): Promise<string> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: { authorization: authorization(seat, service), 'x-amz-invocation-type': 'Event' },
    ...(fields === undefined ? {} : { body: JSON.stringify(fields) }),
  });
  return answered(response, request);
}

export type Calls = ReturnType<typeof emulatedCalls>;

export const emulatedCalls = (endpoint: string, seat: Seat) => ({
  /** AWS JSON 1.0 and 1.1: SQS, CloudWatch Logs. */
  async json(service: string, target: string, fields: object): Promise<unknown> {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: authorization(seat, service),
    };
    const body = JSON.stringify(fields);
    const response = await fetch(endpoint, { method: 'POST', headers, body });
    return documentIn(await answered(response, target));
  },

  /** Paths and JSON: Lambda, Scheduler. A function that is invoked so is not waited for. */
  async rest(service: string, request: string, fields?: object): Promise<unknown> {
    return documentIn(await ask(endpoint, seat, { service, request, fields }));
  },

  /** Paths and whatever comes back: S3. */
  text: (service: string, request: string): Promise<string> =>
    ask(endpoint, seat, { service, request, fields: undefined }),

  /** Forms and XML: CloudFormation, IAM. */
  async query(service: string, fields: Readonly<Record<string, string>>): Promise<string> {
    const body = new URLSearchParams(fields);
    const headers = { authorization: authorization(seat, service) };
    const response = await fetch(endpoint, { method: 'POST', headers, body });
    return answered(response, String(fields['Action']));
  },
});

const NAMED = z.record(z.string(), z.unknown());

/** What stands under a key of an answer, in its own words. */
export const listIn = (answer: unknown, key: string): readonly unknown[] =>
  z.array(z.unknown()).parse(NAMED.parse(answer)[key] ?? []);

/** What stands in each element of that name of an XML answer. */
export const elementsIn = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');
