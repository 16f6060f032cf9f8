import { expect } from 'vitest';
import type { Expectation, LedgerKey, LedgerStore } from '../../../src/lib/cloud/cloud.ts';
import { hours, instant, plus } from '../../../src/lib/model/instant.ts';
import type { LedgerCase } from '../contract-ledger.ts';
import { HOLD, SAMPLES } from '../ledger-items.ts';

const KEY: LedgerKey = { partition: 'hold#123456789012#ap-northeast-2', sort: 'hold#i-1' };

const put = (store: LedgerStore, expectation: Expectation, why = '') =>
  store.put({ key: KEY, item: { ...HOLD, why }, expiresAt: null }, expectation);

const whyOf = async (store: LedgerStore): Promise<string | null> => {
  const item = (await store.get(KEY))?.item;
  return item?.kind === 'hold' ? item.why : null;
};

const sortsOf = async (store: LedgerStore, partition: string, sortPrefix: string) =>
  (await store.query(partition, { sortPrefix, consistent: true })).items.map(({ key }) => key.sort);

/** So many at once; how many of them wrote. */
async function race(store: LedgerStore, expectation: Expectation): Promise<number> {
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) => put(store, expectation, `racer ${index}`)),
  );
  return results.filter(({ written }) => written).length;
}

const writes: readonly LedgerCase[] = [
  {
    name: 'what was never written is not there',
    async run({ store }) {
      expect(await store.get(KEY)).toBeNull();
      expect(await store.query(KEY.partition, { sortPrefix: '', consistent: true })).toEqual({
        items: [],
        newerSchema: 0,
      });
    },
  },
  {
    name: 'an item of every kind comes back as it was written',
    async run({ store }) {
      for (const item of Object.values(SAMPLES)) {
        const key = { partition: 'live', sort: item.kind };
        await store.put({ key, item, expiresAt: null }, 'absent');
        expect(await store.get(key)).toMatchObject({ key, item, expiresAt: null });
      }
      const { items } = await store.query('live', { sortPrefix: '', consistent: true });
      expect(new Set(items.map(({ item }) => item))).toEqual(new Set(Object.values(SAMPLES)));
    },
  },
  {
    name: 'the end of an item is kept, and gone with the write that gives none',
    async run({ store }) {
      const expiresAt = plus(instant(Date.UTC(2027, 0, 1)), hours(1));
      await store.put({ key: KEY, item: HOLD, expiresAt }, 'any');
      expect((await store.get(KEY))?.expiresAt).toBe(expiresAt);
      await put(store, 'any');
      expect((await store.get(KEY))?.expiresAt).toBeNull();
    },
  },
  {
    name: 'a first write is not made over anything',
    async run({ store }) {
      expect(await put(store, 'absent', 'first')).toMatchObject({ written: true });
      expect(await put(store, 'absent', 'second')).toEqual({ written: false });
      expect(await whyOf(store)).toBe('first');
    },
  },
  {
    name: 'a write that expects nothing is always made, and the revision grows with each',
    async run({ store }) {
      const revisions: number[] = [];
      for (const why of ['first', 'second', 'third']) {
        const result = await put(store, 'any', why);
        if (result.written) revisions.push(result.revision);
      }
      const [first = 0, second = 0, third = 0] = revisions;
      expect(first < second && second < third).toBe(true);
      expect(await store.get(KEY)).toMatchObject({ revision: third, item: { why: 'third' } });
    },
  },
  {
    name: 'a write that expects a revision is made over that one only',
    async run({ store }) {
      const first = await put(store, 'absent', 'first');
      const revision = first.written ? first.revision : 0;
      expect(await put(store, { revision }, 'second')).toMatchObject({ written: true });
      expect(await put(store, { revision }, 'too late')).toEqual({ written: false });
      expect(await whyOf(store)).toBe('second');
    },
  },
  {
    name: 'a write that expects a revision is not made where nothing is',
    async run({ store }) {
      expect(await put(store, { revision: 1 })).toEqual({ written: false });
      expect(await store.get(KEY)).toBeNull();
    },
  },
  {
    name: 'of twenty that race for a free place one wins, and of twenty for a revision too',
    async run({ store }) {
      expect(await race(store, 'absent')).toBe(1);
      const revision = (await store.get(KEY))?.revision ?? 0;
      expect(await race(store, { revision })).toBe(1);
    },
    moto: {
      why: 'its threads check and write an item without a lock: now and then more than one wins',
      source: 'seen here, once in some runs on a loaded machine',
      async instead({ store }) {
        expect(await race(store, 'absent')).toBeGreaterThanOrEqual(1);
        expect(await put(store, 'absent')).toEqual({ written: false });
      },
    },
  },
];

const deletes: readonly LedgerCase[] = [
  {
    name: 'a delete that expects a revision deletes that one only',
    async run({ store }) {
      await put(store, 'absent');
      await put(store, 'any');
      const revision = (await store.get(KEY))?.revision ?? 0;
      expect(await store.delete(KEY, { revision: revision - 1 })).toEqual({ deleted: false });
      expect(await store.get(KEY)).not.toBeNull();
      expect(await store.delete(KEY, { revision })).toEqual({ deleted: true });
      expect(await store.get(KEY)).toBeNull();
    },
  },
  {
    name: 'a delete says whether anything was there',
    async run({ store }) {
      await put(store, 'absent');
      expect(await store.delete(KEY, 'any')).toEqual({ deleted: true });
      expect(await store.delete(KEY, 'any')).toEqual({ deleted: false });
    },
  },
];

const queries: readonly LedgerCase[] = [
  {
    name: 'a query gives the items of its partition and prefix, in the order of their sort keys',
    async run({ store }) {
      const keys = ['live/b#2', 'live/b#10', 'live/a#1', 'live/c', 'other/b#1'].map((text) => {
        const [partition = '', sort = ''] = text.split('/');
        return { partition, sort };
      });
      for (const key of keys) await store.put({ key, item: HOLD, expiresAt: null }, 'any');
      expect(await sortsOf(store, 'live', 'b#')).toEqual(['b#10', 'b#2']);
      expect(await sortsOf(store, 'live', '')).toEqual(['a#1', 'b#10', 'b#2', 'c']);
      expect(await sortsOf(store, 'live', 'd')).toEqual([]);
    },
  },
  {
    name: 'a query folds every page, of which each holds a megabyte',
    async run({ store }) {
      const item = { ...HOLD, why: 'x'.repeat(60_000) };
      const sorts = Array.from({ length: 40 }, (_, index) => `hold#${100 + index}`);
      for (const sort of sorts) {
        await store.put({ key: { partition: 'live', sort }, item, expiresAt: null }, 'absent');
      }
      expect(await sortsOf(store, 'live', 'hold#')).toEqual(sorts);
    },
  },
];

const newer: readonly LedgerCase[] = [
  {
    name: 'an item of a newer schema is counted, and never overwritten or deleted',
    async run(ledger) {
      const { store } = ledger;
      await ledger.plantNewerSchema(KEY);
      for (const expectation of ['any', 'absent', { revision: 7 }] as const) {
        expect(await put(store, expectation)).toEqual({ written: false });
        expect(await store.delete(KEY, expectation)).toEqual({ deleted: false });
      }
      expect(await store.query(KEY.partition, { sortPrefix: '', consistent: true })).toEqual({
        items: [],
        newerSchema: 1,
      });
    },
  },
  {
    name: 'an item of a newer schema cannot be got, because it is there and says nothing',
    async run(ledger) {
      await ledger.plantNewerSchema(KEY);
      await expect(ledger.store.get(KEY)).rejects.toThrow('was written by a newer Tierkeeper');
    },
  },
];

export const LEDGER_CASES: readonly LedgerCase[] = [...writes, ...deletes, ...queries, ...newer];
