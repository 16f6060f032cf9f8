/** The keys that sign links: made once, renewed in time, and believed as long as a link lives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerStore } from '../../src/lib/cloud/cloud.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import {
  keysToSign,
  LINK_LIFE_MAX,
  newestKey,
  type RandomBytes,
  signingKey,
  withNewKey,
} from '../../src/lib/link/key-ring.ts';
import { linkFor } from '../../src/lib/link/link-for.ts';
import { proven, readToken } from '../../src/lib/link/token.ts';
import { days, hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { LinkKeys } from '../../src/lib/model/link-record.ts';
import type { Ledger } from '../../src/lib/record/record.ts';
import { NOON } from '../build/at.ts';
import { BOX, HOME } from './tokens.ts';

/** Nobody gets the bytes that somebody else got. */
function counting(): RandomBytes {
  let next = 0;
  return (count) => {
    next += 1;
    return new Uint8Array(count).fill(next);
  };
}

interface Safe {
  readonly ledger: Ledger;
  /** As a pass at that time gets them. */
  at(now: Instant): Promise<LinkKeys>;
  /** As they lie in the ledger. */
  stored(): readonly LinkKeys[];
}

function safe(): Safe {
  const world = simulatedAccount({ startAt: NOON });
  const ledger = { store: world.ports.ledger, place: HOME };
  const random = counting();
  return {
    ledger,
    at: (now) => keysToSign(ledger, now, random),
    stored: () =>
      world.ledger.items().flatMap(({ item }) => (item.kind === 'link-keys' ? [item] : [])),
  };
}

const SIGNS_FOR = days(30);

describe('the first key', () => {
  test('is made when it is first needed, of 32 bytes, and is in the ledger', async () => {
    const { at, stored } = safe();
    const ring = await at(NOON);
    expect(stored()).toEqual([ring]);
    expect(ring.keys.map(({ madeAt }) => madeAt)).toEqual([NOON]);
    expect(Buffer.from(newestKey(ring)?.secret ?? '', 'base64url')).toHaveLength(32);
  });

  test('signs until it is thirty days old, and not a minute longer', async () => {
    const { at } = safe();
    const first = await at(NOON);
    expect(await at(minus(plus(NOON, SIGNS_FOR), minutes(1)))).toEqual(first);
    const renewed = await at(plus(NOON, SIGNS_FOR));
    expect(renewed.keys[0]).toEqual(first.keys[0]);
    expect(renewed.keys.map(({ madeAt }) => madeAt)).toEqual([NOON, plus(NOON, SIGNS_FOR)]);
  });
});

/** A store in which somebody else is quicker: between the first read and the write after it. */
function overtaken(store: LedgerStore, by: () => Promise<unknown>): LedgerStore {
  let isFirst = true;
  return {
    ...store,
    get: async (key) => {
      const read = await store.get(key);
      if (isFirst) {
        isFirst = false;
        await by();
      }
      return read;
    },
  };
}

describe('of two passes at once', () => {
  test('both sign with the one key that is there', async () => {
    const { at, stored } = safe();
    const [one, other] = await Promise.all([at(NOON), at(NOON)]);
    expect(one).toEqual(other);
    expect(stored()).toEqual([one]);
    expect(one.keys).toHaveLength(1);
  });

  test.each([
    ['the first key', NOON],
    ['its successor', plus(NOON, SIGNS_FOR)],
  ])('the slower one takes %s that the quicker one made', async (_, now) => {
    const { ledger, at, stored } = safe();
    if (now > NOON) await at(NOON);
    const slow = { ...ledger, store: overtaken(ledger.store, () => at(now)) };
    const ring = await keysToSign(slow, now, (count) => new Uint8Array(count).fill(99));
    expect(stored()).toEqual([ring]);
    expect(JSON.stringify(ring)).not.toContain(Buffer.alloc(32, 99).toString('base64url'));
    expect(ring.keys.filter(({ madeAt }) => madeAt === now)).toHaveLength(1);
  });
});

describe('a message', () => {
  test('is signed by the key of its own time, also when it is tried again later', async () => {
    const { at } = safe();
    await at(NOON);
    const second = plus(NOON, SIGNS_FOR);
    const ring = await at(second);
    const [old, young] = ring.keys;
    expect(signingKey(ring, NOON)).toBe(old);
    expect(signingKey(ring, minus(second, minutes(1)))).toBe(old);
    expect(signingKey(ring, second)).toBe(young);
    expect(signingKey(ring, plus(second, days(400)))).toBe(young);
  });

  test('from before all keys is signed by the oldest; where there are none, by none', async () => {
    const { at } = safe();
    const ring = await at(NOON);
    expect(signingKey(ring, minus(NOON, days(1)))).toBe(ring.keys[0]);
    expect(signingKey({ kind: 'link-keys', keys: [] }, NOON)).toBeNull();
  });
});

/** Made as late after the message as a link can live, of everything that makes links live long. */
const longest = (at: Instant) =>
  ({
    resource: { kind: 'instance', id: BOX },
    actions: ['hour'],
    stopAt: plus(at, days(60)),
    of: 'warning',
    at,
  }) as const;

describe('overlap', () => {
  test('whatever the pauses between passes, every link opens for as long as it lives', async () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 24 * 50 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(pauses, async (lengths) => {
        const { at } = safe();
        const made: { readonly token: string; readonly at: Instant }[] = [];
        let now = NOON;
        for (const length of lengths) {
          now = plus(now, hours(length));
          const ring = await at(now);
          const url = linkFor('https://links.example', ring, HOME)(longest(now));
          made.push({ token: url?.split('/').at(-1) ?? '', at: now });
          const alive = made.filter((one) => now < plus(one.at, LINK_LIFE_MAX));
          for (const { token } of alive) expect(opens(token, ring)).toBe(true);
          expect(new Set(ring.keys.map(({ id }) => id)).size).toBe(ring.keys.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('outlasts the last link that a key has signed, by not a minute', async () => {
    const [first, second] = [plus(NOON, days(-100)), NOON];
    const key = { secret: '', madeAt: first };
    const ring: LinkKeys = {
      kind: 'link-keys',
      keys: [
        { ...key, id: 254 },
        { ...key, id: 255, madeAt: second },
      ],
    };
    const idsAt = (now: Instant): readonly number[] =>
      withNewKey(ring, now, counting()).keys.map(({ id }) => id);
    const last = plus(second, LINK_LIFE_MAX);
    expect(idsAt(minus(last, minutes(1)))).toEqual([254, 255, 0]);
    expect(idsAt(last)).toEqual([255, 0]);
  });

  test('is over with the last link of a key: the next renewal forgets it', async () => {
    const { at } = safe();
    const made: Instant[] = [];
    for (let age = 0; age <= 365; age += 1) {
      const ring = await at(plus(NOON, days(age)));
      made.splice(0, made.length, ...ring.keys.map(({ madeAt }) => madeAt));
      expect(made.length).toBeLessThanOrEqual(2);
    }
    expect(made[0]).toBeGreaterThan(plus(NOON, days(250)));
  });
});

function opens(token: string, { keys }: LinkKeys): boolean {
  const unproven = readToken(token);
  const key = keys.find(({ id }) => id === unproven?.keyId);
  return unproven !== null && key !== undefined && proven(unproven, key, HOME) !== null;
}
