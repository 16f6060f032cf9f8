/** A door in front of an emulator: it keeps what goes through, and answers some calls itself. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Emulator } from '../emulators/emulator.ts';

export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Null: what is behind answers. */
export type Doorkeeper = (call: Passed) => Reply | null;

export async function inFrontOf(
  endpoint: string,
  keeper: Doorkeeper,
): Promise<Emulator & { readonly passed: readonly Passed[] }> {
  const passed: Passed[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const call = { method, path, headers, body: await text(request) };
    passed.push(call);
    const reply = keeper(call) ?? (await behind(endpoint, call));
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    passed,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What belongs to one connection alone. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'host', 'content-length']);

async function behind(endpoint: string, { method, path, headers, body }: Passed): Promise<Reply> {
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    HOP_BY_HOP.has(name) || value === undefined ? [] : [[name, String(value)]],
  );
  const answer = await fetch(new URL(path, endpoint), {
    method,
    headers: kept,
    ...(body === '' ? {} : { body }),
  });
  const type = answer.headers.get('content-type') ?? 'text/xml';
  return { status: answer.status, headers: { 'content-type': type }, body: await answer.text() };
}
