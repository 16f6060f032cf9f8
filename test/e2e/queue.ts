/** A queue that is subscribed to the topic, and what came of it: what machines got, and people. */
import * as z from 'zod';

/** The messages that a machine reads: see docs/messages. */
const Document = z.looseObject({
  kind: z.enum(['pass', 'digest']),
  mode: z.enum(['act', 'observe']),
  notices: z.array(z.looseObject({ kind: z.string(), facts: z.record(z.string(), z.unknown()) })),
});

const asJson = z.string().transform((text): unknown => JSON.parse(text));

const Received = z.object({
  Messages: z
    .array(
      z.object({
        ReceiptHandle: z.string(),
        Body: asJson.pipe(
          z.object({ MessageId: z.string(), Subject: z.string(), Message: asJson.pipe(Document) }),
        ),
      }),
    )
    .default([]),
});

/** Of what moto shows of itself: everything that was published, with the text for each protocol. */
const Published = z.object({
  sns: z.object({
    Topic: z.array(
      z.object({
        sent_notifications: z.array(
          z.tuple([z.string(), asJson.pipe(z.object({ email: z.string() }))]).rest(z.unknown()),
        ),
      }),
    ),
  }),
});

export interface Told {
  readonly subject: string;
  /** What the queue got. */
  readonly document: z.infer<typeof Document>;
  /** The mail of the same message. moto delivers none, but keeps what it would have sent. */
  readonly mail: string;
}

export interface Queue {
  readonly arn: string;
  /** What has come since the last time. */
  receive(): Promise<readonly Told[]>;
}

/** moto reads of a signature only which service it is for. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20261122/ap-northeast-2/sqs/aws4_request, ' +
  'SignedHeaders=host, Signature=0';

/** Three calls of the AWS JSON protocol: no client is a dependency for that. */
async function call(moto: string, action: string, fields: object): Promise<unknown> {
  const response = await fetch(moto, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      authorization: AUTHORIZATION,
    },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(`SQS ${action}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

async function mailsIn(moto: string): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`${moto}/moto-api/data.json`);
  const { sns } = Published.parse(await response.json());
  const sent = sns.Topic.flatMap(({ sent_notifications }) => sent_notifications);
  return new Map(sent.map(([messageId, { email }]) => [messageId, email]));
}

/** Oldest first; a message is taken out of the queue when it has been read. */
export async function openQueue(moto: string, name: string): Promise<Queue> {
  const made = await call(moto, 'CreateQueue', { QueueName: name });
  const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(made);
  const take = async (): Promise<z.infer<typeof Received>['Messages']> => {
    const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
    const { Messages } = Received.parse(await call(moto, 'ReceiveMessage', request));
    for (const { ReceiptHandle } of Messages) {
      await call(moto, 'DeleteMessage', { QueueUrl, ReceiptHandle });
    }
    return Messages.length === 0 ? [] : [...Messages, ...(await take())];
  };
  return {
    arn: `arn:aws:sqs:ap-northeast-2:123456789012:${name}`,
    async receive() {
      const messages = await take();
      const mails = messages.length === 0 ? new Map<string, string>() : await mailsIn(moto);
      return messages.map(({ Body: { MessageId, Subject, Message } }) => ({
        subject: Subject,
        document: Message,
        mail: mails.get(MessageId) ?? '',
      }));
    },
  };
}
