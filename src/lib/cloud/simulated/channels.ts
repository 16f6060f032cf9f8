/** An SNS topic with one email subscription, and the mailbox behind it. */
import { type Fault, fault } from '../../model/fault.ts';
import type { Instant } from '../../model/instant.ts';
import type { Channel, ChannelMessage, SendResult } from '../cloud.ts';
import type { Account } from './account.ts';
import type { FaultOptions } from './faults.ts';
import type { Gate } from './gate.ts';
import type { Actor } from './journal.ts';
import type { Mishaps } from './mishaps.ts';
import type { Stream } from './random.ts';

export interface Mail {
  readonly at: Instant;
  readonly subject: string;
  readonly text: string;
}

/** The topic itself. */
export interface Topic {
  readonly name: string;
  readonly mails: readonly Mail[];
  isConfirmed(): boolean;
  /** From now on every message is refused with this; null: they are taken again. */
  refuse(fault: Fault | null): void;
  refusal(): Fault | null;
  /** Somebody opens the link of SNS's own mail. */
  confirm(actor: Actor): void;
  /** Whether somebody gets it. What nobody has subscribed to is accepted all the same. */
  publish(message: ChannelMessage): boolean;
}

const TOPIC_NAME = 'sns';

export function createTopic({ engine, journal }: Account): Topic {
  const mails: Mail[] = [];
  let confirmed = false;
  let refusal: Fault | null = null;
  return {
    name: TOPIC_NAME,
    mails,
    isConfirmed: () => confirmed,
    refuse: (next) => {
      refusal = next;
    },
    refusal: () => refusal,
    confirm: (actor) => {
      if (confirmed) return;
      confirmed = true;
      journal.write({ kind: 'confirmed', at: engine.now(), actor, channel: TOPIC_NAME });
    },
    publish: ({ subject, text }) => {
      if (confirmed) mails.push({ at: engine.now(), subject, text });
      return confirmed;
    },
  };
}

const SUBJECT_LENGTH_MAX = 99;
const MESSAGE_BYTES_MAX = 262_144;
const CONTROL = /\p{Cc}/u;

const invalid = (what: string): Fault =>
  fault('message-refused', `Invalid parameter: ${what}`, { awsCode: 'InvalidParameter' });

/** SNS API reference, Publish: no line breaks or control characters, fewer than 100 characters. */
function limitsOf({ subject, text, document }: ChannelMessage): Fault | null {
  if (subject === '' || subject.length > SUBJECT_LENGTH_MAX) return invalid('Subject');
  if (CONTROL.test(subject)) return invalid('Subject');
  const bytes = new TextEncoder().encode(text + document).length;
  return text === '' || bytes > MESSAGE_BYTES_MAX ? invalid('Message') : null;
}

export interface ChannelOptions {
  readonly account: Account;
  readonly gate: Gate;
  readonly topic: Topic;
  readonly mishaps: Mishaps;
  readonly faults: FaultOptions;
  readonly stream: Stream;
}

const DOUBTFUL: SendResult = { sent: 'doubtful', message: 'TimeoutError: no answer came' };

/** What the topic does with a message, and whether a person gets it. */
function publishOn(
  { topic, faults, stream }: ChannelOptions,
  message: ChannelMessage,
): { readonly result: SendResult; readonly received: boolean } {
  const throttled = stream.happens(faults.sendRefused)
    ? fault('throttled', 'Rate exceeded', { awsCode: 'Throttling' })
    : null;
  const refused = throttled ?? topic.refusal() ?? limitsOf(message);
  if (refused !== null) return { result: { sent: 'refused', fault: refused }, received: false };
  if (!stream.happens(faults.sendDoubtful)) {
    return { result: { sent: 'accepted' }, received: topic.publish(message) };
  }
  return { result: DOUBTFUL, received: stream.happens(0.5) && topic.publish(message) };
}

/** One caller's way to the topic. */
export function createChannel(options: ChannelOptions): Channel {
  const { account, gate, topic, mishaps } = options;
  const { engine, journal } = account;
  const caller = { actor: gate.actor, channel: topic.name };

  const send = (message: ChannelMessage): SendResult => {
    const { result, received } = publishOn(options, message);
    const at = engine.now();
    journal.write({ kind: 'message', at, ...caller, message, result: result.sent, received });
    return result;
  };

  const readConfirmed = (): boolean | null => {
    const operation = 'sns:GetTopicAttributes';
    const refused = mishaps.refusalOf(operation);
    journal.write({ kind: 'read', at: engine.now(), actor: gate.actor, operation, refused });
    return refused === null ? topic.isConfirmed() : null;
  };

  return {
    name: topic.name,
    send: (message) => gate.call({ to: 'sns', work: () => send(message) }),
    hasConfirmedRecipient: () => gate.call({ to: 'sns', work: readConfirmed }),
  };
}
