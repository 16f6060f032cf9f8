/** Calls without a client: signed as AWS describes it, tried again as AWS asks for it. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { type SignedJsonOptions, signedJson } from '../../src/lib/cloud/aws/signed-json.ts';
import { signedQueue } from '../../src/lib/cloud/aws/sqs-signed.ts';
import { signedSecret } from '../../src/lib/cloud/aws/ssm-signed.ts';
import {
  type Duration,
  type Instant,
  instant,
  minutes,
  plus,
} from '../../src/lib/model/instant.ts';

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY' };

let server: Server | undefined;
afterEach(() => void server?.close());

type Answered = readonly [status: number, body: string];

/** Answers each request with the next of these, and the last one from then on. */
async function aws(...answers: readonly Answered[]) {
  const got: Got[] = [];
  const pauses: Duration[] = [];
  server = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) });
    const [status, body] = answers[got.length - 1] ?? answers.at(-1) ?? [200, '{}'];
    response.writeHead(status).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reached = {
    region: 'ap-northeast-2',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: () => ({ ...KEYS, sessionToken: 'a-session' }),
    sleep: async (pause: Duration) => void pauses.push(pause),
  };
  return { got, pauses, reached, call: signedJson({ ...DYNAMODB, ...reached }) };
}

const DYNAMODB: Pick<SignedJsonOptions, 'service' | 'target' | 'contentType'> = {
  service: 'dynamodb',
  target: 'DynamoDB_20120810',
  contentType: 'application/x-amz-json-1.0',
};

const hmac = (key: string | Buffer, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest();
const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html,
 * step by step, and nothing of the signer's.
 */
function signatureOf({ headers, body }: Got): string {
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const canonicalHeaders = signed.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), signed, sha256(body)].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = [time.slice(0, 8), 'ap-northeast-2', 'dynamodb', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${KEYS.secretAccessKey}`);
  return createHmac('sha256', key).update(toSign).digest('hex');
}

const refusal = (code: string): readonly [number, string] => [
  400,
  JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: 'no' }),
];

describe('a signed call', () => {
  test('has the signature that AWS computes', async () => {
    const { got, call } = await aws([200, '{"Item":{}}']);
    expect(await call('GetItem', { Key: { pk: { S: '보류' } } })).toEqual({ Item: {} });
    const [request] = got;
    expect(request?.headers.authorization).toContain(
      `Signature=${request && signatureOf(request)}`,
    );
    expect(request?.headers).toMatchObject({
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-security-token': 'a-session',
      'content-type': 'application/x-amz-json-1.0',
    });
    expect(request?.headers.authorization).toMatch(/SignedHeaders=[^,]*host[^,]*x-amz-target/);
  });

  test('is tried again when the table is throttled, each time later', async () => {
    const throttled = refusal('ProvisionedThroughputExceededException');
    const { got, pauses, call } = await aws(throttled, [500, throttled[1]], [200, '{}']);
    expect(await call('UpdateItem', {})).toEqual({});
    expect(got).toHaveLength(3);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    expect(pauses).toHaveLength(2);
  });

  test('is given up after four tries, with what AWS said last', async () => {
    const { got, call } = await aws(refusal('ThrottlingException'));
    await expect(call('Query', {})).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(got).toHaveLength(4);
  });

  test('that AWS refuses is not tried again', async () => {
    const { got, call } = await aws(refusal('ConditionalCheckFailedException'));
    await expect(call('UpdateItem', {})).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'no',
    });
    expect(got).toHaveLength(1);
  });
});

describe('a secret', () => {
  const parameter = '{"Parameter":{"Value":"{\\"signingSecret\\":\\"x\\"}"}}';

  async function secret(...answers: readonly Answered[]) {
    const { got, reached } = await aws(...answers);
    let now: Instant = instant(0);
    const read = signedSecret({ ...reached, clock: { now: () => now } }, '/tierkeeper/app');
    const pass = (time: Duration): void => {
      now = plus(now, time);
    };
    return { got, read, pass };
  }

  test('is read decrypted, and once', async () => {
    const { got, read } = await secret([200, parameter]);
    expect([await read(), await read()]).toEqual([
      '{"signingSecret":"x"}',
      '{"signingSecret":"x"}',
    ]);
    expect(got).toHaveLength(1);
    expect(got[0]?.headers['x-amz-target']).toBe('AmazonSSM.GetParameter');
    expect(got[0]?.body).toBe('{"Name":"/tierkeeper/app","WithDecryption":true}');
  });

  test('that cannot be read is asked for again, and not by everybody who knocks', async () => {
    const { got, read, pass } = await secret(refusal('ParameterNotFound'), [200, parameter]);
    await expect(read()).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await expect(read()).rejects.toMatchObject({ name: 'ParameterNotFound' });
    expect(got).toHaveLength(1);
    pass(minutes(1));
    expect(await read()).toBe('{"signingSecret":"x"}');
  });
});

describe('the queue of other places', () => {
  const QUEUE = 'https://sqs.ap-northeast-2.amazonaws.com/123456789012/scopes';
  const documents = (count: number) => Array.from({ length: count }, (_, index) => ({ index }));

  test('is sent ten at a time, each document as it is', async () => {
    const { got, reached } = await aws([200, '{"Successful":[]}']);
    await signedQueue({ ...reached, queueUrl: QUEUE }).send(documents(23));
    const sent = got.map(({ body }) => JSON.parse(body));
    expect(sent.map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
    expect(sent.every(({ QueueUrl }) => QueueUrl === QUEUE)).toBe(true);
    const bodies = sent.flatMap(({ Entries }) =>
      Entries.map(({ MessageBody }: { MessageBody: string }) => JSON.parse(MessageBody)),
    );
    expect(bodies).toEqual(documents(23));
    expect(got[0]?.headers['x-amz-target']).toBe('AmazonSQS.SendMessageBatch');
  });

  test('says what was refused, after all the rest was sent', async () => {
    const refusal = '{"Failed":[{"Id":"3","Code":"InternalError","Message":"try later"}]}';
    const { got, reached } = await aws([200, refusal], [200, '{}']);
    const sending = signedQueue({ ...reached, queueUrl: QUEUE }).send(documents(12));
    await expect(sending).rejects.toThrow('SQS refused 1 of 12: InternalError: try later');
    expect(got).toHaveLength(2);
  });
});
