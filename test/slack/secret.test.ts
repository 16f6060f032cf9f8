import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, it, test } from 'vitest';
import { type Parsed, parseApp, parseWebhook } from '../../src/lib/cloud/slack/secret.ts';

const NAME = '/tierkeeper/slack';
const SIGNING = '8f742231b10e8888abcd99yyyzzz85a5'.replace(/[yz]/g, '0');
const APP = { botToken: 'xoxb-1-2-abc', signingSecret: SIGNING, channel: 'C0123456789' };

const complaintOf = (parsed: Parsed<unknown>): string => (parsed.ok ? '' : parsed.fault.message);

describe('a webhook', () => {
  const url = 'https://hooks.slack.com/services/T00/B00/XXXXxxxx';

  it('is its URL, also with the line break that an editor left', () => {
    expect(parseWebhook(NAME, `${url}\n`)).toEqual({ ok: true, value: { url } });
  });

  it.each([
    'http://hooks.slack.com/services/T00/B00/XXXX',
    'https://hooks.slack.com.evil.example/services/T00/B00/XXXX',
    'https://hooks.slack.com@evil.example/services/T00/B00/XXXX',
    'https://hooks.slack.com:8443/services/T00/B00/XXXX',
    'https://hooks.slack.com/services/../../api',
    `"${url}"`,
    '',
  ])('is not %s', (value) => {
    const parsed = parseWebhook(NAME, value);
    expect(parsed).toMatchObject({ ok: false, fault: { code: 'bad-secret', culprits: [NAME] } });
    expect(complaintOf(parsed)).toBe(
      `SSM parameter ${NAME}: its value must be the URL of an incoming webhook, ` +
        'https://hooks.slack.com/services/…, and nothing else',
    );
  });
});

describe('an app', () => {
  test('is its token, its signing secret and its channel', () => {
    expect(parseApp(NAME, JSON.stringify(APP))).toEqual({ ok: true, value: APP });
  });

  it.each([
    ['a name for its channel', { ...APP, channel: '#ops' }, ['"channel" must be the id']],
    ['a token of a user', { ...APP, botToken: 'xoxp-1' }, ['"botToken" must be the bot token']],
    [
      'two fields missing',
      { channel: APP.channel },
      ['"botToken" must be', '"signingSecret" must be'],
    ],
  ])('with %s is told which fields are wrong', (_, value, said) => {
    for (const words of said)
      expect(complaintOf(parseApp(NAME, JSON.stringify(value)))).toContain(words);
  });

  it.each(['xoxb-1-2-abc', '[]', JSON.stringify({ ...APP, extra: 1 })])(
    'is told what the document is where it is %s',
    (value) => {
      expect(complaintOf(parseApp(NAME, value))).toContain('{"botToken":"xoxb-…"');
    },
  );

  prop.prop([
    fc.string({ minLength: 12 }),
    fc.constantFrom('botToken', 'signingSecret', 'channel'),
  ])('never finds its values in a complaint', (value, field) => {
    const text = JSON.stringify({ ...APP, [field]: `~${value}` });
    expect(complaintOf(parseApp(NAME, text))).not.toContain(value);
    expect(complaintOf(parseApp(NAME, value))).not.toContain(value);
    expect(complaintOf(parseWebhook(NAME, value))).not.toContain(value);
  });
});
