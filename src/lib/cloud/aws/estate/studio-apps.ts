import { ListAppsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import type { StudioApp } from '../../../model/sagemaker.ts';
import { parseDocuments, timeDocument, UnreadablePage } from '../documents.ts';
import { readPages } from '../pages.ts';
import { nameDocument } from './names.ts';

const appDocument = z.object({
  DomainId: nameDocument,
  UserProfileName: nameDocument.optional(),
  SpaceName: nameDocument.optional(),
  AppType: nameDocument,
  AppName: nameDocument,
  Status: z.string(),
  CreationTime: timeDocument.optional(),
  ResourceSpec: z.object({ InstanceType: z.string().optional() }).optional(),
});
type AppDocument = z.output<typeof appDocument>;

/** The most of a page (API reference of ListApps); unasked it gives ten. */
const PAGE_SIZE = 100;

/** Deleted ones are listed for a day. */
export async function readStudioApps(client: SageMakerClient): Promise<readonly StudioApp[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(new ListAppsCommand({ MaxResults: PAGE_SIZE, NextToken }));
    return { documents: page.Apps, nextToken: page.NextToken };
  });
  return parseDocuments(appDocument, documents, 'AppName')
    .filter(({ Status }) => Status === 'InService')
    .map((app) => ({
      domainId: app.DomainId,
      owner: ownerOf(app),
      type: app.AppType,
      name: app.AppName,
      instanceType: app.ResourceSpec?.InstanceType ?? null,
      createdAt: app.CreationTime ?? null,
    }));
}

function ownerOf({ AppName, SpaceName, UserProfileName }: AppDocument): StudioApp['owner'] {
  if (SpaceName !== undefined) return { kind: 'space', name: SpaceName };
  if (UserProfileName !== undefined) return { kind: 'user', name: UserProfileName };
  throw new UnreadablePage(`${AppName}: neither a space nor a user profile`);
}
