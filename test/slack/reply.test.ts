/** What stands in the place of a pressed button goes to Slack, and to nobody else. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { slackReplies } from '../../src/lib/cloud/slack/reply.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

function replies(answer: () => Promise<Response>) {
  const sent: Sent[] = [];
  const { reply } = slackReplies((url, init) => {
    sent.push({ url, init });
    return answer();
  });
  return { sent, reply };
}

afterEach(() => vi.restoreAllMocks());

const ok = async (): Promise<Response> => new Response('ok');

describe('a reply', () => {
  test.each(['https://hooks.slack.com/actions/T1/2/x', 'https://hooks.slack-gov.com/actions/T1'])(
    'goes to %s',
    async (url) => {
      const { sent, reply } = replies(ok);
      expect(await reply(url, { text: 'held' })).toBe(true);
      expect(sent.map((one) => [one.url, one.init.body, one.init.redirect])).toEqual([
        [url, '{"text":"held"}', 'error'],
      ]);
    },
  );

  test.each([
    'http://hooks.slack.com/actions/T1',
    'https://hooks.slack.com.evil.example/actions/T1',
    'https://evil.example/hooks.slack.com',
    'https://hooks.slack.com@evil.example/',
    'https://user:pass@hooks.slack.com/actions/T1',
    'https://hooks.slack.com:8443/actions/T1',
    'https://169.254.169.254/latest/meta-data/',
    'https://ho\u043eks.slack.com/actions/T1',
    'file:///etc/passwd',
    '//hooks.slack.com/actions',
    '',
  ])('never goes to "%s"', async (url) => {
    const { sent, reply } = replies(ok);
    expect(await reply(url, {})).toBe(false);
    expect(sent).toEqual([]);
  });

  test('that Slack refuses, or that does not get there, is no error: the hold stands', async () => {
    const url = 'https://hooks.slack.com/actions/T1';
    const refusing = replies(async () => new Response('expired_url', { status: 404 }));
    const silent = replies(() => Promise.reject(new DOMException('too late', 'TimeoutError')));
    expect([await refusing.reply(url, {}), await silent.reply(url, {})]).toEqual([false, false]);
  });

  test('gives up well within the three seconds that Slack waits', async () => {
    const clock = new AbortController();
    const given: number[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      given.push(milliseconds);
      return clock.signal;
    });
    const { reply } = slackReplies(
      (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        ),
    );
    const answer = reply('https://hooks.slack.com/actions/T1', {});
    clock.abort(new DOMException('too late', 'TimeoutError'));
    expect(await answer).toBe(false);
    expect(given).toHaveLength(1);
    expect(given[0]).toBeLessThanOrEqual(2_000);
  });
});
