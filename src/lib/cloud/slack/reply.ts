import type { SlackReplies } from '../cloud.ts';
import type { Fetch } from './post.ts';

/** Of what Slack gives an answer's caller: three seconds for all of it. */
const TIMEOUT_MS = 1_500;

/**
 * Slack's own hosts, GovSlack's among them. What is signed by Slack names them; a request that
 * somebody has signed with a stolen secret must not make us call anybody else.
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
const HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

function isSlacks(responseUrl: string): boolean {
  if (!URL.canParse(responseUrl)) return false;
  const { protocol, host, username, password } = new URL(responseUrl);
  return protocol === 'https:' && HOSTS.has(host) && username + password === '';
}

export const slackReplies = (fetch: Fetch): SlackReplies => ({
  async reply(responseUrl, document) {
    if (!isSlacks(responseUrl)) return false;
    const answer = fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(document),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.then(
      ({ ok }) => ok,
      () => false,
    );
  },
});
