/** A ledger item as DynamoDB answers with it. */
import { marshall } from '@aws-sdk/util-dynamodb';
import { encodeItem } from '../../src/lib/cloud/aws/ledger-codec.ts';
import { SCHEMA_VERSION } from '../../src/lib/cloud/aws/ledger-migrations.ts';
import type { LedgerItem } from '../../src/lib/model/ledger.ts';
import { keyOfItem, type Place } from '../../src/lib/record/place.ts';

export function storedItem(place: Place, item: LedgerItem) {
  const { partition: pk, sort: sk } = keyOfItem(place, item);
  return marshall({ pk, sk, revision: 1, schemaVersion: SCHEMA_VERSION, item: encodeItem(item) });
}
