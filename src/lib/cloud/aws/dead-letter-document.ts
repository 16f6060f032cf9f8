/**
 * The four kinds of message in the dead-letter queue. A function's is the record of its failed
 * invocation (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html); a
 * rule's is the event, and a schedule's the input, each with the trouble in message attributes
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html,
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html). What the
 * queue of other places has given up is the event too, and SQS says which queue it was.
 */
import * as z from 'zod';
import type { DeadLetter } from '../../model/dead-letter.ts';
import { type Instant, instant, parseInstant } from '../../model/instant.ts';

const attributeValue = z.object({ StringValue: z.string().optional() });

export const messageDocument = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string().default(''),
  Attributes: z
    .object({
      SentTimestamp: z.string().optional(),
      DeadLetterQueueSourceArn: z.string().optional(),
    })
    .optional(),
  MessageAttributes: z.record(z.string(), attributeValue).default({}),
});
export type QueueMessage = z.output<typeof messageDocument>;

const record = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string().optional().catch(undefined),
    approximateInvokeCount: z.int().optional().catch(undefined),
  }),
  requestPayload: z.unknown(),
  responsePayload: z
    .object({
      errorMessage: z.string().optional().catch(undefined),
      errorType: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const anyObject = z.record(z.string(), z.unknown());

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

export function readDeadLetter(message: QueueMessage): DeadLetter {
  const body = jsonOf(message.Body);
  const invocation = record.safeParse(body);
  if (invocation.success) return ofFunction(message, invocation.data);
  const queueArn = message.Attributes?.DeadLetterQueueSourceArn;
  return queueArn === undefined
    ? ofAttributes(message, { body })
    : ofScopes(message, queueArn, body);
}

/** Sent again to a function of home, the event goes into that queue as it did at first. */
const senderOf = (queueArn: string): string =>
  queueArn.replace(
    /^(arn:[\w-]+):sqs:(.*):([\w-]+)-scopes$/,
    '$1:lambda:$2:function:$3-instance-changed',
  );

/** Why each try failed, only the function's log says. */
const ofScopes = (message: QueueMessage, queueArn: string, body: unknown): DeadLetter => ({
  ...eventIn(body),
  ...sentIn(message),
  from: 'scopes',
  functionArn: senderOf(queueArn),
  attempts: null,
  code: null,
  message: null,
});

function ofFunction(message: QueueMessage, invocation: z.output<typeof record>): DeadLetter {
  const { requestContext, requestPayload, responsePayload } = invocation;
  const { functionArn, condition, approximateInvokeCount } = requestContext;
  return {
    ...eventIn(requestPayload),
    ...sentIn(message),
    from: 'function',
    // `…:function:NAME:$LATEST`: the version is none of ours.
    functionArn: functionArn.split(':').slice(0, FUNCTION_ARN_PARTS).join(':'),
    attempts: approximateInvokeCount ?? null,
    code: responsePayload?.errorType ?? condition ?? null,
    message: responsePayload?.errorMessage ?? null,
  };
}

const FUNCTION_ARN_PARTS = 7;

function ofAttributes(message: QueueMessage, { body }: { readonly body: unknown }): DeadLetter {
  const said = (name: string): string | null =>
    message.MessageAttributes[name]?.StringValue ?? null;
  const isOfSchedule = said('SCHEDULE_ARN') !== null;
  const attempts = Number(said('RETRY_ATTEMPTS') ?? Number.NaN);
  return {
    ...eventIn(body),
    ...sentIn(message),
    from: isOfSchedule ? 'schedule' : said('RULE_ARN') === null ? 'unknown' : 'rule',
    functionArn: said('TARGET_ARN'),
    // The first attempt is no retry.
    attempts: Number.isInteger(attempts) ? attempts + 1 : null,
    code: said('ERROR_CODE'),
    message: said('ERROR_MESSAGE'),
  };
}

const placeDocument = z.object({ account: z.string(), region: z.string() });

type EventParts = Pick<DeadLetter, 'event' | 'type' | 'happenedAt' | 'place'>;

function eventIn(document: unknown): EventParts {
  const { data: event = null } = anyObject.safeParse(document);
  const { data: place = null } = placeDocument.safeParse(event);
  const { 'detail-type': type, time } = event ?? {};
  return {
    event,
    type: typeof type === 'string' ? type : null,
    happenedAt: (typeof time === 'string' ? parseInstant(time) : undefined) ?? null,
    place,
  };
}

function sentIn({ MessageId, Attributes }: QueueMessage): Pick<DeadLetter, 'id' | 'gaveUpAt'> {
  const sent = Number(Attributes?.SentTimestamp ?? Number.NaN);
  const gaveUpAt: Instant | null = Number.isFinite(sent) ? instant(sent) : null;
  return { id: MessageId, gaveUpAt };
}
