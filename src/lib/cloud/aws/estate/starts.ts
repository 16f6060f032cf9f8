/**
 * CloudTrail's event history: free, of the last 90 days, whether or not there is a trail; two
 * calls a second for each account and Region (API reference of LookupEvents).
 */
import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod';
import { minus, minutes, plus } from '../../../model/instant.ts';
import type { StartEvent, StartQuestion } from '../../../model/start-event.ts';
import { parseDocuments, timeDocument } from '../documents.ts';
import type { Pace } from '../pace.ts';
import { readPages } from '../pages.ts';

/** EC2's launch time is that of the call but for seconds. */
const AROUND = minutes(15);

/** The most of a page (API reference of LookupEvents). */
const PAGE_SIZE = 50;

const identity = z.object({
  type: z.string().optional(),
  arn: z.string().optional(),
  invokedBy: z.string().optional(),
});

/** The whole event, as text inside the event. */
const recordDocument = z.object({
  userIdentity: identity.default({}),
  /** Of a call that AWS refused. */
  errorCode: z.string().optional(),
});
type EventRecord = z.infer<typeof recordDocument>;

const eventDocument = z.object({
  EventName: z.string(),
  EventTime: timeDocument,
  Username: z.string().optional(),
  CloudTrailEvent: z.string().optional(),
});
type EventDocument = z.infer<typeof eventDocument>;

export async function readStarts(
  client: CloudTrailClient,
  pace: Pace,
  { instanceId, launchTime }: StartQuestion,
): Promise<readonly StartEvent[]> {
  const documents = await readPages(async (NextToken) => {
    await pace.take([{ bucket: 'lookUpEvents', tokens: 1 }]);
    const page = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: instanceId }],
        StartTime: new Date(minus(launchTime, AROUND)),
        EndTime: new Date(plus(launchTime, AROUND)),
        MaxResults: PAGE_SIZE,
        NextToken,
      }),
    );
    return { documents: page.Events, nextToken: page.NextToken };
  });
  return parseDocuments(eventDocument, documents, 'EventId').flatMap(startIn);
}

function startIn(event: EventDocument): readonly StartEvent[] {
  const { EventName: call, EventTime: at, Username = '' } = event;
  if (call !== 'RunInstances' && call !== 'StartInstances') return [];
  const record = recordIn(event);
  const by = (record && callerIn(record)) || Username;
  return by === '' || record?.errorCode !== undefined ? [] : [{ call, by, at }];
}

/** Null where AWS wrote it in a way that nobody knows: then its user name must do. */
function recordIn({ CloudTrailEvent: text }: EventDocument): EventRecord | null {
  if (text === undefined) return null;
  const { success, data } = z.string().transform(asJson).pipe(recordDocument).safeParse(text);
  return success ? data : null;
}

function asJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : 'is no JSON');
    return z.NEVER;
  }
}

/** `arn:aws:sts::123456789012:assumed-role/Admin/jane`: what stands behind the account. */
const CALLER = /^arn:[\w-]+:(?:iam|sts)::\d*:(?:user|assumed-role|federated-user)?\/?(.+)$/;

function callerIn({ userIdentity: { arn = '', invokedBy = '' } }: EventRecord): string {
  return CALLER.exec(arn)?.[1] ?? invokedBy;
}
