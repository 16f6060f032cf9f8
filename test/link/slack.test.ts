/** Buttons in Slack: only Slack presses them, each once, and the message says what came of it. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { LinkAnswer } from '../../src/lib/link/http.ts';
import { hours, type Instant, minutes, plus, seconds } from '../../src/lib/model/instant.ts';
import { NOON } from '../build/at.ts';
import { FORM, type FrontDesk, frontDesk, tokenOf } from './front-desk.ts';
import { BOX, STOP_AT } from './tokens.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const RESPONSE_URL = 'https://hooks.slack.com/actions/T0001/123/abc';

/**
 * Slack's own recipe, step by step as it is published, and nothing of the product's:
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
function signedBySlack(body: string, at: Instant, secret = SECRET): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const base = ['v0', timestamp, body].join(':');
  const digest = createHmac('sha256', secret).update(base, 'utf8').digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

const BLOCK = `tierkeeper:${BOX}:0`;

const buttons = {
  type: 'actions',
  block_id: BLOCK,
  elements: [
    { type: 'button', action_id: 'tierkeeper:hour', value: tokenOf() },
    { type: 'button', action_id: 'tierkeeper:page', url: 'https://example.com/l/x' },
  ],
};
const others = [
  { type: 'section', block_id: 'a', text: { type: 'mrkdwn', text: '*lighthouse* stops' } },
  { type: 'actions', block_id: 'tierkeeper:i-0fedcba9876543210:1', elements: buttons.elements },
];

interface Pressing {
  readonly action?: string;
  readonly value?: string;
  readonly change?: object;
}

const interaction = ({ action = 'hour', value = tokenOf(), change = {} }: Pressing = {}) => ({
  type: 'block_actions',
  user: { id: 'U0HARU', username: 'haru', team_id: 'T0001' },
  response_url: RESPONSE_URL,
  message: { text: 'lighthouse stops', blocks: [others[0], buttons, others[1]] },
  actions: [{ action_id: `tierkeeper:${action}`, block_id: BLOCK, value, type: 'button' }],
  ...change,
});

const bodyOf = (document: object): string =>
  new URLSearchParams({ payload: JSON.stringify(document) }).toString();

const Message = z.object({
  replace_original: z.boolean(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
});

interface Slack {
  readonly desk: FrontDesk;
  readonly replies: { readonly url: string; readonly message: z.infer<typeof Message> }[];
  /** How often the secret was asked for. */
  readonly asked: () => number;
  press(pressing?: Pressing): Promise<LinkAnswer>;
  send(body: string, headers: Record<string, string>): Promise<LinkAnswer>;
}

async function slack(language = 'en', reaches = true): Promise<Slack> {
  let asked = 0;
  const replies: Slack['replies'] = [];
  const desk = await frontDesk({
    policy: { language },
    slack: {
      signingSecret: async () => {
        asked += 1;
        return SECRET;
      },
      replies: {
        reply: async (url, document) => {
          if (reaches) replies.push({ url, message: Message.parse(document) });
          return reaches;
        },
      },
    },
  });
  const send: Slack['send'] = (body, headers) =>
    desk.ask({ method: 'POST', path: '/slack', headers: { ...FORM, ...headers }, body });
  const press: Slack['press'] = (pressing) => {
    const body = bodyOf(interaction(pressing));
    return send(body, signedBySlack(body, NOON));
  };
  return { desk, replies, asked: () => asked, press, send };
}

describe('a button', () => {
  test('writes a hold in the name of who pressed it, and the message says so', async () => {
    const { desk, replies, press } = await slack();
    expect(await press()).toMatchObject({ status: 200, body: '' });
    expect(desk.hold()).toMatchObject({
      instanceId: BOX,
      want: 'leave',
      until: plus(STOP_AT, hours(1)),
      by: '@haru',
    });
    expect(replies).toEqual([
      {
        url: RESPONSE_URL,
        message: {
          replace_original: true,
          text: 'lighthouse stops',
          blocks: [
            others[0],
            {
              type: 'section',
              text: { type: 'mrkdwn', text: 'On hold until Tue 24 Nov 22:30 KST, for <@U0HARU>.' },
            },
            { ...buttons, elements: [buttons.elements[1]] },
            others[1],
          ],
        },
      },
    ]);
  });

  test('speaks Korean where the policy does', async () => {
    const { replies, press } = await slack('ko');
    await press();
    expect(JSON.stringify(replies)).toContain('<@U0HARU> 님의 요청으로 11월 24일');
  });

  test('says that nothing is done anyway, while nothing is', async () => {
    const { desk, replies, press } = await slack();
    await desk.put({ kind: 'control', paused: true, mode: null, at: NOON });
    await press();
    expect(desk.hold()).toMatchObject({ want: 'leave', by: '@haru' });
    expect(JSON.stringify(replies)).toContain('On hold until Tue 24 Nov 22:30 KST');
    expect(JSON.stringify(replies)).toContain('Tierkeeper is paused: it stops and starts nothing');
  });

  test('that Slack does not let us answer has held all the same', async () => {
    const { desk, press } = await slack('en', false);
    expect((await press()).status).toBe(200);
    expect(desk.hold()).toMatchObject({ want: 'leave', by: '@haru' });
  });

  test('that only opens a page is acknowledged, and does nothing', async () => {
    const { desk, replies, press } = await slack();
    expect(await press({ action: 'page', value: '' })).toMatchObject({ status: 200, body: '' });
    expect([desk.writes(), replies]).toEqual([[], []]);
  });

  test('of somebody else is acknowledged, and does nothing', async () => {
    const { desk, press } = await slack();
    const foreign = { actions: [{ action_id: 'approve', value: tokenOf() }] };
    for (const change of [foreign, { type: 'view_submission' }, { actions: [] }]) {
      expect((await press({ change })).status).toBe(200);
    }
    expect(desk.writes()).toEqual([]);
  });

  test.each([
    ['a forged token', 'A'.repeat(60)],
    ['an expired one', tokenOf({ expiresAt: plus(NOON, minutes(-1)) })],
    ['one of another Region', tokenOf({ region: 'us-east-1' })],
    ['one that allows something else', tokenOf({ actions: ['tomorrow'] })],
    ['one of the status page', tokenOf({ resource: { kind: 'account' }, actions: ['hour'] })],
  ])('with %s holds nothing, and its presser alone is told', async (_, value) => {
    const { desk, replies, press } = await slack();
    expect((await press({ value })).status).toBe(200);
    expect(desk.writes()).toEqual([]);
    expect(replies.map(({ message }) => message.replace_original)).toEqual([false]);
    expect(replies[0]?.message.text).toContain('too old');
  });

  test('of a name that would break lines is one line in the ledger', async () => {
    const { desk, press } = await slack();
    const username = `ha\r\nru\u202e<!channel>${'x'.repeat(300)}`;
    await press({ change: { user: { id: 'U0HARU', username } } });
    const by = desk.hold()?.by ?? '';
    expect(by).toMatch(/^@ha ru<!channel>x+…$/);
    expect(by.length).toBeLessThan(45);
  });
});

describe('a request', () => {
  const body = bodyOf(interaction());

  const REFUSED: readonly (readonly [string, string, Record<string, string>])[] = [
    ['without a signature', body, {}],
    ['signed with another secret', body, signedBySlack(body, NOON, 'another')],
    ['changed after it was signed', `${body}&x=1`, signedBySlack(body, NOON)],
    ['from more than five minutes ago', body, signedBySlack(body, plus(NOON, seconds(-301)))],
    ['from the future', body, signedBySlack(body, plus(NOON, seconds(301)))],
    [
      'with the time of now and the signature of then',
      body,
      {
        ...signedBySlack(body, plus(NOON, minutes(-6))),
        'x-slack-request-timestamp': String(NOON / 1_000),
      },
    ],
    [
      'with a signature that has been cut off',
      body,
      { ...signedBySlack(body, NOON), 'x-slack-signature': 'v0=abcd' },
    ],
    [
      'of another version',
      body,
      {
        ...signedBySlack(body, NOON),
        'x-slack-signature': (signedBySlack(body, NOON)['x-slack-signature'] ?? '').replace(
          '0',
          '1',
        ),
      },
    ],
    [
      'with a time that is none',
      body,
      { ...signedBySlack(body, NOON), 'x-slack-request-timestamp': '1e9' },
    ],
  ];

  test.each(REFUSED)('%s is refused, and nothing is read or written', async (_, sent, headers) => {
    const { desk, replies, send } = await slack();
    const { status, body: page } = await send(sent, headers);
    expect(status).toBe(401);
    expect(page).toBe((await desk.ask({ path: '/elsewhere' })).body);
    expect([desk.writes(), desk.reads, replies]).toEqual([[], [], []]);
  });

  test('asks for no secret before it could be Slack at all', async () => {
    const { asked, send } = await slack();
    await send(body, {});
    await send(body, signedBySlack(body, plus(NOON, minutes(-6))));
    expect(asked()).toBe(0);
  });

  test('is believed within five minutes, and its signature is over the very bytes', async () => {
    const { desk, send } = await slack();
    // Encoded in another way than any library of ours would encode it.
    const encoded = encodeURIComponent(JSON.stringify(interaction()));
    const odd = `payload=${encoded.replaceAll('%22', '"')}`;
    expect((await send(odd, signedBySlack(odd, plus(NOON, minutes(-5))))).status).toBe(200);
    expect(desk.hold()).toMatchObject({ by: '@haru' });
  });

  test('that is sent again does nothing again, whatever was pressed since', async () => {
    const { desk, replies, send, press } = await slack();
    const value = tokenOf({ actions: ['hour', 'release'] });
    const held = bodyOf(interaction({ value }));
    const headers = signedBySlack(held, NOON);
    await send(held, headers);
    desk.pass(seconds(30));
    await press({ action: 'release', value });
    const [written, answered] = [desk.writes().length, replies.length];
    desk.pass(seconds(30));
    expect((await send(held, headers)).status).toBe(200);
    expect([desk.writes().length, replies.length]).toEqual([written, answered]);
    expect(desk.hold()?.until).toBe(plus(NOON, seconds(30)));
  });

  test('that comes twice at once is one', async () => {
    const { desk, replies, send } = await slack();
    const signed = signedBySlack(body, NOON);
    const answers = await Promise.all([send(body, signed), send(body, signed)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(replies).toHaveLength(1);
    const nonces = desk.writes().flatMap((one) => (one.kind === 'press' ? [one.nonce] : []));
    expect(nonces.filter((nonce) => nonce.startsWith('slack-'))).toHaveLength(1);
    expect(desk.writes().filter(({ kind }) => kind === 'hold')).toHaveLength(1);
  });

  test.each([
    ['by a clock that is late', minutes(-5), minutes(0)],
    ['by a clock that is right', minutes(0), minutes(5)],
    ['by a clock that goes fast', minutes(5), minutes(10)],
  ])('is remembered as long as it is fresh: sent %s', async (_, off, later) => {
    const { desk, send } = await slack();
    const value = tokenOf({ actions: ['hour', 'release'] });
    const held = bodyOf(interaction({ value }));
    const headers = signedBySlack(held, plus(NOON, off));
    await send(held, headers);
    const written = desk.writes().length;
    const [claimed] = desk.writes().filter(({ kind }) => kind === 'press');
    expect(claimed).toMatchObject({ nonce: expect.stringMatching(/^slack-v0=/) });
    expect(claimed && 'expiresAt' in claimed && claimed.expiresAt).toBeGreaterThan(
      plus(NOON, later),
    );
    desk.pass(later);
    expect((await send(held, headers)).status).toBe(200);
    expect(desk.writes()).toHaveLength(written);
    desk.pass(seconds(1));
    expect((await send(held, headers)).status).toBe(401);
  });

  test('of another method, type or size is none of Slack', async () => {
    const { desk, send } = await slack();
    const huge = `payload=${'a'.repeat(300_001)}`;
    const signed = signedBySlack(body, NOON);
    const json = { ...signed, 'content-type': 'application/json' };
    expect((await send(huge, signedBySlack(huge, NOON))).status).toBe(413);
    expect((await send(body, json)).status).toBe(415);
    expect((await desk.ask({ path: '/slack', headers: signed })).status).toBe(405);
  });
});

test('no line of the log has a token, a name or a signature in it', async () => {
  const { desk, press } = await slack();
  await press();
  await press({ value: 'A'.repeat(60) });
  const lines = JSON.stringify(desk.logged);
  expect(desk.logged).toHaveLength(2);
  expect(lines).not.toMatch(/haru|U0HARU|v0=|hooks/);
  expect(lines).not.toContain(tokenOf().slice(0, 20));
});
