/** What comes over HTTP, from whoever has the address. */
import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/lib/link/token.ts';
import { idOf, isAccountId, isInstanceId } from '../../src/lib/model/ids.ts';
import { days, hours, minutes, plus } from '../../src/lib/model/instant.ts';
import { at, NOON } from '../build/at.ts';
import { intent, intentTarget } from '../build/ledger.ts';
import { type Asking, FORM, frontDesk, tokenOf } from './front-desk.ts';
import { BOX, GRANT, KEY, STOP_AT } from './tokens.ts';

const KEYS_READ = ['secret#123456789012 link-keys'];

/** What is not a valid request, each with the status that it gets. */
const INVALID: readonly (readonly [string, number, Asking])[] = [
  ['an unknown path', 404, { path: '/admin' }],
  ['no path at all', 404, { path: '/' }],
  ['no token', 404, { path: '/l/' }],
  ['something after the token', 404, { path: `/l/${tokenOf()}/` }],
  ['a token of someone who guesses', 404, { path: `/l/${'A'.repeat(60)}` }],
  ['a token that has been cut off', 404, { path: `/l/${tokenOf().slice(0, -1)}` }],
  ['a token with padding', 404, { path: `/l/${tokenOf()}=` }],
  ['a percent-encoded token', 404, { path: `/l/%41${tokenOf().slice(1)}` }],
  ['a very long token', 404, { path: `/l/${'A'.repeat(100_000)}` }],
  ['an expired token', 404, { path: `/l/${tokenOf({ expiresAt: plus(STOP_AT, minutes(-31)) })}` }],
  [
    'a token of another account',
    404,
    { path: `/l/${tokenOf({ account: idOf(isAccountId, '210987654321') })}` },
  ],
  ['a token of another Region', 404, { path: `/l/${tokenOf({ region: 'us-east-1' })}` }],
  ['a token of a key that is gone', 404, { path: `/l/${signToken(GRANT, { ...KEY, id: 8 })}` }],
  ['another method', 405, { path: `/l/${tokenOf()}`, method: 'DELETE' }],
  ['a method that nobody knows', 405, { path: `/l/${tokenOf()}`, method: 'BREW' }],
  ['a press that is no form', 415, { path: `/l/${tokenOf()}`, method: 'POST', body: '{}' }],
  [
    'a press as JSON',
    415,
    {
      path: `/l/${tokenOf()}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":"hour"}',
    },
  ],
  [
    'a form that is too long',
    413,
    { path: `/l/${tokenOf()}`, method: 'POST', headers: FORM, body: 'a'.repeat(1_025) },
  ],
  [
    'a form of a forged token',
    404,
    { path: `/l/${'A'.repeat(60)}`, method: 'POST', headers: FORM, body: 'action=hour' },
  ],
  ['Slack, where there is no app', 404, { path: '/slack', method: 'POST', headers: FORM }],
];

describe('what is no valid request', () => {
  test.each(INVALID)('%s is answered with %i and the one page', async (_, status, asking) => {
    const [desk, other] = [await frontDesk(), await frontDesk()];
    const [answer, unknown] = [await desk.ask(asking), await other.ask({ path: '/elsewhere' })];
    expect(answer.status).toBe(status);
    expect(answer.body).toBe(unknown.body);
    expect(answer.body).not.toMatch(/lighthouse|i-0123|123456789012/);
    expect(desk.writes()).toEqual([]);
    // At most the keys, and those once a process.
    expect(KEYS_READ).toEqual(expect.arrayContaining([...desk.reads]));
  });

  test('reads the keys once, however many tokens somebody tries', async () => {
    const desk = await frontDesk();
    for (let time = 0; time < 500; time += 1) {
      await desk.ask({ path: `/l/${tokenOf().slice(0, -2)}${String(time % 10)}A` });
    }
    expect(desk.reads).toEqual(KEYS_READ);
  });

  test('asks for a key that it does not know once a minute', async () => {
    const desk = await frontDesk();
    const unknown = { path: `/l/${signToken(GRANT, { ...KEY, id: 8 })}` };
    for (let time = 0; time < 10; time += 1) await desk.ask(unknown);
    expect(desk.reads).toHaveLength(1);
    desk.pass(minutes(1));
    for (let time = 0; time < 10; time += 1) await desk.ask(unknown);
    expect(desk.reads).toHaveLength(2);
  });

  test('does not believe a key for long that its owner has taken away', async () => {
    const desk = await frontDesk();
    expect((await desk.open()).status).toBe(200);
    await desk.put({ kind: 'link-keys', keys: [] });
    desk.pass(minutes(5));
    expect((await desk.open()).status).toBe(404);
  });
});

const SECURITY = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'permissions-policy': expect.stringContaining('camera=()'),
  'strict-transport-security': expect.stringContaining('max-age='),
  vary: 'Accept-Language',
  'content-type': 'text/html; charset=utf-8',
};

describe('every answer', () => {
  const answers = async () => {
    const desk = await frontDesk();
    return [
      ...(await Promise.all(INVALID.map(([, , asking]) => desk.ask(asking)))),
      await desk.open(),
      await desk.open({ resource: { kind: 'account' }, actions: ['status'] }),
      await desk.press('action=hour'),
      await desk.press('action=date&date=never'),
      await desk.open({}, { method: 'HEAD' }),
    ];
  };

  test('forbids whatever a page does not need', async () => {
    for (const { headers } of await answers()) {
      expect(headers).toMatchObject(SECURITY);
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ]),
      );
      expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src|\*|https?:/);
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  test('says which methods there are where another one came', async () => {
    const desk = await frontDesk();
    const { headers } = await desk.open({}, { method: 'PUT' });
    expect(headers['allow']).toBe('GET, HEAD, POST');
  });
});

describe('GET', () => {
  test('shows what can be done, and writes nothing, whoever opens it how often', async () => {
    const desk = await frontDesk();
    const agents = ['Slackbot-LinkExpanding 1.0', 'GoogleImageProxy', 'curl/8'];
    for (const agent of agents) {
      for (const purpose of ['prefetch', '']) {
        const { status, body } = await desk.open(
          {},
          { headers: { 'user-agent': agent, 'sec-purpose': purpose } },
        );
        expect(status).toBe(200);
        expect(body).toContain('<button type="submit" name="action" value="hour">');
      }
    }
    expect(desk.writes()).toEqual([]);
  });

  test('presses nothing, whatever its query says', async () => {
    const desk = await frontDesk();
    await desk.open(
      {},
      { query: 'action=hour&date=2026-11-25', body: 'action=hour', headers: FORM },
    );
    expect(desk.writes()).toEqual([]);
  });

  test('as HEAD has the same headers and no body', async () => {
    const desk = await frontDesk();
    const [get, head] = [await desk.open(), await desk.open({}, { method: 'HEAD' })];
    expect(head).toEqual({ ...get, body: '' });
    expect(desk.writes()).toEqual([]);
  });

  test('is answered so often a minute by one warm process, and not more', async () => {
    const desk = await frontDesk();
    const statuses: number[] = [];
    for (let time = 0; time < 70; time += 1) statuses.push((await desk.open()).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    desk.pass(minutes(1));
    expect((await desk.open()).status).toBe(200);
  });

  test('offers nothing of an instance that the ledger does not know any more', async () => {
    const desk = await frontDesk();
    const { status, body } = await desk.open({
      resource: { kind: 'instance', id: idOf(isInstanceId, 'i-0fedcba9876543210') },
    });
    expect(status).toBe(200);
    expect(body).not.toContain('<button');
  });

  test.each([
    ['observes', { paused: false, mode: 'observe' }, 'Tierkeeper only observes'],
    ['is paused', { paused: true, mode: null }, 'Tierkeeper is paused'],
  ] as const)('says when it %s, and announces no stop that does not come', async (_, to, says) => {
    const desk = await frontDesk();
    expect((await desk.open()).body).toContain('About to stop');
    await desk.put({ kind: 'control', at: NOON, ...to });
    const { body } = await desk.open();
    expect(body).toContain(says);
    expect(body).not.toContain('About to stop');
    expect((await desk.press('action=tonight')).body).toContain(says);
  });

  test('reads in the language of the link, else of the browser, else of the policy', async () => {
    const desk = await frontDesk({ policy: { language: 'ko' } });
    const language = async (query: string, accepted?: string): Promise<string | undefined> => {
      const headers = accepted === undefined ? {} : { 'accept-language': accepted };
      return (await desk.open({}, { query, headers })).headers['content-language'];
    };
    expect(await language('')).toBe('ko');
    expect(await language('', 'fr-FR, en;q=0.8, ko;q=0.2')).toBe('en');
    expect(await language('', 'en;q=0.1, ko-KR')).toBe('ko');
    expect(await language('', 'en;q=0, ko;q=0.1')).toBe('ko');
    expect(await language('', 'fr')).toBe('ko');
    expect(await language('lang=en', 'ko')).toBe('en');
    expect(await language('lang=fr', 'en')).toBe('en');
  });
});

describe('POST', () => {
  test('writes a hold, and beside it what was done with the link', async () => {
    const desk = await frontDesk();
    const { status, body } = await desk.press('action=hour');
    expect(status).toBe(200);
    expect(body).toContain('On hold until');
    expect(desk.hold()).toMatchObject({
      instanceId: BOX,
      want: 'leave',
      until: plus(STOP_AT, hours(1)),
      by: 'link',
      postpones: true,
    });
    expect(desk.writes().map(({ kind }) => kind)).toEqual(['hold', 'press']);
  });

  test('of an action that the link does not allow is refused', async () => {
    const desk = await frontDesk();
    for (const action of ['start', 'release']) {
      expect((await desk.press(`action=${action}`)).status).toBe(403);
    }
    expect(desk.writes()).toEqual([]);
  });

  test.each([
    '',
    'action=',
    'action=status',
    'action=terminate',
    'action=hour&action=tomorrow',
    'ACTION=hour',
    'action=hour%00',
    'action=date&date=2026-11-25&date=2026-11-26',
    `action=date&date=${'9'.repeat(41)}`,
    '__proto__=hour',
  ])('with the fields "%s" is none of ours', async (fields) => {
    const desk = await frontDesk();
    expect((await desk.press(fields)).status).toBe(400);
    expect(desk.writes()).toEqual([]);
  });

  test.each([
    'never',
    '2026-13-01',
    '2026-02-30',
    '2026-11-23',
    '2026-12-26',
    '26-11-25',
    '2026-11-25T00:00',
    '２０２６-11-25',
  ])('of the date %s says what would be right, and writes nothing', async (date) => {
    const desk = await frontDesk();
    const { status, body } = await desk.press(`action=date&date=${encodeURIComponent(date)}`);
    expect(status).toBe(400);
    expect(body).toContain('name="date"');
    expect(body).toContain('max="2026-12-25"');
    expect(desk.writes()).toEqual([]);
  });

  test.each(['2026-11-24', '2026-12-25'])('of the date %s holds to its end', async (date) => {
    const desk = await frontDesk();
    expect((await desk.press(`action=date&date=${date}`)).status).toBe(200);
    const end = plus(at(`${date}T00:00+09:00`), days(1));
    expect(desk.hold()?.until).toBe(end);
  });

  test('to the page of the account changes nothing', async () => {
    const desk = await frontDesk();
    const account = { resource: { kind: 'account' }, actions: ['status', 'hour'] } as const;
    const { status, headers } = await desk.press('action=hour', account);
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect(desk.writes()).toEqual([]);
  });

  test('while its stop is under way has the instance started again', async () => {
    const desk = await frontDesk();
    await desk.put(
      intent({
        targets: [
          intentTarget({
            target: { kind: 'power', id: BOX },
            instanceId: BOX,
            progress: 'recorded',
          }),
        ],
      }),
    );
    const { body } = await desk.press('action=tonight');
    expect(desk.hold()).toMatchObject({ want: 'running' });
    expect(body).toContain('started again');
  });

  test('of one link stops being heard when it has been pressed too often', async () => {
    const desk = await frontDesk();
    const grant = { actions: ['hour', 'release'] } as const;
    const press = async (action: string): Promise<number> => {
      desk.pass(minutes(1));
      return (await desk.press(`action=${action}`, grant)).status;
    };
    for (let time = 0; time < 20; time += 1) {
      expect([await press('hour'), await press('release')]).toEqual([200, 200]);
    }
    const written = desk.writes().length;
    expect(await press('hour')).toBe(429);
    expect(desk.writes()).toHaveLength(written);
  });
});

test('no line of the log has a token, a path, a body or a nonce in it', async () => {
  const desk = await frontDesk();
  for (const [, , asking] of INVALID) await desk.ask(asking);
  await desk.open();
  await desk.press('action=hour');
  await desk.press('action=date&date=never');
  expect(desk.logged.length).toBeGreaterThan(INVALID.length);
  const lines = JSON.stringify(desk.logged);
  expect(lines).not.toContain(tokenOf().slice(0, 20));
  expect(lines).not.toContain(GRANT.nonce);
  expect(lines).not.toMatch(/\/l\/|never|admin/);
  expect(desk.logged.at(-2)).toEqual({
    message: 'link',
    action: 'hour',
    result: 'held',
    resource: BOX,
  });
});
