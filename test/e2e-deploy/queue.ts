/** SQS queues as their owner reads them: what is in one is taken out of it. */
import * as z from 'zod';
import type { Calls } from './emulated-calls.ts';
import { REGION } from './project.ts';
import { eventually } from './promises.ts';

const Received = z.object({
  Messages: z.array(z.object({ ReceiptHandle: z.string(), Body: z.string() })).default([]),
});

const Made = z.object({ QueueUrl: z.string() });

export interface Queue {
  readonly arn: string;
  /** What has come since the last time, oldest first. */
  receive(): Promise<readonly unknown[]>;
}

const call = (calls: Calls, action: string, fields: object): Promise<unknown> =>
  calls.json('sqs', `AmazonSQS.${action}`, fields);

/** One that exists. */
export const queueCalled = (calls: Calls, name: string): Queue =>
  queueAt(calls, `http://127.0.0.1/123456789012/${name}`);

/** What comes next; `isWanted` leaves out the rest. */
export const received = (
  queue: Queue,
  what: string,
  isWanted: (message: unknown) => boolean = () => true,
): Promise<readonly unknown[]> =>
  eventually(
    async () => {
      const messages = (await queue.receive()).filter(isWanted);
      return messages.length > 0 ? messages : undefined;
    },
    { what },
  );

function queueAt(calls: Calls, QueueUrl: string): Queue {
  const receive = async (): Promise<readonly unknown[]> => {
    const request = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
    const { Messages } = Received.parse(await call(calls, 'ReceiveMessage', request));
    for (const { ReceiptHandle } of Messages) {
      await call(calls, 'DeleteMessage', { QueueUrl, ReceiptHandle });
    }
    const bodies = Messages.map(({ Body }): unknown => JSON.parse(Body));
    return Messages.length === 0 ? [] : [...bodies, ...(await receive())];
  };
  const [account, name] = QueueUrl.split('/').slice(-2);
  return { arn: `arn:aws:sqs:${REGION}:${account}:${name}`, receive };
}

/** A queue that the topic may write to; as on AWS it needs a policy for that. */
export async function queueFor(calls: Calls, name: string, topicArn: string): Promise<Queue> {
  const { QueueUrl } = Made.parse(await call(calls, 'CreateQueue', { QueueName: name }));
  const queue = queueAt(calls, QueueUrl);
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue.arn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await call(calls, 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  return queue;
}
