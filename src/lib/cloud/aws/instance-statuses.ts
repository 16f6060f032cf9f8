import { DescribeInstanceStatusCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {
  CHECK_RESULTS,
  type CheckStatus,
  EVENT_CODES,
  type InstanceStatus,
  type ScheduledEvent,
} from '../../model/health.ts';
import { isInstanceId } from '../../model/ids.ts';
import { idDocument, parseDocuments, timeDocument } from './documents.ts';
import { readPages } from './pages.ts';

/** 1,000 is the most of a page, and unpaginated the call draws on a bucket half the size. */
const PAGE_SIZE = 1_000;

/** A word that AWS has made since says as little as `insufficient-data`. */
const checkDocument = z
  .object({
    Status: z.enum(CHECK_RESULTS).catch('insufficient-data'),
    Details: z.array(z.object({ ImpairedSince: timeDocument.optional() })).default([]),
  })
  .default({ Status: 'not-applicable', Details: [] })
  .transform(
    ({ Status, Details }): CheckStatus => ({
      result: Status,
      impairedSince: Details.flatMap(({ ImpairedSince }) => ImpairedSince ?? [])[0] ?? null,
    }),
  );

/** What is told once needs a name to be known by: the code, where AWS gives the event no id. */
const eventDocument = z
  .object({
    InstanceEventId: z.string().optional(),
    Code: z.string(),
    Description: z.string().default(''),
    NotBefore: timeDocument.optional(),
    NotAfter: timeDocument.optional(),
    NotBeforeDeadline: timeDocument.optional(),
  })
  .transform(
    (document): ScheduledEvent => ({
      id: document.InstanceEventId ?? document.Code,
      code: z.enum(EVENT_CODES).catch('other').parse(document.Code),
      description: document.Description,
      notBefore: document.NotBefore ?? null,
      notAfter: document.NotAfter ?? null,
      deadline: document.NotBeforeDeadline ?? null,
    }),
  );

const statusDocument = z
  .object({
    InstanceId: idDocument(isInstanceId, 'an instance'),
    SystemStatus: checkDocument,
    InstanceStatus: checkDocument,
    AttachedEbsStatus: checkDocument,
    Events: z.array(eventDocument).default([]),
  })
  .transform(
    (document): InstanceStatus => ({
      instanceId: document.InstanceId,
      checks: {
        system: document.SystemStatus,
        instance: document.InstanceStatus,
        ebs: document.AttachedEbsStatus,
      },
      events: document.Events,
    }),
  );

/** Of what runs: nothing else has a status, though `IncludeAllInstances` would list it. */
export async function readInstanceStatuses(client: EC2Client): Promise<readonly InstanceStatus[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new DescribeInstanceStatusCommand({
        IncludeAllInstances: false,
        MaxResults: PAGE_SIZE,
        NextToken,
      }),
    );
    return { documents: page.InstanceStatuses, nextToken: page.NextToken };
  });
  return parseDocuments(statusDocument, documents, 'InstanceId');
}
