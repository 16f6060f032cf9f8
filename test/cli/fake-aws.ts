/**
 * AWS over HTTP, answering with documents that a test has written down: everything between the
 * command line and the socket is real, credentials and retries included.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { WireReply } from '../aws/wire.ts';
import type { Emulator } from '../emulators/emulator.ts';

/** By the name of the call, `DescribeInstances`; what is not listed is refused as unexpected. */
export type Answers = Readonly<Record<string, (parameters: URLSearchParams) => WireReply>>;

export interface FakeAws extends Emulator {
  /** The names of the calls so far. */
  readonly calls: readonly string[];
}

async function actionOf(request: IncomingMessage): Promise<readonly [string, URLSearchParams]> {
  const body = await text(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return [target.split('.').at(-1) ?? '', new URLSearchParams()];
  const parameters = new URLSearchParams(body);
  const named = /^\/([A-Z]\w+)$/.exec(request.url ?? '')?.[1] ?? '';
  return [parameters.get('Action') ?? named, parameters];
}

export async function startFakeAws(answers: Answers): Promise<FakeAws> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void actionOf(request).then(([action, parameters]) => {
      calls.push(action);
      const reply = answers[action]?.(parameters) ?? {
        status: 400,
        body: JSON.stringify({ __type: 'ValidationError', message: `${action} is not answered` }),
      };
      const type = reply.body.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.0';
      response.writeHead(reply.status, { 'content-type': type }).end(reply.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const CALLER_ANSWER =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
  '<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/jiwoo</Arn>' +
  '<UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account></GetCallerIdentityResult>' +
  '<ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>' +
  '</ResponseMetadata>' +
  '</GetCallerIdentityResponse>';
