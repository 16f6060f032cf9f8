/**
 * What Lambda makes of a browser's request to a function URL, payload format 2.0.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
import * as z from 'zod';

/** As far as these requests differ. */
export interface Browsing {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly body: string;
}

export const get = (path: string): Browsing => ({ method: 'GET', path, body: '' });
export const post = (path: string, body: string): Browsing => ({ method: 'POST', path, body });

/** As the template's outputs name it; nothing is ever asked for there. */
export const LINK_URL = 'https://abcdefghij0123456789.lambda-url.ap-northeast-2.on.aws/';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)';

/** A body comes in base64, whatever it is. */
export function functionUrlEvent({ method, path, body }: Browsing): unknown {
  const { host } = new URL(LINK_URL);
  const [domainPrefix] = host.split('.');
  const ip = { sourceIp: '203.0.113.7', userAgent: AGENT };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: {
      host,
      'accept-language': 'en-GB,en;q=0.9',
      'user-agent': AGENT,
      'x-forwarded-for': ip.sourceIp,
      'x-forwarded-proto': 'https',
      ...(body === '' ? {} : FORM),
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: domainPrefix,
      domainName: host,
      domainPrefix,
      http: { method, path, protocol: 'HTTP/1.1', ...ip },
      requestId: '9c8b3a52-0e64-4c5d-9d1b-1a2b3c4d5e6f',
      routeKey: '$default',
      stage: '$default',
    },
    ...(body === '' ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== '',
  };
}

export const Answered = z
  .object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })
  .transform(({ statusCode, ...more }) => ({ status: statusCode, ...more }));
export type Answered = z.infer<typeof Answered>;
