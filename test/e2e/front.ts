/**
 * A thin HTTP server between the bundles and moto: it passes every call on as it came. What moto
 * answers otherwise than AWS is mended on the way back (moto-help.ts), and a call can be held back
 * for a while, so that two invocations really are at it at the same moment.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Instant, instant } from '../../src/lib/model/instant.ts';

/** A call on its way to moto. */
export interface ApiCall {
  /** `StopInstances`, or `DynamoDB_20120810.GetItem`. */
  readonly action: string;
  /** The fields of a query call; none of a JSON one. */
  readonly fields: URLSearchParams;
  /** The caller's clock, which is the function's and not this machine's. */
  readonly at: Instant;
}

/** What AWS would have answered where moto answered `body`. */
export type Mend = (call: ApiCall, body: string) => string;

export interface Held {
  /** When the call has come, and waits. */
  readonly reached: Promise<void>;
  release(): void;
}

export interface Front {
  readonly endpoint: string;
  /** Holds the next call of that action back until it is released. */
  hold(action: string): Held;
  stop(): Promise<void>;
}

/** `20261123T040000Z`, of the signature. */
function clockOf({ headers }: IncomingMessage): Instant {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(String(headers['x-amz-date'])) ?? [];
  if (date === undefined || time === undefined) return instant(Date.now());
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
  const clock = time.replace(/(..)(..)(..)/, '$1:$2:$3');
  return instant(Date.parse(`${day}T${clock}Z`));
}

function callOf(incoming: IncomingMessage, body: Buffer): ApiCall {
  const target = incoming.headers['x-amz-target'];
  const fields = new URLSearchParams(target === undefined ? body.toString('utf8') : '');
  const action = target === undefined ? (fields.get('Action') ?? '') : String(target);
  return { action, fields, at: clockOf(incoming) };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

/** moto's `Date` is this machine's: with it the SDK would set the function's clock right again. */
const NOT_PASSED_ON = new Set(['date', 'connection', 'content-length', 'transfer-encoding']);

async function ask(target: URL, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, url, headers } = incoming;
  const outgoing = request(new URL(url ?? '/', target), { method, headers });
  outgoing.end(body);
  const [response]: IncomingMessage[] = await once(outgoing, 'response');
  if (!response) throw new Error('moto gave no answer');
  const kept = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined || NOT_PASSED_ON.has(name) ? [] : [[name, value] as const],
  );
  return {
    status: response.statusCode ?? 502,
    headers: Object.fromEntries(kept),
    body: await buffer(response),
  };
}

const reply = (response: ServerResponse, { status, headers, body }: Answer): void => {
  response.sendDate = false;
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
};

interface Gate {
  readonly action: string;
  readonly arrived: () => void;
  readonly opened: Promise<void>;
}

function gateFor(action: string): { gate: Gate; held: Held } {
  const arrival = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  return {
    gate: { action, arrived: arrival.resolve, opened: opening.promise },
    held: { reached: arrival.promise, release: opening.resolve },
  };
}

export async function startFront(moto: string, mend: Mend): Promise<Front> {
  const gates: Gate[] = [];
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const call = callOf(incoming, body);
    const index = gates.findIndex(({ action }) => action === call.action);
    const [gate] = index === -1 ? [] : gates.splice(index, 1);
    gate?.arrived();
    await gate?.opened;
    const answer = await ask(new URL(moto), incoming, body);
    const mended = mend(call, answer.body.toString('utf8'));
    reply(response, answer.status === 200 ? { ...answer, body: Buffer.from(mended) } : answer);
  };
  const server = createServer((incoming, response) => {
    pass(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    hold(action) {
      const { gate, held } = gateFor(action);
      gates.push(gate);
      return held;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
