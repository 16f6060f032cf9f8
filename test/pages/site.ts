/** The product's own answers over HTTP, on this machine alone. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pageHeaders } from '../../src/lib/link/headers.ts';
import { renderPage } from '../../src/lib/link/html/render-page.ts';
import type { AnswerLink, LinkRequest } from '../../src/lib/link/http.ts';
import { languageFor } from '../../src/lib/link/language.ts';
import { plus, seconds } from '../../src/lib/model/instant.ts';
import { linksOf } from '../../src/lib/wiring/simulation.ts';
import type { Scenario } from '../simulation/scenario.ts';
import { PAGES, VIEWS } from './pages.ts';

export interface Site {
  readonly url: string;
  stop(): Promise<void>;
}

const textHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

async function requestOf(incoming: IncomingMessage): Promise<LinkRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: textHeaders(incoming),
    body: await buffer(incoming),
  };
}

export async function serve(answer: AnswerLink): Promise<Site> {
  const server = createServer((incoming, outgoing) => {
    void requestOf(incoming)
      .then(answer)
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Every example, `/offer-stop`, with the headers of the real thing. */
export const gallery: AnswerLink = async (request) => {
  const page = PAGES[request.path.slice(1)];
  if (page === undefined) throw new RangeError(request.path);
  const language = languageFor(request, 'en');
  const body = renderPage(page, { ...VIEWS[language], path: request.path });
  return { status: 200, headers: pageHeaders(language), body };
};

const ANSWERED_WITHIN = seconds(5);

/** The handler over a simulated account, whose time goes on while it answers. */
export function linksIn({ world, options }: Scenario): AnswerLink {
  const links = linksOf(world, options.policy);
  let before: Promise<unknown> = Promise.resolve();
  const one: AnswerLink = async (request) => {
    const answer = links(request);
    await world.run(plus(world.now(), ANSWERED_WITHIN));
    return answer;
  };
  return (request) => {
    const answer = before.then(() => one(request));
    before = answer.catch(() => {});
    return answer;
  };
}
