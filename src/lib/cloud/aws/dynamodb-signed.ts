import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { LedgerStore } from '../cloud.ts';
import { dynamoLedger, type TableCalls } from './dynamodb.ts';
import { type SignedJson, type SignedJsonOptions, signedJson } from './signed-json.ts';

/** What is in it is read where an item is read. */
const value = z.custom<AttributeValue>((given) => typeof given === 'object' && given !== null);
const attributes = z.record(z.string(), value);

const got = z.object({ Item: attributes.optional() });
const queried = z.object({
  Items: z.array(attributes).optional(),
  LastEvaluatedKey: attributes.optional(),
});
const changed = z.object({ Attributes: attributes.optional() });

const signedCalls = (call: SignedJson): TableCalls => ({
  getItem: async (input) => got.parse(await call('GetItem', input)),
  query: async (input) => queried.parse(await call('Query', input)),
  updateItem: async (input) => changed.parse(await call('UpdateItem', input)),
  deleteItem: async (input) => changed.parse(await call('DeleteItem', input)),
});

type Reached = Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'>;

/** The same ledger without the SDK's client. */
export const signedLedger = (options: Reached & { readonly tableName: string }): LedgerStore =>
  dynamoLedger({
    calls: signedCalls(
      signedJson({
        ...options,
        service: 'dynamodb',
        target: 'DynamoDB_20120810',
        contentType: 'application/x-amz-json-1.0',
      }),
    ),
    tableName: options.tableName,
  });
