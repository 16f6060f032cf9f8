import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { dynamoLedger } from '../../src/lib/cloud/aws/dynamodb.ts';
import { clientCalls } from '../../src/lib/cloud/aws/dynamodb-client.ts';
import { SCHEMA_VERSION } from '../../src/lib/cloud/aws/ledger-migrations.ts';
import { emulated } from '../emulators/emulator.ts';
import { recording } from '../rights/recorded-actions.ts';
import { watchedLedger } from '../rights/watched-ports.ts';
import type { ContractLedger } from './contract-ledger.ts';

const ATTRIBUTES = ['pk', 'sk'] as const;
const KEY_TYPES = { pk: 'HASH', sk: 'RANGE' } as const;

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: ATTRIBUTES.map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: ATTRIBUTES.map((AttributeName) => ({
        AttributeName,
        KeyType: KEY_TYPES[AttributeName],
      })),
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName });
}

/** The product's ledger over a new table of an emulator. */
export async function dynamoContract(endpoint: string, tableName: string): Promise<ContractLedger> {
  const client = new DynamoDBClient(emulated(endpoint));
  await createTable(client, tableName);
  return {
    store: watchedLedger(dynamoLedger({ calls: clientCalls(client), tableName }), recording),
    async plantNewerSchema({ partition, sort }) {
      const Item = {
        pk: { S: partition },
        sk: { S: sort },
        schemaVersion: { N: String(SCHEMA_VERSION + 1) },
        revision: { N: '7' },
        item: { M: { kind: { S: 'of tomorrow' } } },
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
  };
}
