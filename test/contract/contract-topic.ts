import type { Channel } from '../../src/lib/cloud/cloud.ts';

export interface Received {
  readonly subject: string;
  /** The text where people get it, the document where machines do. */
  readonly body: string;
}

/** A topic that nobody has subscribed to yet. */
export interface ContractTopic {
  readonly channel: Channel;
  /** Somebody subscribes and confirms. */
  subscribe(): Promise<void>;
  received(): Promise<readonly Received[]>;
  /** Which of the two renderings its subscriber gets. */
  readonly audience: 'people' | 'machines';
}

export interface TopicCase {
  readonly name: string;
  readonly run: (topic: ContractTopic) => Promise<void>;
}
