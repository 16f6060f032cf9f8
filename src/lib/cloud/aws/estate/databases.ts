import { DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import * as z from 'zod';
import type { Database } from '../../../model/database.ts';
import { parseDocuments, tagsDocument, timeDocument } from '../documents.ts';
import { readPages } from '../pages.ts';
import { nameDocument } from './names.ts';

const databaseDocument = z
  .object({
    DBInstanceIdentifier: nameDocument,
    DBInstanceArn: z.string(),
    DBInstanceClass: z.string(),
    Engine: z.string(),
    DBInstanceStatus: z.string(),
    MultiAZ: z.boolean().default(false),
    DBClusterIdentifier: nameDocument.optional(),
    AllocatedStorage: z.number().default(0),
    StorageType: z.string().default(''),
    Iops: z.number().optional(),
    StorageThroughput: z.number().optional(),
    InstanceCreateTime: timeDocument.optional(),
    AutomaticRestartTime: timeDocument.optional(),
    TagList: tagsDocument,
  })
  .transform(
    (document): Database => ({
      name: document.DBInstanceIdentifier,
      arn: document.DBInstanceArn,
      instanceClass: document.DBInstanceClass,
      engine: document.Engine,
      status: document.DBInstanceStatus,
      multiAz: document.MultiAZ,
      clusterId: document.DBClusterIdentifier ?? null,
      sizeGiB: document.AllocatedStorage,
      storageType: document.StorageType,
      iops: document.Iops ?? null,
      throughputMiBps: document.StorageThroughput || null,
      createdAt: document.InstanceCreateTime ?? null,
      restartsAt: document.AutomaticRestartTime ?? null,
      tags: document.TagList,
    }),
  );

/** The most of a page (API reference of DescribeDBInstances). */
const PAGE_SIZE = 100;

export async function readDatabases(client: RDSClient): Promise<readonly Database[]> {
  const documents = await readPages(async (Marker) => {
    const page = await client.send(
      new DescribeDBInstancesCommand({ MaxRecords: PAGE_SIZE, Marker }),
    );
    return { documents: page.DBInstances, nextToken: page.Marker };
  });
  return parseDocuments(databaseDocument, documents, 'DBInstanceIdentifier');
}
