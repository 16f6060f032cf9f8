/** From what a message wants to the address that it prints. */
import { describe, expect, test } from 'vitest';
import { linkFor } from '../../src/lib/link/link-for.ts';
import { proven, readToken } from '../../src/lib/link/token.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import type { Grant, LinkWish } from '../../src/lib/model/link.ts';
import { NOON } from '../build/at.ts';
import { BOX, HOME, KEY, STOP_AT } from './tokens.ts';

const RING = { kind: 'link-keys', keys: [KEY] } as const;
const BASE = 'https://abc123.lambda-url.ap-northeast-2.on.aws';

const WISH: LinkWish = {
  resource: { kind: 'instance', id: BOX },
  actions: ['hour', 'tonight'],
  stopAt: STOP_AT,
  of: 'about-to-stop#1',
  at: NOON,
};

const urlOf = (wish: Partial<LinkWish> = {}, base = BASE): string =>
  linkFor(base, RING, HOME)({ ...WISH, ...wish }) ?? '';

function grantOf(wish: Partial<LinkWish> = {}): Grant {
  const unproven = readToken(urlOf(wish).slice(`${BASE}/l/`.length));
  const grant = unproven && proven(unproven, KEY, HOME);
  if (grant === null) throw new Error('the link is not one of ours');
  return grant;
}

describe('the address', () => {
  test.each(['', '/', '//'])('of a base that ends in "%s" is the same', (end) => {
    expect(urlOf({}, `${BASE}${end}`)).toBe(urlOf());
    expect(urlOf()).toMatch(/^https:\/\/abc123\.[a-z0-9.-]+\/l\/[\w-]{60}$/);
  });

  test('carries what the message was about, and nothing more', () => {
    const { resource, actions, stopAt } = WISH;
    expect(grantOf()).toMatchObject({ ...HOME, resource, actions, stopAt });
  });

  test('of the same wish is the same, so that a message tried again has the link it had', () => {
    expect(urlOf()).toBe(urlOf());
  });

  test('is another for another message, another instance, another time', () => {
    const id = idOf(isInstanceId, BOX.replace('i-0', 'i-1'));
    const urls = [
      urlOf(),
      urlOf({ of: 'about-to-stop#2' }),
      urlOf({ resource: { kind: 'instance', id } }),
      urlOf({ at: plus(NOON, days(1)) }),
    ];
    expect(new Set(urls).size).toBe(urls.length);
  });

  test('is none where there is no key', () => {
    expect(linkFor(BASE, { kind: 'link-keys', keys: [] }, HOME)(WISH)).toBeNull();
  });
});

describe('what was pressed', () => {
  test('of one message is not taken for what was pressed of another', () => {
    expect(grantOf({ of: 'about-to-stop#2' }).nonce).not.toBe(grantOf().nonce);
  });

  test('of one message is the same press, whatever else its link says', () => {
    expect(grantOf({ actions: ['release'], stopAt: null }).nonce).toBe(grantOf().nonce);
  });
});

describe('the life of a link', () => {
  test.each([
    ['three days from the message', null, days(3)],
    ['three days from the stop that it announces', plus(NOON, hours(10)), hours(82)],
    ['three days from the message, if the stop came first', minus(NOON, hours(10)), days(3)],
    ['thirty days and no more, for a stop that is far ahead', plus(NOON, days(29)), days(30)],
  ])('is %s', (_, stopAt, life) => {
    expect(grantOf({ stopAt }).expiresAt).toBe(plus(NOON, life));
  });

  test('is eight days for the page of the account: until the next weekly digest', () => {
    const account: Partial<LinkWish> = {
      resource: { kind: 'account' },
      actions: ['status'],
      stopAt: null,
    };
    expect(grantOf(account).expiresAt).toBe(plus(NOON, days(8)));
  });
});
