/**
 * Every request that reaches the function's URL. A page is shown for GET and HEAD and nothing is
 * changed, whoever opens it; only a POST acts. What comes without a link of ours writes nothing,
 * reads nothing but the keys, and is told nothing.
 */
import type { Grant } from '../model/link.ts';
import { placesOf, sweptAt } from '../model/managed-place.ts';
import type { Language } from '../model/policy.ts';
import {
  grantOf,
  type LinkDesk,
  ledgerOf,
  nothing,
  type Shown,
  type Visiting,
  type Warm,
} from './desk.ts';
import { factsOf } from './facts.ts';
import { FORM_BYTES_MAX, isForm, readForm } from './form.ts';
import { PLAIN_HEADERS, pageHeaders } from './headers.ts';
import { renderPage } from './html/render-page.ts';
import type { AnswerLink, LinkAnswer, LinkRequest } from './http.ts';
import { keyCache } from './key-cache.ts';
import { languageFor } from './language.ts';
import { LINK_PATH } from './link-for.ts';
import { answerPage, offerPage, refusedPage } from './offers.ts';
import { visitPace } from './pace.ts';
import type { Page } from './page.ts';
import { type PressAnswer, press } from './press.ts';
import { answerSlack, SLACK_PATH } from './slack/answer-slack.ts';
import { readStatusBasis, statusOf } from './status.ts';
import type { Visit } from './visit.ts';

export function answerLinks(desk: LinkDesk): AnswerLink {
  const warm: Warm = {
    keyFor: keyCache(desk.ledger),
    isTooOften: visitPace(),
    places: placesOf(desk.policy, desk.ledger.place),
  };
  return async (request) => {
    const shown = await visited({ desk, warm, request, now: desk.clock.now() });
    const { action, result, grant } = shown;
    desk.log?.info('link', { action, result, resource: grant && resourceOf(grant) });
    return rendered(shown, desk, request);
  };
}

const resourceOf = ({ resource }: Grant): string =>
  resource.kind === 'instance' ? resource.id : resource.kind;

async function visited(visiting: Visiting): Promise<Shown> {
  const { path } = visiting.request;
  if (path === SLACK_PATH) return answerSlack(visiting);
  if (!path.startsWith(LINK_PATH)) return nothing(404, 'no such path');
  const refusal = malformed(visiting.request);
  if (refusal !== null) return refusal;
  const grant = await grantOf(visiting, path.slice(LINK_PATH.length));
  if (grant === null) return nothing(404, 'no valid link');
  if (visiting.warm.isTooOften(grant.nonce, visiting.now)) return nothing(429, 'too often', grant);
  return opened(visiting, grant);
}

const GET = 'GET, HEAD';

/** What can be told without any key. */
function malformed({ method, headers, body }: LinkRequest): Shown | null {
  if (method === 'GET' || method === 'HEAD') return null;
  if (method !== 'POST') return { ...nothing(405, 'other method'), allow: `${GET}, POST` };
  if (!isForm(headers['content-type'])) return nothing(415, 'no form');
  return body.length > FORM_BYTES_MAX ? nothing(413, 'too long') : null;
}

async function opened(visiting: Visiting, grant: Grant): Promise<Shown> {
  const { desk, request, now } = visiting;
  const { resource } = grant;
  if (resource.kind === 'account') return looked(visiting, grant);
  const { policy } = desk;
  const ledger = ledgerOf(desk, grant);
  const visit = { ledger, policy, grant, now, facts: await factsOf(ledger, resource.id) };
  if (request.method === 'POST') return pressed(visit, request);
  return { status: 200, page: offerPage(visit), action: 'open', result: 'shown', grant };
}

/** Nothing can be pressed on it. */
async function looked({ desk, warm, request, now }: Visiting, grant: Grant): Promise<Shown> {
  if (request.method === 'POST') return { ...nothing(405, 'nothing to press', grant), allow: GET };
  const { policy } = desk;
  const ledger = ledgerOf(desk, grant);
  const { account, region } = grant;
  const place = { account, region };
  const basis = await readStatusBasis({ ...ledger, sweptAt: sweptAt(warm.places, place) });
  const status = statusOf(basis, { place, policy, now });
  const page: Page = { kind: 'status', status };
  return { status: 200, page, action: 'status', result: 'shown', grant };
}

async function pressed(visit: Visit, { body }: LinkRequest): Promise<Shown> {
  const { grant, ledger, facts } = visit;
  const wish = readForm(body);
  if (wish === null) return nothing(400, 'no press', grant);
  const { action } = wish;
  if (!grant.actions.includes(action)) return nothing(403, 'not allowed', grant);
  const answer = await press(visit, { ...wish, by: 'link' });
  const after = answer.kind === 'done' ? await factsOf(ledger, facts.instanceId) : facts;
  return { ...shownAfter(answer, { ...visit, facts: after }), action, grant };
}

function shownAfter(answer: PressAnswer, visit: Visit): Omit<Shown, 'action' | 'grant'> {
  switch (answer.kind) {
    case 'done': {
      const page = answerPage(visit, answer.pressed);
      return { status: 200, page, result: answer.pressed.result };
    }
    case 'no-date':
      return { status: 400, page: refusedPage(visit), result: answer.kind };
    case 'not-offered':
      return { status: 409, page: offerPage(visit), result: answer.kind };
    case 'too-often':
      return { status: 429, page: { kind: 'problem' }, result: answer.kind };
  }
}

function rendered(shown: Shown, desk: LinkDesk, request: LinkRequest): LinkAnswer {
  const { policy } = desk;
  const { status, page, allow, grant } = shown;
  const ledger = grant === null ? desk.ledger : ledgerOf(desk, grant);
  if (page === null) return { status, headers: PLAIN_HEADERS, body: '' };
  const language = languageFor(request, policy.language);
  const body = renderPage(page, viewOf(page, { policy, ledger, language, request }));
  return {
    status,
    headers: { ...pageHeaders(language), ...(allow === undefined ? {} : { allow }) },
    body: request.method === 'HEAD' ? '' : body,
  };
}

interface Reader extends Pick<LinkDesk, 'policy' | 'ledger'> {
  readonly language: Language;
  readonly request: LinkRequest;
}

/** Where nothing was proven, nothing of the request stands in the page. */
const viewOf = (page: Page, { policy, ledger, language, request }: Reader) => ({
  language,
  zone: policy.zone,
  currency: policy.currency,
  account: ledger.place.account,
  region: ledger.place.region,
  mode: policy.mode,
  path: page.kind === 'problem' ? '' : request.path,
});
