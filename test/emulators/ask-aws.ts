/** Calls of an emulator in its services' own protocols, for which the product needs no client. */

/** The service and the Region are read from here, and nothing of it is checked. */
const authorization = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20261123/ap-northeast-2/${service}/aws4_request, ` +
  'SignedHeaders=host, Signature=none';

interface Ask {
  readonly service: string;
  readonly body: string;
  readonly path?: string;
  readonly method?: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

async function ask(endpoint: string, { service, path = '/', ...call }: Ask): Promise<unknown> {
  const answer = await fetch(new URL(path, endpoint), {
    method: 'POST',
    ...call,
    headers: { authorization: authorization(service), ...call.headers },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service}: ${text}`);
  return text.startsWith('{') ? JSON.parse(text) : text;
}

/** `AmazonSQS.CreateQueue`. */
export const askJson = (
  endpoint: string,
  [service, target]: readonly [string, string],
  body: object,
) =>
  ask(endpoint, {
    service,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
  });

export const askQuery = (
  endpoint: string,
  service: string,
  form: Readonly<Record<string, string>>,
) =>
  ask(endpoint, {
    service,
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

export const askRest = (
  endpoint: string,
  [service, method, path]: readonly [string, 'POST' | 'PUT', string],
  body: object,
) =>
  ask(endpoint, {
    service,
    method,
    path,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
