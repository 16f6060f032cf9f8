import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamoLedger } from '../../src/lib/cloud/aws/dynamodb.ts';
import { clientCalls } from '../../src/lib/cloud/aws/dynamodb-client.ts';
import { signedLedger } from '../../src/lib/cloud/aws/dynamodb-signed.ts';
import { startDynalite } from '../emulators/dynalite.ts';
import { emulated } from '../emulators/emulator.ts';
import { LEDGER } from '../rights/port-actions.ts';
import { recordedActions, recording } from '../rights/recorded-actions.ts';
import { type Around, watchedLedger } from '../rights/watched-ports.ts';
import { LEDGER_CASES } from './cases/ledger.ts';
import { dynamoContract } from './dynamo-ledger.ts';
import { HOLD } from './ledger-items.ts';

const recordingSigned: Around = (name, call) => recording(`signed ${name}`, call);

const dynalite = await startDynalite();
let tables = 0;

const nextTable = (): string => {
  tables += 1;
  return `ledger-${tables}`;
};

afterAll(() => dynalite.stop());

describe('the ledger of cloud/aws over dynalite', () => {
  it.each(LEDGER_CASES)('$name', async ({ run }) => {
    await run(await dynamoContract(dynalite.endpoint, nextTable()));
  });
});

describe('the ledger of links, whose calls are signed without a client, over dynalite', () => {
  const signed = (tableName: string) => {
    const { credentials, ...reached } = emulated(dynalite.endpoint);
    const sleep = async () => undefined;
    const given = { ...reached, credentials: () => credentials, sleep, tableName };
    return watchedLedger(signedLedger(given), recordingSigned);
  };

  it.each(LEDGER_CASES)('$name', async ({ run }) => {
    const tableName = nextTable();
    const contract = await dynamoContract(dynalite.endpoint, tableName);
    await run({ ...contract, store: signed(tableName) });
  });

  it('makes the calls of the other one, and no other', () => {
    const named = Object.entries(LEDGER).map(([name, actions]) => [`signed ${name}`, actions]);
    expect(recordedActions()).toEqual({ ...LEDGER, ...Object.fromEntries(named) });
  });

  it('throws what DynamoDB refuses, by its name', async () => {
    const reading = signed('nothing').get({ partition: 'a', sort: 'b' });
    await expect(reading).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('an item that was tampered with', () => {
  const readBack = async (item: object): Promise<unknown> => {
    const tableName = nextTable();
    await dynamoContract(dynalite.endpoint, tableName);
    const client = new DynamoDBClient(emulated(dynalite.endpoint));
    const Item = marshall({ pk: 'hold', sk: 'i-1', revision: 1, schemaVersion: 1, item });
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
    const key = { partition: 'hold', sort: 'i-1' };
    return dynamoLedger({ calls: clientCalls(client), tableName }).get(key);
  };

  it.each([
    ['a want that nobody knows', { ...HOLD, want: 'deleted' }, 'want'],
    ['an instance id that is none', { ...HOLD, instanceId: 'i-1; drop' }, 'instanceId'],
    ['a time that is no number', { ...HOLD, until: 'tomorrow' }, 'until'],
    ['a kind that nobody knows', { ...HOLD, kind: 'wish' }, 'kind'],
  ])('is not believed: %s', async (_, item, field) => {
    await expect(readBack(item)).rejects.toThrow(`ledger item hold/i-1: ${field}: `);
  });
});

describe('a table that is not there', () => {
  it('throws, because no pass can do without its memory', async () => {
    const client = new DynamoDBClient(emulated(dynalite.endpoint));
    const store = dynamoLedger({ calls: clientCalls(client), tableName: 'nothing' });
    await expect(store.get({ partition: 'a', sort: 'b' })).rejects.toThrow(
      'Requested resource not found',
    );
  });
});
