import { DescribeImagesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { isImageId, isSnapshotId } from '../../../model/ids.ts';
import type { MachineImage } from '../../../model/image.ts';
import { parseInstant } from '../../../model/instant.ts';
import { idDocument, ifAny, parseDocuments, tagsDocument } from '../documents.ts';
import { readPages } from '../pages.ts';

/** EC2 writes the times of images as text. */
const writtenTime = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue('is no time');
  return z.NEVER;
});

const diskDocument = z.object({
  Ebs: z.object({ SnapshotId: ifAny(idDocument(isSnapshotId, 'a snapshot')) }).optional(),
});

const imageDocument = z
  .object({
    ImageId: idDocument(isImageId, 'an image'),
    Name: z.string().default(''),
    CreationDate: writtenTime,
    LastLaunchedTime: ifAny(writtenTime),
    BlockDeviceMappings: z.array(diskDocument).default([]),
    Tags: tagsDocument,
  })
  .transform(
    (document): MachineImage => ({
      id: document.ImageId,
      name: document.Name,
      createdAt: document.CreationDate,
      launchedAt: document.LastLaunchedTime ?? null,
      snapshotIds: document.BlockDeviceMappings.flatMap(({ Ebs }) =>
        Ebs?.SnapshotId === undefined ? [] : [Ebs.SnapshotId],
      ),
      tags: document.Tags,
    }),
  );

/** The most of a page (API reference of DescribeImages). */
const PAGE_SIZE = 1_000;

/** Disabled ones too: what they hold is no less in use. */
export async function readImages(client: EC2Client): Promise<readonly MachineImage[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new DescribeImagesCommand({
        Owners: ['self'],
        IncludeDisabled: true,
        MaxResults: PAGE_SIZE,
        NextToken,
      }),
    );
    return { documents: page.Images, nextToken: page.NextToken };
  });
  return parseDocuments(imageDocument, documents, 'ImageId');
}
