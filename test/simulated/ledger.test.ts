import { describe, expect, test } from 'vitest';
import type { LedgerKey } from '../../src/lib/cloud/cloud.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import {
  days,
  hours,
  type Instant,
  instant,
  minutes,
  plus,
  seconds,
} from '../../src/lib/model/instant.ts';
import type { Control, Hold } from '../../src/lib/model/ledger.ts';

const key = (sort: string): LedgerKey => ({ partition: 'live#1#home', sort });
const control = (at: number): Control => ({
  kind: 'control',
  paused: false,
  mode: null,
  at: instant(at),
});
const put = (sort: string, at: number, expiresAt: Instant | null = null) => ({
  key: key(sort),
  item: control(at),
  expiresAt,
});

describe('the ledger', () => {
  test('gives back what was put, with a revision that grows', async () => {
    const { ports } = simulatedAccount();
    expect(await ports.ledger.get(key('a'))).toBeNull();
    expect(await ports.ledger.put(put('a', 1), 'any')).toEqual({ written: true, revision: 1 });
    expect(await ports.ledger.put(put('a', 2), 'any')).toEqual({ written: true, revision: 2 });
    expect(await ports.ledger.get(key('a'))).toEqual({
      key: key('a'),
      item: control(2),
      revision: 2,
      expiresAt: null,
    });
  });

  test('writes only what meets its condition', async () => {
    const { ports } = simulatedAccount();
    expect(await ports.ledger.put(put('a', 1), { revision: 1 })).toEqual({ written: false });
    expect(await ports.ledger.put(put('a', 1), 'absent')).toEqual({ written: true, revision: 1 });
    expect(await ports.ledger.put(put('a', 2), 'absent')).toEqual({ written: false });
    expect(await ports.ledger.put(put('a', 2), { revision: 1 })).toEqual({
      written: true,
      revision: 2,
    });
    expect(await ports.ledger.put(put('a', 3), { revision: 1 })).toEqual({ written: false });
    expect((await ports.ledger.get(key('a')))?.item).toEqual(control(2));
  });

  test('lets one of many writers win', async () => {
    const aws = simulatedAccount({ latency: 'real' });
    const racing = Array.from({ length: 20 }, (_, at) =>
      aws.ports.ledger.put(put('a', at), 'absent'),
    );
    await aws.advance(seconds(1));
    const results = await Promise.all(racing);
    expect(results.filter(({ written }) => written)).toHaveLength(1);
  });

  test('deletes on condition, and says whether it did', async () => {
    const { ports } = simulatedAccount();
    await ports.ledger.put(put('a', 1), 'any');
    expect(await ports.ledger.delete(key('a'), { revision: 2 })).toEqual({ deleted: false });
    expect(await ports.ledger.delete(key('a'), { revision: 1 })).toEqual({ deleted: true });
    expect(await ports.ledger.delete(key('a'), 'any')).toEqual({ deleted: false });
    expect(await ports.ledger.get(key('a'))).toBeNull();
  });

  test('finds the items of a partition by prefix, in the order of their keys', async () => {
    const { ports } = simulatedAccount();
    for (const sort of ['i#2', 'w#1', 'i#1', 'i#3']) await ports.ledger.put(put(sort, 1), 'any');
    const sorts = async (sortPrefix: string) => {
      const page = await ports.ledger.query('live#1#home', { sortPrefix, consistent: true });
      return page.items.map((item) => item.key.sort);
    };
    expect(await sorts('i#')).toEqual(['i#1', 'i#2', 'i#3']);
    expect(await sorts('')).toEqual(['i#1', 'i#2', 'i#3', 'w#1']);
    await ports.ledger.delete(key('i#2'), 'any');
    expect(await sorts('i#')).toEqual(['i#1', 'i#3']);
  });

  test('forgets what has expired within two days, unless it was written again', async () => {
    const aws = simulatedAccount();
    const soon = plus(aws.now(), hours(1));
    await aws.ports.ledger.put(put('old', 1, soon), 'any');
    await aws.ports.ledger.put(put('renewed', 1, soon), 'any');
    await aws.advance(minutes(30));
    await aws.ports.ledger.put(put('renewed', 2, plus(aws.now(), days(30))), 'any');
    await aws.advance(days(2));
    expect(await aws.ports.ledger.get(key('old'))).toBeNull();
    expect((await aws.ports.ledger.get(key('renewed')))?.revision).toBe(2);
  });

  test('counts items of a newer schema and never overwrites them', async () => {
    const aws = simulatedAccount();
    aws.ledger.plantNewerSchema(key('new'));
    await aws.ports.ledger.put(put('ours', 1), 'any');
    const page = await aws.ports.ledger.query('live#1#home', { sortPrefix: '', consistent: true });
    expect(page.newerSchema).toBe(1);
    expect(page.items.map((item) => item.key.sort)).toEqual(['ours']);
    expect(await aws.ports.ledger.put(put('new', 1), 'any')).toEqual({ written: false });
    expect(await aws.ports.ledger.put(put('new', 1), 'absent')).toEqual({ written: false });
    expect(await aws.ports.ledger.delete(key('new'), 'any')).toEqual({ deleted: false });
  });

  test('may miss the last second where reads need not be consistent', async () => {
    const aws = simulatedAccount({ faults: { ledgerStale: 1 } });
    const count = async (consistent: boolean) => {
      const page = await aws.ports.ledger.query('live#1#home', { sortPrefix: '', consistent });
      return page.items.length;
    };
    await aws.ports.ledger.put(put('a', 1), 'any');
    expect([await count(false), await count(true)]).toEqual([0, 1]);
    await aws.advance(seconds(2));
    expect(await count(false)).toBe(1);
  });

  test('throws when it is throttled, and has then done nothing', async () => {
    const aws = simulatedAccount({ faults: { ledgerThrottled: 1 } });
    await expect(aws.ports.ledger.put(put('a', 1), 'any')).rejects.toThrow('throttled');
    expect(aws.ledger.get(key('a'))).toBeNull();
  });

  test('may do a write whose answer never comes', async () => {
    const aws = simulatedAccount({ faults: { ledgerTimedOut: 1 } });
    const written = aws.ports.ledger.put(put('a', 1), 'any');
    await expect(written).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(aws.ledger.get(key('a'))?.revision).toBe(1);
    expect(aws.journal.of('ledger')).toMatchObject([{ written: true, answerLost: true }]);
  });

  test('writes each put and delete into the journal, also those that lost', async () => {
    const aws = simulatedAccount();
    await aws.ports.ledger.put(put('a', 1), 'absent');
    await aws.ports.ledger.put(put('a', 2), 'absent');
    await aws.ports.ledger.delete(key('a'), 'any');
    const entries = aws.journal.of('ledger');
    expect(entries.map(({ change, written, revision }) => [change, written, revision])).toEqual([
      ['put', true, 1],
      ['put', false, null],
      ['delete', true, null],
    ]);
    expect(entries[2]?.item).toEqual(control(1));
  });
});

describe('a hold', () => {
  test('that has not ended is seen in the circumstances of a call', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const hold: Hold = {
      kind: 'hold',
      instanceId: id,
      want: 'leave',
      until: plus(aws.now(), hours(1)),
      by: 'somebody',
      why: 'a demonstration',
      at: aws.now(),
      postpones: false,
    };
    await aws.ports.ledger.put({ key: key('hold'), item: hold, expiresAt: null }, 'any');
    const stop = { verb: 'stop', instanceIds: [id], hibernate: false } as const;
    await aws.ports.cloud.power(stop);
    await aws.advance(hours(2));
    await aws.ports.cloud.power(stop);
    expect(aws.journal.of('call').map(({ before }) => before?.holds)).toEqual([[hold], []]);
  });

  test('is placed by a person the way a link does it', async () => {
    const aws = simulatedAccount({
      latency: 'real',
      placeHold: async (ledger, hold) => {
        await ledger.put({ key: key(`hold ${hold.by}`), item: hold, expiresAt: null }, 'any');
      },
    });
    const id = aws.setup.instance({ name: 'box' });
    const wish = { want: 'leave', why: 'not now', postpones: true, lasts: hours(2) } as const;
    aws.hands('mina').hold('box', wish);
    const at = aws.now();
    await aws.advance(seconds(1));
    expect(aws.ledger.get(key('hold mina'))?.item).toEqual({
      kind: 'hold',
      instanceId: id,
      want: 'leave',
      why: 'not now',
      postpones: true,
      by: 'mina',
      at,
      until: plus(at, hours(2)),
    });
    expect(aws.journal.of('ledger')[0]?.actor).toEqual({ kind: 'person', name: 'mina' });
  });

  test('that cannot be placed fails the run, not in silence', async () => {
    const aws = simulatedAccount({
      placeHold: async () => {
        throw new Error('no such link');
      },
    });
    aws.setup.instance({ name: 'box' });
    aws.owner.hold('box', { want: 'leave', why: '', postpones: false, lasts: hours(1) });
    await expect(aws.advance(seconds(1))).rejects.toThrow('no such link');
  });

  test('has no effect where nothing is deployed, nor on an instance that never was', async () => {
    const aws = simulatedAccount();
    aws.owner.hold('nobody', { want: 'leave', why: '', postpones: false, lasts: hours(1) });
    aws.owner.stop('nobody');
    await aws.advance(seconds(1));
    expect(aws.journal.entries).toEqual([]);
    expect(aws.account.machines.has(idOf(isInstanceId, 'i-01234567'))).toBe(false);
  });
});
