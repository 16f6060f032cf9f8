import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { parseDocuments, UnreadablePage } from './documents.ts';

const regionDocument = z
  .object({ RegionName: z.string().min(1) })
  .transform(({ RegionName }) => RegionName);

/** Without `AllRegions` only those that are enabled come; DescribeRegions has no pages. */
export async function readRegions(client: EC2Client): Promise<readonly string[]> {
  const { Regions } = await client.send(new DescribeRegionsCommand({}));
  if (!Regions) throw new UnreadablePage('the Regions came without their list');
  return parseDocuments(regionDocument, Regions, 'RegionName');
}
