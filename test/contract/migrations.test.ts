/** Items of an older schema, as a table has them that an earlier version has left. */
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import { dynamoLedger } from '../../src/lib/cloud/aws/dynamodb.ts';
import { clientCalls } from '../../src/lib/cloud/aws/dynamodb-client.ts';
import {
  type Migration,
  SCHEMA_VERSION,
  upgraded,
} from '../../src/lib/cloud/aws/ledger-migrations.ts';
import type { LedgerKey } from '../../src/lib/cloud/cloud.ts';
import type { LedgerItem, LedgerKind } from '../../src/lib/model/ledger.ts';
import { digestExchange } from '../../src/lib/record/digest-exchange.ts';
import { digestPartition } from '../../src/lib/record/place.ts';
import { ACCOUNT } from '../build/ids.ts';
import { startDynalite } from '../emulators/dynalite.ts';
import { emulated } from '../emulators/emulator.ts';
import { dynamoContract } from './dynamo-ledger.ts';
import { SAMPLES } from './ledger-items.ts';

const dynalite = await startDynalite();
const client = new DynamoDBClient(emulated(dynalite.endpoint));
const TABLE = 'kept';
await dynamoContract(dynalite.endpoint, TABLE);
const store = dynamoLedger({ calls: clientCalls(client), tableName: TABLE });

afterAll(() => dynalite.stop());

/** What version 0 did not write yet, and what it meant by that. */
const UNWRITTEN: Partial<Record<LedgerKind, Readonly<Record<string, unknown>>>> = {
  instance: { hibernationRefusedAt: null, unknownSince: null },
  notebook: { told: [] },
  'left-volume': { attachedUntil: null },
  survey: { unseen: [], unlooked: [], leftBackups: [] },
};

const KINDS = Object.values(SAMPLES);

const asVersion0 = (item: LedgerItem): object =>
  Object.fromEntries(
    Object.entries(item).filter(([field]) => !(field in (UNWRITTEN[item.kind] ?? {}))),
  );
const asRead = (item: LedgerItem): object => ({ ...item, ...UNWRITTEN[item.kind] });

async function plant(key: LedgerKey, item: object, schemaVersion: number): Promise<void> {
  const { partition: pk, sort: sk } = key;
  const Item = marshall(
    { pk, sk, revision: 7, schemaVersion, item },
    { removeUndefinedValues: true },
  );
  await client.send(new PutItemCommand({ TableName: TABLE, Item }));
}

describe('an item of version 0', () => {
  it.each(KINDS.map((item) => [item.kind, item] as const))(
    '%s: is read as today, and written back as today',
    async (kind, item) => {
      const key = { partition: 'live', sort: kind };
      await plant(key, asVersion0(item), 0);
      const found = await store.get(key);
      expect(found?.item).toEqual(asRead(item));
      const { items } = await store.query('live', { sortPrefix: kind, consistent: true });
      expect(items.find(({ key: { sort } }) => sort === kind)?.item).toEqual(found?.item);

      const write = { key, item: found?.item ?? item, expiresAt: null };
      expect(await store.put(write, { revision: 7 })).toEqual({ written: true, revision: 8 });
      const Key = marshall({ pk: 'live', sk: kind });
      const { Item = {} } = await client.send(new GetItemCommand({ TableName: TABLE, Key }));
      expect(unmarshall(Item)).toMatchObject({ schemaVersion: SCHEMA_VERSION, item: asRead(item) });
      expect((await store.get(key))?.item).toEqual(found?.item);
    },
  );

  it('that nothing can be made of is refused by its name, and stays as it is', async () => {
    const key = { partition: 'live', sort: 'broken' };
    await plant(key, { kind: 'instance', instanceId: 'i-1; drop' }, 0);
    await expect(store.get(key)).rejects.toThrow('ledger item live/broken: instanceId: ');
    await plant({ ...key, sort: 'text' }, { kind: 'wish' }, 0);
    await expect(store.get({ ...key, sort: 'text' })).rejects.toThrow('live/text: kind: ');
  });
});

describe('what places hand over to the one digest, stored in a way that we do not know', () => {
  const place = { account: ACCOUNT, region: 'eu-west-1' };
  const partition = digestPartition(place);
  const exchange = digestExchange({ store, place });

  it('is a part of its date that cannot be read, beside those that can', async () => {
    const part = SAMPLES['digest-part'];
    const odd = { ...part, date: '2026-11-21', sections: [{ section: 'of tomorrow' }] };
    await plant({ partition, sort: 'part#2026-11-21' }, odd, SCHEMA_VERSION);
    await exchange.handOver(part);
    const { heard, failures } = await exchange.hear([{ place, only: null }]);
    expect(failures).toEqual([]);
    const [before, today] = heard[0]?.parts ?? [];
    expect(before).toMatchObject({ date: '2026-11-21', isUnreadable: true, sections: [] });
    expect(today).toEqual(part);
    const { heard: ofToday } = await exchange.hear([{ place, only: '2026-11-22' }]);
    expect(ofToday).toEqual([{ place, parts: [part], unread: null }]);
  });

  it('is no round, so that what it told is told again', async () => {
    const odd = { kind: 'digest-round', date: '2026-11-22', told: 'everybody' };
    await plant({ partition, sort: 'round#2026-11-22' }, odd, SCHEMA_VERSION);
    expect(await exchange.round('2026-11-22')).toBeNull();
    await exchange.keepRound(SAMPLES['digest-round']);
    expect(await exchange.round('2026-11-22')).toEqual(SAMPLES['digest-round']);
  });
});

describe('the migrations', () => {
  const named: readonly Migration[] = [1, 2, 3, 4].map((version) => (item) => ({
    ...item,
    through: `${item['through'] ?? ''}${version}`,
  }));
  const version = fc.integer({ min: 0, max: named.length });

  test('each goes over an item once, in order, from the version that wrote it on', () => {
    fc.assert(
      fc.property(version, (from) => {
        const rest = '1234'.slice(from);
        const read = upgraded({ item: { kind: 'hold' }, version: from }, named);
        expect(read).toEqual(rest === '' ? { kind: 'hold' } : { kind: 'hold', through: rest });
      }),
    );
  });

  test('in two steps give what they give in one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), version, (item, stop) => {
        const halfway = upgraded({ item, version: 0 }, named.slice(0, stop));
        const whole = upgraded({ item: halfway, version: stop }, named);
        expect(whole).toEqual(upgraded({ item, version: 0 }, named));
      }),
    );
  });

  test("leave today's items as they are, whatever is in them", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (item) => {
        expect(upgraded({ item, version: SCHEMA_VERSION })).toEqual(item);
      }),
    );
  });
});
