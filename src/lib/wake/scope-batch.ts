/** What SQS hands to the function that looks after other places: up to five events as text. */
import * as z from 'zod';
import { type Duration, type Instant, instant, minutes, plus } from '../model/instant.ts';
import { complaintOf } from './complaint.ts';

const count = z.string().regex(/^\d+$/).transform(Number);

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const Batch = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ SentTimestamp: count, ApproximateReceiveCount: count }),
    }),
  ),
});

/** One wake that waited in the queue. */
export interface Queued {
  readonly messageId: string;
  /** The event, as any function gets it; null where the text is no JSON. */
  readonly document: unknown;
  readonly sentAt: Instant;
  /** Above 1 where an earlier try failed, or did not come to its end. */
  readonly tries: number;
}

/** As in a tick: the next one is there by then. */
const FRESH_FOR: Duration = minutes(5);

/**
 * Nobody has tried it, and the next tick's message is in the queue: that one is as good. So a queue
 * that is behind never grows, and what failed is still tried again.
 */
export const isStale = ({ sentAt, tries }: Queued, now: Instant): boolean =>
  tries <= 1 && plus(sentAt, FRESH_FOR) < now;

function documentIn(body: string): unknown {
  try {
    const document: unknown = JSON.parse(body);
    return document;
  } catch {
    return null;
  }
}

/** Throws for what is no batch: SQS itself makes it. */
export function readBatch(event: unknown): readonly Queued[] {
  const parsed = Batch.safeParse(event);
  if (!parsed.success) throw new TypeError(`no batch of SQS: ${complaintOf(parsed.error)}`);
  return parsed.data.Records.map(({ messageId, body, attributes }) => ({
    messageId,
    document: documentIn(body),
    sentAt: instant(attributes.SentTimestamp),
    tries: attributes.ApproximateReceiveCount,
  }));
}
