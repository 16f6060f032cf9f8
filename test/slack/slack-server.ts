/** A server of this machine that stands for Slack: it takes what Slack's pages say it takes. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Fetch } from '../../src/lib/cloud/slack/post.ts';
import { postMessagePayload, problemsOf, webhookPayload } from './documented-limits.ts';

export interface Call {
  /** `/services/T0/B0/x`, `/api/chat.postMessage`. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly payload: Readonly<Record<string, unknown>>;
}

/** In the place of Slack's own answer to a call; `hang` and `drop` give none. */
export type Mishap =
  | { readonly status: number; readonly body?: string; readonly retryAfter?: string }
  | 'hang'
  | 'drop';

export interface SlackServer {
  /** As Node's own, but what is meant for Slack comes here. */
  readonly fetch: Fetch;
  readonly calls: readonly Call[];
  /** The payloads of messages that were accepted: what people see. */
  readonly taken: readonly Call['payload'][];
  /** What the next calls meet, in turn. */
  readonly mishaps: Mishap[];
  /** Codes that the next calls of the Web API are refused with. */
  readonly refusals: string[];
  close(): Promise<void>;
}

export const HOOK = 'https://hooks.slack.com/services/T00/B00/secret';

const OF_SLACK = /^https:\/\/(hooks\.slack\.com|slack\.com)(?=\/)/;

let posted = 0;

/** Newer than any before: `1700000000.000001`. */
function nextTimestamp(): string {
  posted += 1;
  return `1700000000.${String(posted).padStart(6, '0')}`;
}

interface Turn {
  readonly call: Call;
  readonly refusal: string | undefined;
  readonly take: (payload: Call['payload']) => void;
}

function answerApi({ call, refusal, take }: Turn): object {
  const { path, payload, headers } = call;
  if (!/^Bearer xoxb-/.test(headers.authorization ?? '')) return { ok: false, error: 'not_authed' };
  if (refusal !== undefined) return { ok: false, error: refusal };
  if (path === '/api/auth.test') return { ok: true, user: 'tierkeeper', team: 'T00' };
  const problems = problemsOf(postMessagePayload, payload);
  if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems };
  take(payload);
  return { ok: true, channel: payload['channel'], ts: nextTimestamp(), message: {} };
}

function answer(turn: Turn, response: ServerResponse): void {
  const { call, take } = turn;
  if (call.path.startsWith('/api/')) {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answerApi(turn)));
    return;
  }
  const problems = problemsOf(webhookPayload, call.payload);
  if (problems.length === 0) take(call.payload);
  response.statusCode = problems.length > 0 ? 400 : 200;
  response.end(problems.length > 0 ? 'invalid_blocks' : 'ok');
}

function meet(mishap: Mishap, response: ServerResponse): void {
  if (mishap === 'hang') return;
  if (mishap === 'drop') {
    response.destroy();
    return;
  }
  response.statusCode = mishap.status;
  if (mishap.retryAfter !== undefined) response.setHeader('retry-after', mishap.retryAfter);
  response.end(mishap.body ?? '');
}

export async function startSlack(): Promise<SlackServer> {
  const [calls, mishaps, refusals]: [Call[], Mishap[], string[]] = [[], [], []];
  const taken: Call['payload'][] = [];
  const server = createServer(async (request, response) => {
    const payload = JSON.parse(await text(request));
    const call = { path: request.url ?? '', headers: request.headers, payload };
    calls.push(call);
    const mishap = mishaps.shift();
    const take = (payload: Call['payload']): void => void taken.push(payload);
    if (mishap === undefined) answer({ call, refusal: refusals.shift(), take }, response);
    else meet(mishap, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    calls,
    taken,
    mishaps,
    refusals,
    fetch: (url, init) => fetch(url.replace(OF_SLACK, `http://127.0.0.1:${port}`), init),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
