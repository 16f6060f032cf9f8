/**
 * SQS with a Lambda behind it: batches, a bounded number of functions at once, what fails comes
 * back after the visibility timeout, and is given up after so many times.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
import { between, type Duration, type Instant, milliseconds } from '../../model/instant.ts';
import type { Engine } from './engine.ts';
import type { Stream } from './random.ts';

interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: Instant;
  receives: number;
}

/** What the function gets, and what it answers. */
export interface BatchEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes: {
      readonly SentTimestamp: string;
      readonly ApproximateReceiveCount: string;
    };
  }[];
}

export type BatchAnswer = { readonly batchItemFailures: readonly { itemIdentifier: string }[] };

export interface QueueOptions {
  readonly engine: Engine;
  readonly stream: Stream;
  readonly batch: number;
  readonly mostAtOnce: number;
  readonly visibility: Duration;
  readonly mostReceives: number;
  /** Rejects where the function fails or is cut off: then the whole batch comes again. */
  readonly invoke: (event: BatchEvent) => Promise<BatchAnswer>;
}

export interface MessageQueue {
  send(documents: readonly unknown[]): Promise<void>;
  /** Delivered once more, as SQS may at any time. */
  duplicateNext(): void;
  /** Nothing waits, and no function runs. */
  readonly isIdle: () => boolean;
  readonly deadLetters: readonly string[];
  /** Invocations, the most that ran at once, and how long all of them ran. */
  readonly used: Used;
}

interface Used {
  invocations: number;
  mostAtOnce: number;
  milliseconds: number;
}

/** Between SendMessageBatch and its answer, for ten messages, in milliseconds. */
const SEND_MS = [8, 25] as const;
const SENT_AT_ONCE = 10;
/** How soon a poller has what was sent, in milliseconds. */
const POLL_MS = [5, 60] as const;

interface Runtime extends QueueOptions {
  readonly visible: Message[];
  readonly deadLetters: string[];
  readonly used: Used;
  running: number;
  twice: boolean;
}

const after = (
  { engine, stream }: Pick<QueueOptions, 'engine' | 'stream'>,
  range: readonly [number, number],
  run: () => void,
): void => void engine.after(milliseconds(stream.whole(...range)), run);

function comeBack(runtime: Runtime, message: Message): void {
  if (message.receives >= runtime.mostReceives) runtime.deadLetters.push(message.body);
  else {
    runtime.visible.push(message);
    poll(runtime);
  }
}

function run(runtime: Runtime, messages: readonly Message[]): void {
  const { engine, invoke, used, visibility } = runtime;
  runtime.running += 1;
  used.invocations += 1;
  used.mostAtOnce = Math.max(used.mostAtOnce, runtime.running);
  const begunAt = engine.now();
  const end = (failed: ReadonlySet<string>): void => {
    runtime.running -= 1;
    used.milliseconds += between(begunAt, engine.now());
    const back = messages.filter(({ id }) => failed.has(id));
    if (back.length > 0) {
      engine.after(visibility, () => {
        for (const message of back) comeBack(runtime, message);
      });
    }
    poll(runtime);
  };
  invoke({ Records: messages.map(recordOf) }).then(
    ({ batchItemFailures }) =>
      end(new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))),
    () => end(new Set(messages.map(({ id }) => id))),
  );
}

function poll(runtime: Runtime): void {
  const { visible, batch, mostAtOnce } = runtime;
  after(runtime, POLL_MS, () => {
    while (runtime.running < mostAtOnce && visible.length > 0) {
      const messages = visible.splice(0, batch);
      for (const message of messages) message.receives += 1;
      run(runtime, messages);
      if (runtime.twice) run(runtime, messages);
      runtime.twice = false;
    }
  });
}

export function createMessageQueue(options: QueueOptions): MessageQueue {
  const used = { invocations: 0, mostAtOnce: 0, milliseconds: 0 };
  const started = { visible: [], deadLetters: [], used, running: 0, twice: false };
  const runtime: Runtime = { ...options, ...started };
  let sent = 0;
  const put = (document: unknown): void => {
    sent += 1;
    const sentAt = options.engine.now();
    const body = JSON.stringify(document);
    runtime.visible.push({ id: `message-${sent}`, body, sentAt, receives: 0 });
  };
  return {
    send: async (documents) => {
      for (let from = 0; from < documents.length; from += SENT_AT_ONCE) {
        await new Promise<void>((resolve) => after(options, SEND_MS, resolve));
        documents.slice(from, from + SENT_AT_ONCE).forEach(put);
        poll(runtime);
      }
    },
    duplicateNext: () => {
      runtime.twice = true;
    },
    isIdle: () => runtime.visible.length === 0 && runtime.running === 0,
    deadLetters: runtime.deadLetters,
    used,
  };
}

const recordOf = ({ id, body, sentAt, receives }: Message) => ({
  messageId: id,
  body,
  attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receives) },
});
