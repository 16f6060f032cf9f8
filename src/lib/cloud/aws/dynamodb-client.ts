import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { LedgerStore } from '../cloud.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { dynamoLedger, type TableCalls } from './dynamodb.ts';

export const clientCalls = (client: DynamoDBClient): TableCalls => ({
  getItem: (input) => client.send(new GetItemCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
  updateItem: (input) => client.send(new UpdateItemCommand(input)),
  deleteItem: (input) => client.send(new DeleteItemCommand(input)),
});

/** The table's few units come with five minutes of burst: behind them it pays to wait. */
const ATTEMPTS_MAX = 6;

export const awsLedger = (options: AwsOptions & { readonly tableName: string }): LedgerStore =>
  dynamoLedger({
    calls: clientCalls(
      new DynamoDBClient({ ...clientSettings(options), maxAttempts: ATTEMPTS_MAX }),
    ),
    tableName: options.tableName,
  });
