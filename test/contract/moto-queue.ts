import {
  CreateTopicCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { Channel } from '../../src/lib/cloud/cloud.ts';
import { emulated } from '../emulators/emulator.ts';
import { motoPorts } from './moto-contract.ts';

/** What a queue holds of a message that SNS delivered: its envelope, as a string. */
const delivered = z.object({
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string(), Value: z.string() })),
});
export type Delivered = z.infer<typeof delivered>;

const created = z.object({ QueueUrl: z.string() });
const messages = z.object({ Messages: z.array(z.object({ Body: z.string() })).optional() });

/** Asked in the queue's own protocol, for which the product needs no client. */
async function ask(endpoint: string, verb: string, body: object): Promise<unknown> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${verb}`,
      // moto reads the service and the Region from here, and checks nothing of it.
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20261123/ap-northeast-2/sqs/aws4_request, ' +
        'SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(body),
  });
  return answer.json();
}

const QUEUE_ARN = 'arn:aws:sqs:ap-northeast-2:123456789012:mail';

export interface QueuedTopic {
  readonly channel: Channel;
  /** A queue that gets what the policy lets through; all, without one. */
  subscribe(filterPolicy?: object): Promise<void>;
  delivered(): Promise<readonly Delivered[]>;
}

/** A topic of moto, its subscriber a queue of moto. */
export async function motoQueue(endpoint: string): Promise<QueuedTopic> {
  const client = new SNSClient(emulated(endpoint));
  const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'tierkeeper' }));
  const { QueueUrl } = created.parse(await ask(endpoint, 'CreateQueue', { QueueName: 'mail' }));
  const ports = motoPorts(endpoint, { topicArn: TopicArn });
  const channel = ports.channels.find(({ name }) => name === 'sns');
  if (!channel) throw new Error('there is no channel for the topic');
  return {
    channel,
    async subscribe(filterPolicy) {
      const subscription = { TopicArn, Protocol: 'sqs', Endpoint: QUEUE_ARN };
      const { SubscriptionArn } = await client.send(new SubscribeCommand(subscription));
      if (filterPolicy === undefined) return;
      await client.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: 'FilterPolicy',
          AttributeValue: JSON.stringify(filterPolicy),
        }),
      );
    },
    async delivered() {
      const wish = { QueueUrl, MaxNumberOfMessages: 10 };
      const answer = messages.parse(await ask(endpoint, 'ReceiveMessage', wish));
      return (answer.Messages ?? []).map(({ Body }) => delivered.parse(JSON.parse(Body)));
    },
  };
}
