import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import type { Channel, ChannelMessage, SendResult } from '../cloud.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { parseDocument } from './documents.ts';
import type { Pace } from './pace.ts';
import { readFaultOf } from './pages.ts';
import { sendOnce } from './send-once.ts';

/** Fewer than 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const SUBJECT_LENGTH_MAX = 99;

/** Never half a surrogate pair at the end. */
const subjectOf = ({ subject }: ChannelMessage): string =>
  subject
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, SUBJECT_LENGTH_MAX)
    .replace(/[\uD800-\uDBFF]$/, '');

/** SNS refuses an attribute without a value. */
const attributesOf = ({ attributes }: ChannelMessage) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );

/**
 * People's subscriptions get the text; queues and functions the document. Amazon Q subscribes by
 * https: where it is wanted, every https subscription gets what it takes.
 */
const bodyOf = ({ document, text, amazonQ }: ChannelMessage): string =>
  JSON.stringify({
    default: document,
    email: text,
    ...(amazonQ === null ? {} : { https: amazonQ }),
  });

interface Topic {
  readonly client: SNSClient;
  readonly topicArn: string;
}

async function publish({ client, topicArn }: Topic, message: ChannelMessage): Promise<SendResult> {
  await client.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subjectOf(message),
      MessageStructure: 'json',
      Message: bodyOf(message),
      MessageAttributes: attributesOf(message),
    }),
  );
  return { sent: 'accepted' };
}

const attributesDocument = z.object({
  Attributes: z.object({ SubscriptionsConfirmed: z.string().regex(/^\d+$/) }),
});

async function countConfirmed({ client, topicArn }: Topic): Promise<number> {
  const answer = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  const { Attributes } = parseDocument(attributesDocument, answer, topicArn);
  return Number(Attributes.SubscriptionsConfirmed);
}

interface SnsOptions extends Topic {
  readonly pace: Pace;
  readonly amazonQ: boolean;
}

export function snsChannel({ pace, amazonQ, ...topic }: SnsOptions): Channel {
  return {
    name: 'sns',
    wants: amazonQ ? ['amazon-q'] : [],
    send: (message) =>
      sendOnce('sns:Publish', pace.sleep, async () => {
        await pace.take([{ bucket: 'publish', tokens: 1 }]);
        return publish(topic, message);
      }),
    async hasConfirmedRecipient() {
      try {
        return (await countConfirmed(topic)) > 0;
      } catch (error) {
        if (readFaultOf(error, 'sns:GetTopicAttributes')) return null;
        throw error;
      }
    },
  };
}

/** One attempt a call: a retry after a timeout would tell the owner everything twice. */
export const snsClient = (options: AwsOptions): SNSClient =>
  new SNSClient({ ...clientSettings(options), maxAttempts: 1 });
