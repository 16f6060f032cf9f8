/**
 * What a Lambda function URL hands over, payload format 2.0, and what it takes back.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
import * as z from 'zod';
import type { LinkAnswer, LinkRequest } from './http.ts';

/** Names of headers come in lower case, and what comes twice is joined by commas. */
const event = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** Throws for what no function URL sends: somebody has invoked the function by hand. */
export function requestOf(document: unknown): LinkRequest {
  const { rawPath, rawQueryString, headers, requestContext, body, isBase64Encoded } =
    event.parse(document);
  return {
    method: requestContext.http.method,
    path: rawPath,
    query: new URLSearchParams(rawQueryString),
    headers,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export interface FunctionUrlResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const resultOf = ({ status, headers, body }: LinkAnswer): FunctionUrlResult => ({
  statusCode: status,
  headers,
  body,
});
