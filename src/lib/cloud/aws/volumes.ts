import { DescribeVolumesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { isInstanceId, isVolumeId, type VolumeId } from '../../model/ids.ts';
import { VOLUME_STATES, type Volume, type VolumeAttachment } from '../../model/volume.ts';
import { idDocument, parseDocuments, tagsDocument, timeDocument } from './documents.ts';
import { readByFilter, readPages } from './pages.ts';

/** For all others DescribeVolumes shows a baseline that nobody provisioned or pays for. */
const PROVISIONED_IOPS: ReadonlySet<string> = new Set(['gp3', 'io1', 'io2']);

const attachmentDocument = z
  .object({
    // Missing where an AWS service holds the volume for its own compute, such as Fargate.
    InstanceId: idDocument(isInstanceId, 'an instance').optional(),
    Device: z.string().default(''),
    DeleteOnTermination: z.boolean().default(false),
    AttachTime: timeDocument.optional(),
  })
  .transform((document): readonly VolumeAttachment[] =>
    document.InstanceId
      ? [
          {
            instanceId: document.InstanceId,
            device: document.Device,
            deleteOnTermination: document.DeleteOnTermination,
            attachedAt: document.AttachTime ?? null,
          },
        ]
      : [],
  );

const volumeDocument = z
  .object({
    VolumeId: idDocument(isVolumeId, 'a volume'),
    State: z.enum(VOLUME_STATES),
    VolumeType: z.string(),
    Size: z.number(),
    Iops: z.number().optional(),
    Throughput: z.number().optional(),
    Encrypted: z.boolean(),
    CreateTime: timeDocument,
    Tags: tagsDocument,
    Attachments: z.array(attachmentDocument).default([]),
  })
  .transform(
    (document): Volume => ({
      id: document.VolumeId,
      state: document.State,
      type: document.VolumeType,
      sizeGiB: document.Size,
      iops: PROVISIONED_IOPS.has(document.VolumeType) ? (document.Iops ?? null) : null,
      throughputMiBps: document.Throughput ?? null,
      encrypted: document.Encrypted,
      createdAt: document.CreateTime,
      tags: document.Tags,
      attachments: document.Attachments.flat(),
    }),
  );

export async function readVolumes(
  client: EC2Client,
  ids: readonly VolumeId[],
): Promise<readonly Volume[]> {
  const documents = await readByFilter('volume-id', ids, async (request) => {
    const page = await client.send(new DescribeVolumesCommand(request));
    return { documents: page.Volumes, nextToken: page.NextToken };
  });
  return parseDocuments(volumeDocument, documents, 'VolumeId');
}

/** The most of a page (API reference of DescribeVolumes). */
const PAGE_SIZE = 1_000;

/** Every volume of the Region, attached or not. */
export async function readAllVolumes(client: EC2Client): Promise<readonly Volume[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new DescribeVolumesCommand({ MaxResults: PAGE_SIZE, NextToken }),
    );
    return { documents: page.Volumes, nextToken: page.NextToken };
  });
  return parseDocuments(volumeDocument, documents, 'VolumeId');
}
