/** What a process keeps of the ledger is what is there, whoever has written meanwhile. */
import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerKey, LedgerStore } from '../../src/lib/cloud/cloud.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { type Instant, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../src/lib/model/ledger.ts';
import { keptRanges } from '../../src/lib/record/kept-ranges.ts';
import { keptStore, type Shelf } from '../../src/lib/record/kept-store.ts';
import { accountPartition, livePartition, SURVEY, surveyKey } from '../../src/lib/record/place.ts';
import { NOON } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';

const PLACE = { account: ACCOUNT, region: 'ap-northeast-2' };
const [LIVE, ALL] = [livePartition(PLACE), accountPartition(PLACE)];

const item = (at: number): LedgerItem => ({
  kind: 'control',
  paused: false,
  mode: null,
  at: instant(at),
});

/** What only passes write; then what anybody posts. */
const OWNED: readonly LedgerKey[] = [
  { partition: LIVE, sort: 'instance#i-1' },
  { partition: LIVE, sort: 'instance#i-2' },
  { partition: ALL, sort: 'notice#ap-northeast-2#stopped:1' },
  { partition: ALL, sort: 'notice#ap-northeast-2#about-to-stop:2' },
  { partition: ALL, sort: 'digest#ap-northeast-2#2026-11-02' },
  { partition: ALL, sort: 'activation#ap-northeast-2' },
];
const POSTED: readonly LedgerKey[] = [
  { partition: ALL, sort: 'notice#ap-northeast-2#aws-health:1' },
  { partition: ALL, sort: 'notice#ap-northeast-2#own-trouble:pass-failed' },
];

interface Deed {
  readonly key: number;
  readonly does: 'puts' | 'claims' | 'deletes' | 'loses-the-answer';
}

interface Turn {
  readonly process: number;
  readonly deeds: readonly Deed[];
  /** Posted by somebody while it goes on. */
  readonly posts: readonly number[];
  readonly minutesLater: number;
  /** A pass that ends otherwise has been cut off. */
  readonly endsWell: boolean;
}

const deed = fc.record<Deed>({
  key: fc.nat({ max: OWNED.length + POSTED.length - 1 }),
  does: fc.constantFrom('puts', 'puts', 'claims', 'deletes', 'loses-the-answer'),
});

const turns = fc.array(
  fc.record<Turn>({
    process: fc.nat({ max: 1 }),
    deeds: fc.array(deed, { maxLength: 4 }),
    posts: fc.array(fc.nat({ max: POSTED.length - 1 }), { maxLength: 2 }),
    minutesLater: fc.constantFrom(0, 1, 5, 30),
    endsWell: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

const readAll = (store: LedgerStore) =>
  Promise.all(
    keptRanges(PLACE).map(({ partition, sortPrefix }) =>
      store.query(partition, { sortPrefix, consistent: true }),
    ),
  );

/** The same table, but the answers of these writes are lost on their way. */
const losing = (store: LedgerStore): LedgerStore => ({
  ...store,
  put: async (...write) => {
    await store.put(...write);
    throw new Error('socket hang up');
  },
});

async function doDeed(
  store: LedgerStore,
  lossy: LedgerStore,
  { key: index, does }: Deed,
): Promise<void> {
  const key = [...OWNED, ...POSTED][index] ?? expect.fail('no such key');
  const write = { key, item: item(index), expiresAt: null };
  switch (does) {
    case 'puts':
      return void (await store.put(write, 'any'));
    case 'claims':
      return void (await store.put(write, 'absent'));
    case 'deletes':
      return void (await store.delete(key, 'any'));
    case 'loses-the-answer':
      return void (await lossy.put(write, 'any').catch(() => undefined));
  }
}

describe('what a process keeps of the ledger', () => {
  law.prop([turns], { numRuns: 400 })('is what is there', async (all) => {
    const raw = simulatedAccount().ports.ledger;
    const shelves: readonly [Shelf, Shelf] = [new Map(), new Map()];
    let [fence, now]: [number, Instant] = [0, NOON];
    for (const { process, deeds, posts, minutesLater, endsWell } of all) {
      [fence, now] = [fence + 1, plus(now, minutes(minutesLater))];
      let loses = false;
      const lossy: LedgerStore = {
        ...raw,
        put: (...write) => (loses ? losing(raw) : raw).put(...write),
      };
      const shelf = shelves[process];
      const kept = keptStore(lossy, { shelf, place: PLACE, fence, now });
      expect(await readAll(kept.store)).toEqual(await readAll(raw));
      for (const one of deeds) {
        loses = one.does === 'loses-the-answer';
        await doDeed(kept.store, kept.store, one);
        loses = false;
      }
      for (const index of posts) {
        const key = POSTED[index] ?? expect.fail('no such key');
        await raw.put({ key, item: item(now), expiresAt: null }, 'absent');
      }
      expect(await readAll(kept.store)).toEqual(await readAll(raw));
      if (endsWell) kept.shelve();
    }
  });

  const opened = (shelf: Shelf, raw: LedgerStore, lease: { fence: number; now: Instant }) => {
    let reads = 0;
    const counted: LedgerStore = {
      ...raw,
      query: (...query) => {
        reads += 1;
        return raw.query(...query);
      },
    };
    const kept = keptStore(counted, { shelf, place: PLACE, ...lease });
    const live = () => kept.store.query(LIVE, { sortPrefix: '', consistent: true });
    return { ...kept, live, reads: () => reads };
  };

  test('is not asked for again by the lease after its own, and by any other it is', async () => {
    const raw = simulatedAccount().ports.ledger;
    const shelf: Shelf = new Map();
    const first = opened(shelf, raw, { fence: 7, now: NOON });
    await first.live();
    await first.live();
    first.shelve();
    const next = opened(shelf, raw, { fence: 8, now: NOON });
    await next.live();
    next.shelve();
    const later = opened(shelf, raw, { fence: 10, now: NOON });
    await later.live();
    expect([first.reads(), next.reads(), later.reads()]).toEqual([1, 0, 1]);
  });

  test('is read anew after a quarter of an hour: it may be changed by hand', async () => {
    const raw = simulatedAccount().ports.ledger;
    const shelf: Shelf = new Map();
    const first = opened(shelf, raw, { fence: 1, now: NOON });
    await first.live();
    first.shelve();
    const later = opened(shelf, raw, { fence: 2, now: plus(NOON, minutes(16)) });
    await later.live();
    expect(later.reads()).toBe(1);
  });

  test('but of a survey is what was kept only for whoever can do with an older one', async () => {
    const raw = simulatedAccount().ports.ledger;
    const kept = keptStore(raw, { shelf: undefined, place: PLACE, fence: 1, now: NOON });
    const key = surveyKey(PLACE);
    const surveyFor = async (consistent: boolean) =>
      (await kept.store.query(ALL, { sortPrefix: SURVEY, consistent })).items.length;
    expect(await surveyFor(true)).toBe(0);
    await raw.put({ key, item: item(1), expiresAt: null }, 'absent');
    expect(await surveyFor(false)).toBe(0);
    expect(await surveyFor(true)).toBe(1);
  });

  test('is read again where it was written while it was read', async () => {
    const raw = simulatedAccount().ports.ledger;
    const key = { partition: LIVE, sort: 'instance#i-1' };
    let write: () => Promise<unknown> = async () => undefined;
    const slow: LedgerStore = {
      ...raw,
      query: async (...query) => {
        const page = await raw.query(...query);
        await write();
        return page;
      },
    };
    const { store } = keptStore(slow, { shelf: undefined, place: PLACE, fence: 1, now: NOON });
    const live = async () => (await store.query(LIVE, { sortPrefix: '', consistent: true })).items;
    write = () => store.put({ key, item: item(1), expiresAt: null }, 'any');
    expect(await live()).toEqual([]);
    write = async () => undefined;
    expect(await live()).toMatchObject([{ key }]);
  });
});
