import { DescribeSpotInstanceRequestsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { SpotRequest } from '../../model/network.ts';
import { parseDocuments } from './documents.ts';
import { readByFilter } from './pages.ts';

const requestDocument = z
  .object({ SpotInstanceRequestId: z.string(), Type: z.enum(['one-time', 'persistent']) })
  .transform(
    (document): SpotRequest => ({ id: document.SpotInstanceRequestId, type: document.Type }),
  );

export async function readSpotRequests(
  client: EC2Client,
  ids: readonly string[],
): Promise<readonly SpotRequest[]> {
  const documents = await readByFilter('spot-instance-request-id', ids, async (request) => {
    const page = await client.send(new DescribeSpotInstanceRequestsCommand(request));
    return { documents: page.SpotInstanceRequests, nextToken: page.NextToken };
  });
  return parseDocuments(requestDocument, documents, 'SpotInstanceRequestId');
}
