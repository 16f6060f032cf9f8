/**
 * The stack's own dead-letter queue, for the command line: what is in it is shown and put back;
 * only what was sent again, or what its owner names, is deleted.
 */
import * as z from 'zod';
import type { DeadLetter } from '../../model/dead-letter.ts';
import { messageDocument, type QueueMessage, readDeadLetter } from './dead-letter-document.ts';
import { type SignedJson, type SignedJsonOptions, signedJson } from './signed-json.ts';

type Reached = Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'>;

/** One that this process holds for as long as it looks at it: nobody else sees it meanwhile. */
export interface HeldLetter {
  readonly letter: DeadLetter;
  delete(): Promise<void>;
}

/** The calls that are made of SQS at all. */
type QueueCall = 'GetQueueUrl' | 'ReceiveMessage' | 'ChangeMessageVisibility' | 'DeleteMessage';

/** So long a message stays held if this process dies over it. */
const HELD_SECONDS = 60;
const MOST_AT_ONCE = 10;
/** More are counted by SQS, and told as more. */
const MOST_LETTERS = 300;

const urlAnswer = z.object({ QueueUrl: z.string() });
const received = z.object({ Messages: z.array(messageDocument).optional() });

function callsOf(options: Reached): (call: QueueCall, input: object) => Promise<unknown> {
  const call: SignedJson = signedJson({
    ...options,
    service: 'sqs',
    target: 'AmazonSQS',
    contentType: 'application/x-amz-json-1.0',
  });
  return (operation, input) => call(operation, input);
}

/** Holds all that waits, and puts back what `does` has not deleted. Throws what SQS refuses. */
export async function withDeadLetters<Result>(
  options: Reached & { readonly queueName: string },
  does: (letters: readonly HeldLetter[]) => Promise<Result>,
): Promise<Result> {
  const ask = callsOf(options);
  const { QueueUrl } = urlAnswer.parse(await ask('GetQueueUrl', { QueueName: options.queueName }));
  const held = new Map<string, QueueMessage>();
  try {
    for (let some = await receive(ask, QueueUrl); some.length > 0; ) {
      const fresh = some.filter(({ MessageId }) => !held.has(MessageId));
      for (const message of some) held.set(message.MessageId, message);
      some = fresh.length > 0 && held.size < MOST_LETTERS ? await receive(ask, QueueUrl) : [];
    }
    return await does(
      [...held.values()].map((message) => heldLetter({ ask, QueueUrl }, held, message)),
    );
  } finally {
    await Promise.allSettled(
      [...held.values()].map(({ ReceiptHandle }) =>
        ask('ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      ),
    );
  }
}

interface Queue {
  readonly ask: ReturnType<typeof callsOf>;
  readonly QueueUrl: string;
}

const heldLetter = (
  { ask, QueueUrl }: Queue,
  held: Map<string, QueueMessage>,
  message: QueueMessage,
): HeldLetter => ({
  letter: readDeadLetter(message),
  async delete() {
    await ask('DeleteMessage', { QueueUrl, ReceiptHandle: message.ReceiptHandle });
    held.delete(message.MessageId);
  },
});

/** A short wait asks all of SQS's servers; without one an answer may be empty by chance. */
async function receive(ask: Queue['ask'], QueueUrl: string): Promise<readonly QueueMessage[]> {
  const answer = await ask('ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: MOST_AT_ONCE,
    VisibilityTimeout: HELD_SECONDS,
    WaitTimeSeconds: 1,
    AttributeNames: ['SentTimestamp', 'DeadLetterQueueSourceArn'],
    MessageAttributeNames: ['All'],
  });
  return received.parse(answer).Messages ?? [];
}
