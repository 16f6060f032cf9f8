/** Whoever opens links unasked: what they come with, and that it changes nothing. */
import { describe, expect, test } from 'vitest';
import { minutes } from '../../src/lib/model/instant.ts';
import { FORM, type FrontDesk, frontDesk } from './front-desk.ts';

/** As they introduce themselves to servers; mail scanners mostly come as a browser. */
const AGENTS: Readonly<Record<string, string>> = {
  Slack: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  "Slack's pictures": 'Slack-ImgProxy (+https://api.slack.com/robots)',
  Facebook: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  KakaoTalk:
    'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984',
  LINE: 'facebookexternalhit/1.1;line-poker/1.0',
  iMessage:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) ' +
    'Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
  X: 'Twitterbot/1.0',
  LinkedIn: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)',
  WhatsApp: 'WhatsApp/2.23.20.0 A',
  Telegram: 'TelegramBot (like TwitterBot)',
  Discord: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Skype and Teams': 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'Outlook SafeLinks':
    'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b',
  'Google Safe Browsing': 'Google-Safety',
  "Gmail's pictures": 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com)',
  Googlebot: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'a scanner that comes as Chrome':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    'Chrome/142.0.0.0 Safari/537.36',
  curl: 'curl/8.7.1',
  nobody: '',
};

/** What a browser says where nobody has clicked; and what could be taken for a press. */
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { 'sec-purpose': 'prefetch;anonymous-client-ip' },
  { purpose: 'prefetch' },
  { 'x-purpose': 'preview' },
  { 'x-moz': 'prefetch' },
  { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' },
  { range: 'bytes=0-0' },
  { 'x-http-method-override': 'POST' },
  { 'x-http-method': 'POST', 'x-method-override': 'POST', ...FORM },
];

/** Each with what it is answered on the page of an instance, and on that of the account. */
const METHODS: readonly (readonly [method: string, instance: number, account: number])[] = [
  ['GET', 200, 200],
  ['HEAD', 200, 200],
  ['OPTIONS', 405, 405],
  ['PROPFIND', 405, 405],
  ['TRACE', 405, 405],
  ['PUT', 405, 405],
  ['PATCH', 405, 405],
  ['DELETE', 405, 405],
  // A scanner that submits forms, without the button that a person would press.
  ['POST', 400, 405],
];

const ACCOUNT = { resource: { kind: 'account' }, actions: ['status'] } as const;
const LOOKS_LIKE_A_PRESS = 'action=hour&_method=POST&date=2026-11-25';

async function visit(desk: FrontDesk, agent: string): Promise<void> {
  for (const headers of HEADERS) {
    for (const [method, instance, account] of METHODS) {
      const type = method === 'POST' ? FORM : {};
      const asking = {
        method,
        headers: { ...headers, ...type, 'user-agent': agent },
        ...{ query: LOOKS_LIKE_A_PRESS, body: method === 'POST' ? '' : LOOKS_LIKE_A_PRESS },
      };
      expect((await desk.open({}, asking)).status).toBe(instance);
      expect((await desk.open(ACCOUNT, asking)).status).toBe(account);
      expect((await desk.ask({ ...asking, path: '/slack' })).status).toBe(404);
    }
    desk.pass(minutes(1));
  }
}

describe('a link that is opened by', () => {
  test.each(Object.entries(AGENTS))('%s holds nothing and is not used up', async (_, agent) => {
    const desk = await frontDesk();
    const before = desk.ledger();
    await visit(desk, agent);
    expect(desk.ledger()).toEqual(before);
    expect(desk.writes()).toEqual([]);
    const { status, body } = await desk.press('action=hour');
    expect(status).toBe(200);
    expect(body).toContain('On hold until');
    expect(desk.writes().map(({ kind }) => kind)).toEqual(['hold', 'press']);
  });
});

test('a page asks nobody to open anything else: there is no address in it that acts', async () => {
  const desk = await frontDesk();
  for (const grant of [{}, ACCOUNT]) {
    const { body } = await desk.open(grant);
    const addresses = [...body.matchAll(/ (?:href|src|action|formaction|srcset)="([^"]*)"/g)];
    expect(addresses.length).toBeGreaterThan(0);
    for (const [, address = ''] of addresses) {
      expect(address).toMatch(/^(?:data:|#|\?lang=|\/l\/[\w-]+(?:\?lang=(?:en|ko))?$)/);
    }
    expect(body).not.toMatch(/http-equiv="refresh"|rel="(?:prefetch|prerender|preload)"/);
  }
});
