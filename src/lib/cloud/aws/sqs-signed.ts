/** The queue of other places, without the SDK's client: one kind of call, in three functions. */
import * as z from 'zod';
import { type SignedJsonOptions, signedJson } from './signed-json.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const BATCH_MAX = 10;

const answer = z.object({
  Failed: z
    .array(z.object({ Id: z.string(), Code: z.string(), Message: z.string().nullish() }))
    .nullish(),
});

export interface QueueOptions
  extends Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'> {
  readonly queueUrl: string;
}

/** A message that is sent twice wakes twice, which does no more than once. */
export function signedQueue({ queueUrl, ...options }: QueueOptions) {
  const call = signedJson({
    ...options,
    service: 'sqs',
    target: 'AmazonSQS',
    contentType: 'application/x-amz-json-1.0',
  });
  const sendTen = async (documents: readonly unknown[]): Promise<readonly string[]> => {
    const Entries = documents.map((document, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(document),
    }));
    const { Failed } = answer.parse(
      await call('SendMessageBatch', { QueueUrl: queueUrl, Entries }),
    );
    return (Failed ?? []).map(({ Code, Message }) => [Code, Message].filter(Boolean).join(': '));
  };
  return {
    send: async (documents: readonly unknown[]): Promise<void> => {
      const refused: string[] = [];
      for (let from = 0; from < documents.length; from += BATCH_MAX) {
        refused.push(...(await sendTen(documents.slice(from, from + BATCH_MAX))));
      }
      if (refused.length === 0) return;
      throw new Error(`SQS refused ${refused.length} of ${documents.length}: ${refused[0]}`);
    },
  };
}
