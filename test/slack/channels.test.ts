/** The channels at the wire, against a server that stands for Slack. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, ChannelMessage, MessageForm } from '../../src/lib/cloud/cloud.ts';
import { slackApp } from '../../src/lib/cloud/slack/app.ts';
import { type Line, openLine } from '../../src/lib/cloud/slack/line.ts';
import type { Fetch } from '../../src/lib/cloud/slack/post.ts';
import type { Parsed, SlackApp } from '../../src/lib/cloud/slack/secret.ts';
import { slackWebhook } from '../../src/lib/cloud/slack/webhook.ts';
import { fault } from '../../src/lib/model/fault.ts';
import {
  type Duration,
  type Instant,
  instant,
  plus,
  seconds,
} from '../../src/lib/model/instant.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { freePort } from '../emulators/free-port.ts';
import { FULL_DAY } from '../tell/digests.ts';
import { HOSTILE, poisoned } from '../tell/hostile.ts';
import { allNotices, SEOUL, warnings } from '../tell/notices.ts';
import { HOOK, type SlackServer, startSlack } from './slack-server.ts';

const FORMS: readonly MessageForm[] = ['slack'];
const MESSAGE = renderPass(warnings(1), SEOUL, FORMS);
const APP: SlackApp = {
  botToken: 'xoxb-1-secret',
  signingSecret: 'ab'.repeat(16),
  channel: 'C0123',
};

let slack: SlackServer;
let now: Instant;
let waits: Duration[];

beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());
beforeEach(() => {
  for (const list of [slack.calls, slack.mishaps, slack.refusals] as unknown[][]) list.length = 0;
  now = instant(0);
  waits = [];
});

const lineOver = (fetch: Fetch): Line =>
  openLine({
    clock: { now: () => now },
    sleep: async (duration) => {
      waits.push(duration);
      now = plus(now, duration);
    },
    fetch,
  });

const known =
  <T>(value: T) =>
  async (): Promise<Parsed<T>> => ({ ok: true, value });

const CHANNELS: readonly (readonly [name: string, open: (fetch?: Fetch) => Channel])[] = [
  [
    'a webhook',
    (fetch = slack.fetch) => slackWebhook({ line: lineOver(fetch), secret: known({ url: HOOK }) }),
  ],
  ['an app', (fetch = slack.fetch) => slackApp({ line: lineOver(fetch), secret: known(APP) })],
];

describe.each(CHANNELS)('%s', (_, open) => {
  it('posts what Slack takes, once', async () => {
    expect(await open().send(MESSAGE)).toMatchObject({ sent: 'accepted' });
    expect(slack.calls).toHaveLength(1);
    expect(slack.calls[0]?.payload).toMatchObject({ text: MESSAGE.slack?.text });
  });

  it('keeps no connection that could die between two passes', async () => {
    await open().send(MESSAGE);
    expect(slack.calls[0]?.headers.connection).toBe('close');
  });

  it('posts every kind of message, whatever stands in its names', async () => {
    const channel = open();
    for (const text of HOSTILE) {
      const messages = [
        renderPass(poisoned(allNotices(), text), SEOUL, FORMS),
        renderDigest(poisoned(FULL_DAY, text), { ...SEOUL, language: 'ko' }, FORMS),
      ];
      for (const message of messages) {
        expect(await channel.send(message)).toMatchObject({ sent: 'accepted' });
      }
    }
  });

  it('is not sent twice after an answer that did not come', async () => {
    slack.mishaps.push('drop');
    expect(await open().send(MESSAGE)).toMatchObject({ sent: 'doubtful' });
    expect(slack.calls).toHaveLength(1);
  });

  it.each([500, 503])('is not sent twice after a %i', async (status) => {
    slack.mishaps.push({ status });
    expect(await open().send(MESSAGE)).toEqual({ sent: 'doubtful', message: `Slack: ${status}` });
    expect(slack.calls).toHaveLength(1);
  });

  it('waits as long as Slack asks, and sends again', async () => {
    slack.mishaps.push({ status: 429, retryAfter: '2' });
    expect(await open().send(MESSAGE)).toMatchObject({ sent: 'accepted' });
    expect(waits).toEqual([seconds(2)]);
  });

  it('leaves it to the next pass when Slack asks for more', async () => {
    slack.mishaps.push({ status: 429, retryAfter: '30' });
    expect(await open().send(MESSAGE)).toMatchObject({
      sent: 'refused',
      fault: { awsCode: 'rate_limited' },
    });
    expect([slack.calls.length, waits]).toEqual([1, []]);
  });

  it('gives up within the pass when Slack goes on asking', async () => {
    slack.mishaps.push(...Array.from({ length: 5 }, () => ({ status: 429, retryAfter: '1' })));
    expect(await open().send(MESSAGE)).toMatchObject({ fault: { awsCode: 'rate_limited' } });
    expect(slack.calls).toHaveLength(3);
  });

  it('has been refused where nobody was there', async () => {
    const port = await freePort();
    const fetch: Fetch = () => globalThis.fetch(`http://127.0.0.1:${port}/`);
    expect(await open(fetch).send(MESSAGE)).toMatchObject({
      sent: 'refused',
      fault: { code: 'slack-refused', awsCode: null },
    });
  });

  it('does not know after a time without an answer, and says no secret', async () => {
    const fetch: Fetch = (url, init) =>
      slack.fetch(url, { ...init, signal: AbortSignal.timeout(100) });
    slack.mishaps.push('hang');
    const result = await open(fetch).send(MESSAGE);
    expect(result).toMatchObject({ sent: 'doubtful' });
    expect(JSON.stringify(result)).not.toMatch(/secret/);
  });

  it('takes a refusal at its word, by its code', async () => {
    slack.mishaps.push({ status: 404, body: 'no_service' });
    const result = await open().send(MESSAGE);
    expect(result).toMatchObject({ sent: 'refused', fault: { code: 'slack-refused' } });
  });

  it('never quotes a page that somebody else put in the place of Slack', async () => {
    slack.mishaps.push({ status: 403, body: '<html>blocked by proxy</html>' });
    expect(await open().send(MESSAGE)).toMatchObject({ fault: { awsCode: 'http_403' } });
  });

  it('does not follow a redirect with its secret', async () => {
    slack.mishaps.push({ status: 307 });
    expect((await open().send(MESSAGE)).sent).not.toBe('accepted');
    expect(slack.calls).toHaveLength(1);
  });

  it('sends one message a second', async () => {
    const channel = open();
    await Promise.all([channel.send(MESSAGE), channel.send(MESSAGE), channel.send(MESSAGE)]);
    expect([slack.calls.length, now]).toEqual([3, instant(2_000)]);
  });
});

describe('a channel whose secret cannot be read', () => {
  const refusal = fault('bad-secret', 'SSM parameter /slack: there is none');
  const secret = async () => ({ ok: false, fault: refusal }) as const;

  it.each([
    ['webhook', () => slackWebhook({ line: lineOver(slack.fetch), secret })],
    ['app', () => slackApp({ line: lineOver(slack.fetch), secret })],
  ])('refuses as a %s, and has nobody there', async (_, open) => {
    expect(await open().send(MESSAGE)).toEqual({ sent: 'refused', fault: refusal });
    expect(await open().hasConfirmedRecipient()).toBe(false);
    expect(slack.calls).toEqual([]);
  });
});

describe('an app', () => {
  const open = (): Channel => slackApp({ line: lineOver(slack.fetch), secret: known(APP) });
  const sendAs = (inReplyTo: string, message: ChannelMessage = MESSAGE) =>
    open().send({ ...message, inReplyTo });

  it('posts to its channel with its token, and says how the message is called', async () => {
    expect(await open().send(MESSAGE)).toMatchObject({ ref: expect.stringMatching(/^C0123\/17/) });
    const [call] = slack.calls;
    expect(call?.headers.authorization).toBe(`Bearer ${APP.botToken}`);
    expect(call?.payload).toMatchObject({ channel: 'C0123' });
    expect(call?.payload).not.toHaveProperty('thread_ts');
  });

  it('goes on in a thread, seen by all of the channel where it cannot wait', async () => {
    await sendAs('C0123/1700000000.000001');
    const thread_ts = '1700000000.000001';
    expect(slack.calls[0]?.payload).toMatchObject({ thread_ts, reply_broadcast: true });
    const slackForm = MESSAGE.slack && { ...MESSAGE.slack, urgent: false };
    const calm = { ...MESSAGE, slack: slackForm };
    await sendAs('C0123/1700000000.000001', calm);
    expect(slack.calls[1]?.payload).not.toHaveProperty('reply_broadcast');
  });

  it('begins anew in another channel than before', async () => {
    await sendAs('C9999/1700000000.000001');
    expect(slack.calls[0]?.payload).not.toHaveProperty('thread_ts');
  });

  it('begins anew where somebody deleted what the thread began with', async () => {
    slack.refusals.push('thread_not_found');
    expect(await sendAs('C0123/1700000000.000001')).toMatchObject({ sent: 'accepted' });
    expect(slack.calls.map(({ payload }) => 'thread_ts' in payload)).toEqual([true, false]);
  });

  it.each(['channel_not_found', 'invalid_auth', 'not_in_channel', 'msg_blocks_too_long'])(
    'is refused for certain with %s',
    async (code) => {
      slack.refusals.push(code);
      expect(await open().send(MESSAGE)).toMatchObject({
        sent: 'refused',
        fault: { code: 'slack-refused', awsCode: code },
      });
    },
  );

  it.each(['fatal_error', 'internal_error'])(
    'is not certain of anything after %s',
    async (code) => {
      slack.refusals.push(code);
      expect(await open().send(MESSAGE)).toMatchObject({ sent: 'doubtful' });
    },
  );

  it.each(['', 'ok', '{"ok":"yes"}', '[]'])('does not know what "%s" means', async (body) => {
    slack.mishaps.push({ status: 200, body });
    expect(await open().send(MESSAGE)).toMatchObject({ sent: 'doubtful' });
  });

  it('has somebody there when Slack knows it, and asks once', async () => {
    const channel = open();
    expect(await channel.hasConfirmedRecipient()).toBe(true);
    expect(await channel.hasConfirmedRecipient()).toBe(true);
    expect(slack.calls.map(({ path }) => path)).toEqual(['/api/auth.test']);
  });

  it('has nobody there when Slack does not know it; silence says nothing', async () => {
    slack.refusals.push('invalid_auth');
    expect(await open().hasConfirmedRecipient()).toBe(false);
    slack.mishaps.push({ status: 500 });
    expect(await open().hasConfirmedRecipient()).toBeNull();
  });
});
