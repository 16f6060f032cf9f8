import { DescribeSnapshotsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { isSnapshotId, isVolumeId, type VolumeId } from '../../model/ids.ts';
import type { EbsSnapshot } from '../../model/image.ts';
import { idDocument, parseDocuments, tagsDocument, timeDocument } from './documents.ts';
import { readByFilter, readPages } from './pages.ts';

const GIB = 2 ** 30;

/** A copy names this volume, which nobody has (EBS user guide, copy a snapshot). */
const OF_A_COPY = 'vol-ffffffff';

const sourceDocument = z
  .string()
  .optional()
  .transform((id) => (id !== undefined && id !== OF_A_COPY && isVolumeId(id) ? id : null));

const snapshotDocument = z
  .object({
    SnapshotId: idDocument(isSnapshotId, 'a snapshot'),
    VolumeId: sourceDocument,
    StartTime: timeDocument,
    State: z.string(),
    VolumeSize: z.number(),
    FullSnapshotSizeInBytes: z.number().optional(),
    StorageTier: z.enum(['standard', 'archive']).default('standard'),
    Tags: tagsDocument,
  })
  .transform(
    ({ SnapshotId, VolumeId, FullSnapshotSizeInBytes: written, ...document }): EbsSnapshot => ({
      id: SnapshotId,
      volumeId: VolumeId,
      startedAt: document.StartTime,
      finished: document.State === 'completed',
      fullGiB: written === undefined ? document.VolumeSize : written / GIB,
      tier: document.StorageTier,
      tags: document.Tags,
    }),
  );

/** The most of a page (API reference of DescribeSnapshots). */
const PAGE_SIZE = 1_000;

/** All of this account. */
export async function readSnapshots(client: EC2Client): Promise<readonly EbsSnapshot[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults: PAGE_SIZE, NextToken }),
    );
    return { documents: page.Snapshots, nextToken: page.NextToken };
  });
  return parseDocuments(snapshotDocument, documents, 'SnapshotId');
}

/** Of these volumes alone. */
export async function readBackups(
  client: EC2Client,
  ids: readonly VolumeId[],
): Promise<readonly EbsSnapshot[]> {
  const documents = await readByFilter('volume-id', ids, async (request) => {
    const page = await client.send(
      new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults: PAGE_SIZE, ...request }),
    );
    return { documents: page.Snapshots, nextToken: page.NextToken };
  });
  return parseDocuments(snapshotDocument, documents, 'SnapshotId');
}
