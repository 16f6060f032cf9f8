/** What a token says, and that nobody else can make it say anything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nonceOf, proven, readToken, signToken } from '../../src/lib/link/token.ts';
import { idOf, isAccountId, isInstanceId } from '../../src/lib/model/ids.ts';
import { instant, minutes } from '../../src/lib/model/instant.ts';
import { type Grant, LINK_ACTIONS } from '../../src/lib/model/link.ts';
import type { LinkKey } from '../../src/lib/model/link-record.ts';
import type { Place } from '../../src/lib/record/place.ts';
import { GRANT, HOME, KEY } from './tokens.ts';

const TOKEN = signToken(GRANT, KEY);

function opened(token: string, key: LinkKey = KEY, place: Place = HOME): Grant | null {
  const unproven = readToken(token);
  return unproven && proven(unproven, key, place);
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

const minute = fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((count) => instant(minutes(count)));

const grants: fc.Arbitrary<Grant> = fc.record({
  account: fc.constant(HOME.account),
  region: fc.constant(HOME.region),
  resource: fc.oneof(
    fc.constant({ kind: 'account' } as const),
    fc
      .oneof(hex(8), hex(17))
      .map((digits) => ({ kind: 'instance', id: idOf(isInstanceId, `i-${digits}`) }) as const),
  ),
  actions: fc.subarray([...LINK_ACTIONS]),
  expiresAt: minute,
  nonce: fc
    .uint8Array({ minLength: 8, maxLength: 8 })
    .map((bytes) => Buffer.from(bytes).toString('base64url')),
  stopAt: fc.option(minute),
});

describe('a token', () => {
  test('says what was signed, whatever that is', () => {
    fc.assert(
      fc.property(grants, (grant) => {
        expect(opened(signToken(grant, KEY))).toEqual(grant);
      }),
    );
  });

  test('is 60 characters long for an instance, and 48 for the account', () => {
    const account = signToken({ ...GRANT, resource: { kind: 'account' } }, KEY);
    expect([TOKEN.length, account.length]).toEqual([60, 48]);
  });

  test('is worth nothing in another account or Region, and to another key', () => {
    const account = idOf(isAccountId, '210987654321');
    const other = { ...KEY, secret: Buffer.alloc(32, 8).toString('base64url') };
    expect(opened(TOKEN, KEY, { ...HOME, account })).toBeNull();
    expect(opened(TOKEN, KEY, { ...HOME, region: 'us-east-1' })).toBeNull();
    expect(opened(TOKEN, other)).toBeNull();
    expect(opened(TOKEN)).toEqual(GRANT);
  });
});

/** What looks like a letter of the alphabet and is none. */
const CONFUSABLES: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
  '0': '０',
  '1': '１',
  '-': '‐',
  _: '＿',
};

const letters = [...TOKEN];
const place = fc.nat(TOKEN.length - 1);
const replaced = (at: number, by: string): string =>
  letters.map((letter, index) => (index === at ? by : letter)).join('');

function flipped(bit: number): string {
  const bytes = Buffer.from(TOKEN, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return bytes.toString('base64url');
}

/** Two stretches of bytes change places. */
function reordered([a, b, length]: readonly [number, number, number]): string {
  const bytes = Buffer.from(TOKEN, 'base64url');
  const first = Buffer.from(bytes.subarray(a, a + length));
  bytes.copy(bytes, a, b, b + length);
  first.copy(bytes, b);
  return bytes.toString('base64url');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const MUTATIONS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'with a bit flipped': fc.nat(Buffer.from(TOKEN, 'base64url').length * 8 - 1).map(flipped),
  'with another letter': fc
    .tuple(place, fc.constantFrom(...ALPHABET))
    .map(([at, letter]) => replaced(at, letter)),
  'with the case of a letter changed': place.map((at) => {
    const letter = letters[at] ?? '';
    return replaced(
      at,
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    );
  }),
  'cut off': place.map((at) => TOKEN.slice(0, at)),
  'without its beginning': place.map((at) => TOKEN.slice(at + 1)),
  'with something after it': fc.string({ minLength: 1 }).map((more) => TOKEN + more),
  'with something before it': fc.string({ minLength: 1 }).map((more) => more + TOKEN),
  'with its fields in another order': fc
    .tuple(fc.nat(20), fc.integer({ min: 22, max: 40 }), fc.integer({ min: 1, max: 4 }))
    .map(reordered),
  'with letters that look like others': fc
    .subarray(
      letters.map((_, at) => at),
      { minLength: 1 },
    )
    .map((places) =>
      letters
        .map((letter, at) => (places.includes(at) ? (CONFUSABLES[letter] ?? '\u200b') : letter))
        .join(''),
    ),
  'in the other base64 alphabet': fc
    .constantFrom('+', '/', '=', '%2d', ' ')
    .chain((letter) => place.map((at) => replaced(at, letter))),
  'with two letters exchanged': fc.tuple(place, place).map(([a, b]) => {
    const [one = '', other = ''] = [letters[a], letters[b]];
    return letters.map((letter, at) => (at === a ? other : at === b ? one : letter)).join('');
  }),
};

const RUNS_EACH = 1_000;

describe('of 11,000 mutated tokens none is believed:', () => {
  test.each(Object.entries(MUTATIONS))('%s', (_, mutation) => {
    let tried = 0;
    const mutated = mutation.filter((token) => token !== TOKEN);
    fc.assert(
      fc.property(mutated, (token) => {
        tried += 1;
        expect(opened(token)).toBeNull();
      }),
      { seed: 20_261_128, numRuns: RUNS_EACH },
    );
    expect(tried).toBe(RUNS_EACH);
  });
});

test('a token whose last letter has bits to spare is believed in one writing only', () => {
  const token = signToken(
    { ...GRANT, resource: { kind: 'instance', id: idOf(isInstanceId, 'i-0123abcd') } },
    KEY,
  );
  const writings = [...ALPHABET].map((letter) => token.slice(0, -1) + letter);
  const same = writings.filter((one) =>
    Buffer.from(one, 'base64url').equals(Buffer.from(token, 'base64url')),
  );
  expect(same.length).toBeGreaterThan(1);
  expect(writings.filter((one) => opened(one) !== null)).toEqual([token]);
});

describe('the nonce', () => {
  test('is that of the message and its resource, and tells nobody of the key', () => {
    const { resource } = GRANT;
    const nonce = nonceOf(KEY, 'warning:1', resource);
    expect(nonceOf(KEY, 'warning:1', resource)).toBe(nonce);
    expect(Buffer.from(nonce, 'base64url')).toHaveLength(8);
    const others = [
      nonceOf(KEY, 'warning:2', resource),
      nonceOf(KEY, 'warning:1', { kind: 'account' }),
      nonceOf({ ...KEY, secret: Buffer.alloc(32, 9).toString('base64url') }, 'warning:1', resource),
    ];
    expect(new Set([nonce, ...others]).size).toBe(4);
  });
});
