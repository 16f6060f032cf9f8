/** Slack takes one message a second: whatever channels there are, they share one line. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/lib/cloud/cloud.ts';
import { slackApp } from '../../src/lib/cloud/slack/app.ts';
import { type Line, openLine } from '../../src/lib/cloud/slack/line.ts';
import type { Fetch } from '../../src/lib/cloud/slack/post.ts';
import { slackWebhook } from '../../src/lib/cloud/slack/webhook.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { mostWithin } from '../build/most-within.ts';
import { SEOUL, warnings } from '../tell/notices.ts';
import { HOOK } from './slack-server.ts';

const MESSAGE = renderPass(warnings(1), SEOUL, ['slack']);
const APP = { botToken: 'xoxb-1-secret', signingSecret: 'ab'.repeat(16), channel: 'C0123' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ok = (url: string): Response =>
  new Response(url === HOOK ? 'ok' : '{"ok":true,"channel":"C0123","ts":"1700000000.000001"}');

const BUSY = { status: 429, headers: { 'retry-after': '1' } };

/** Every request that reaches Slack stands in `sent`, with its time. */
function lineTo(sent: number[], answer: Fetch = async (url) => ok(url)): Line {
  return openLine({
    clock: { now: () => instant(Date.now()) },
    sleep: (duration) => new Promise((resolve) => void setTimeout(resolve, duration)),
    fetch: (url, init) => {
      sent.push(Date.now());
      return answer(url, init);
    },
  });
}

const channelsOn = (line: Line): readonly Channel[] => [
  slackWebhook({ line, secret: async () => ({ ok: true, value: { url: HOOK } }) }),
  slackApp({ line, secret: async () => ({ ok: true, value: APP }) }),
];

async function sendAll(channels: readonly Channel[], count: number) {
  const sends = channels.flatMap((channel) =>
    Array.from({ length: count }, () => channel.send(MESSAGE)),
  );
  await vi.runAllTimersAsync();
  return (await Promise.all(sends)).map((result) => result.sent);
}

describe('to Slack', () => {
  test('each second one message goes out, of the webhook and the app together', async () => {
    const sent: number[] = [];
    const begin = Date.now();
    expect(new Set(await sendAll(channelsOn(lineTo(sent)), 5))).toEqual(new Set(['accepted']));
    expect(sent).toEqual(Array.from({ length: 10 }, (_, index) => begin + index * 1_000));
  });

  test('what is asked to wait keeps to it when it comes again, too', async () => {
    const sent: number[] = [];
    const busy: Fetch = async (url) => (sent.length % 2 === 1 ? new Response('', BUSY) : ok(url));
    const results = await sendAll(channelsOn(lineTo(sent, busy)), 4);
    expect(results).toContain('accepted');
    expect(sent.length).toBeGreaterThan(8);
    expect(mostWithin(1_000, sent)).toBe(1);
  });

  test('the first after a quiet time waits for nothing', async () => {
    const sent: number[] = [];
    const [webhook] = channelsOn(lineTo(sent));
    await sendAll(webhook ? [webhook] : [], 1);
    await vi.advanceTimersByTimeAsync(10_000);
    const begin = Date.now();
    await sendAll(webhook ? [webhook] : [], 1);
    expect(sent.at(-1)).toBe(begin);
  });
});
