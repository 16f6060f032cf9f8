import type { Channel } from '../../src/lib/cloud/cloud.ts';

/** A channel in Slack, by a webhook or by an app. */
export interface ContractChat {
  readonly channel: Channel;
  /** Whether messages have names there, and go on in threads. */
  readonly hasThreads: boolean;
  /** The texts that people see, and whether each is in a thread. */
  received(): readonly { readonly text: string; readonly isReply: boolean }[];
  /** The next message is refused with this code. */
  refuseNext(code: string): void;
}

export interface ChatCase {
  readonly name: string;
  readonly run: (chat: ContractChat) => Promise<void>;
}
