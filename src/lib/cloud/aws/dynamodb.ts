import type {
  AttributeValue,
  DeleteItemInput,
  DeleteItemOutput,
  GetItemInput,
  GetItemOutput,
  QueryInput,
  QueryOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { type Instant, instant } from '../../model/instant.ts';
import type { Expectation, LedgerKey, LedgerPage, LedgerStore, StoredItem } from '../cloud.ts';
import { decodeItem, encodeItem } from './ledger-codec.ts';
import { SCHEMA_VERSION, upgraded } from './ledger-migrations.ts';

/** The four calls, through whatever client; each throws what DynamoDB refuses, by its name. */
export interface TableCalls {
  getItem(input: GetItemInput): Promise<Pick<GetItemOutput, 'Item'>>;
  query(input: QueryInput): Promise<Pick<QueryOutput, 'Items' | 'LastEvaluatedKey'>>;
  updateItem(input: UpdateItemInput): Promise<Pick<UpdateItemOutput, 'Attributes'>>;
  deleteItem(input: DeleteItemInput): Promise<Pick<DeleteItemOutput, 'Attributes'>>;
}

export interface Table {
  readonly calls: TableCalls;
  readonly tableName: string;
}

const labelOf = ({ partition, sort }: LedgerKey): string => `${partition}/${sort}`;

const attributesOf = ({ partition, sort }: LedgerKey) => marshall({ pk: partition, sk: sort });

const versionDocument = z.object({ schemaVersion: z.int().nonnegative() });

const storedDocument = z.object({
  pk: z.string(),
  sk: z.string(),
  revision: z.int(),
  expiresAt: z.int().optional(),
  item: z.unknown(),
});

type Stored = Record<string, AttributeValue>;

/** Null for an item that a newer Tierkeeper wrote: it is not ours to read, nor to overwrite. */
function readStored(stored: Stored): StoredItem | null {
  const document = unmarshall(stored);
  const { schemaVersion: version } = versionDocument.parse(document);
  if (version > SCHEMA_VERSION) return null;
  const { pk, sk, revision, expiresAt, item } = storedDocument.parse(document);
  const key = { partition: pk, sort: sk };
  return {
    key,
    item: decodeItem(upgraded({ item, version }), labelOf(key)),
    revision,
    expiresAt: expiresAt === undefined ? null : instant(expiresAt * 1_000),
  };
}

/** DynamoDB's TTL counts whole seconds; rounded up, so that nothing ages before its time. */
const secondsOf = (expiresAt: Instant): number => Math.ceil(expiresAt / 1_000);

/** Besides what the caller expects: an item of a newer schema is never written over. */
function conditionOf(expectation: Expectation): string {
  if (expectation === 'absent') return 'attribute_not_exists(pk)';
  if (expectation === 'any') return 'attribute_not_exists(pk) OR schemaVersion <= :schema';
  return 'revision = :revision AND schemaVersion <= :schema';
}

const expectedValues = (expectation: Expectation) =>
  typeof expectation === 'object' ? { ':revision': expectation.revision } : {};

const writtenDocument = z.object({ revision: z.int() });

async function getItem({ calls, tableName }: Table, key: LedgerKey): Promise<StoredItem | null> {
  const Key = attributesOf(key);
  const { Item } = await calls.getItem({ TableName: tableName, Key, ConsistentRead: true });
  if (!Item) return null;
  const stored = readStored(Item);
  if (stored) return stored;
  throw new Error(`ledger item ${labelOf(key)} was written by a newer Tierkeeper`);
}

/** An empty prefix cannot be asked for: DynamoDB refuses an empty key value. */
function rangeOf(partition: string, sortPrefix: string) {
  if (sortPrefix === '') {
    return { condition: 'pk = :pk', values: { ':pk': partition } };
  }
  const values = { ':pk': partition, ':prefix': sortPrefix };
  return { condition: 'pk = :pk AND begins_with(sk, :prefix)', values };
}

async function queryItems(
  { calls, tableName }: Table,
  partition: string,
  { sortPrefix, consistent }: Parameters<LedgerStore['query']>[1],
): Promise<LedgerPage> {
  const range = rangeOf(partition, sortPrefix);
  const found: Stored[] = [];
  let from: Stored | undefined;
  do {
    const page = await calls.query({
      TableName: tableName,
      KeyConditionExpression: range.condition,
      ExpressionAttributeValues: marshall(range.values),
      ConsistentRead: consistent,
      ExclusiveStartKey: from,
    });
    found.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  const items = found.map(readStored).filter((item) => item !== null);
  return { items, newerSchema: found.length - items.length };
}

const UPDATE = 'ADD revision :one SET #item = :item, #kind = :kind, schemaVersion = :schema';

/**
 * UpdateItem, because only there can a write that expects nothing still count the revision on;
 * it sets every attribute, so the item is replaced as a put would.
 */
async function putItem(
  { calls, tableName }: Table,
  { key, item, expiresAt }: Parameters<LedgerStore['put']>[0],
  expectation: Expectation,
): Promise<number> {
  const expiry =
    expiresAt === null
      ? { update: ' REMOVE expiresAt', values: {} }
      : { update: ', expiresAt = :expires', values: { ':expires': secondsOf(expiresAt) } };
  const { Attributes = {} } = await calls.updateItem({
    TableName: tableName,
    Key: attributesOf(key),
    ConditionExpression: conditionOf(expectation),
    UpdateExpression: `${UPDATE}${expiry.update}`,
    ExpressionAttributeNames: { '#item': 'item', '#kind': 'kind' },
    ExpressionAttributeValues: marshall(
      {
        ':item': encodeItem(item),
        ':kind': item.kind,
        ':schema': SCHEMA_VERSION,
        ':one': 1,
        ...expiry.values,
        ...expectedValues(expectation),
      },
      { removeUndefinedValues: true },
    ),
    ReturnValues: 'UPDATED_NEW',
  });
  return writtenDocument.parse(unmarshall(Attributes)).revision;
}

async function deleteItem(
  { calls, tableName }: Table,
  key: LedgerKey,
  expectation: Exclude<Expectation, 'absent'>,
): Promise<boolean> {
  const { Attributes } = await calls.deleteItem({
    TableName: tableName,
    Key: attributesOf(key),
    ConditionExpression: conditionOf(expectation),
    ExpressionAttributeValues: marshall({
      ':schema': SCHEMA_VERSION,
      ...expectedValues(expectation),
    }),
    ReturnValues: 'ALL_OLD',
  });
  return Attributes !== undefined;
}

const CONFLICT = 'ConditionalCheckFailedException';

/** What the write answers, or `otherwise` where somebody else has written first. */
async function unlessConflict<T>(write: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Error && error.name === CONFLICT) return otherwise;
    throw error;
  }
}

/** The ledger table: partition key `pk`, sort key `sk`, TTL on `expiresAt`. */
export function dynamoLedger(table: Table): LedgerStore {
  return {
    get: (key) => getItem(table, key),
    query: (partition, options) => queryItems(table, partition, options),
    async put(write, expectation) {
      const revision = await unlessConflict(putItem(table, write, expectation), null);
      return revision === null ? { written: false } : { written: true, revision };
    },
    async delete(key, expectation) {
      if (expectation === 'absent') return { deleted: false };
      return { deleted: await unlessConflict(deleteItem(table, key, expectation), false) };
    },
  };
}
