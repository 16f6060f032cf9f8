/** A channel in Slack with people in it, reached by a webhook and by an app. */
import { type Fault, fault } from '../../model/fault.ts';
import type { Instant } from '../../model/instant.ts';
import type { Channel, ChannelMessage, SendResult, SlackMessage } from '../cloud.ts';
import type { Account } from './account.ts';
import type { FaultOptions } from './faults.ts';
import type { Gate } from './gate.ts';
import type { Stream } from './random.ts';

export interface Post {
  readonly at: Instant;
  readonly ts: string;
  readonly text: string;
  /** As they are shown now: with buttons for an app. */
  readonly blocks: SlackMessage['blocks'];
  /** Of the message that its thread began with. */
  readonly threadTs: string | null;
  /** Whether all of the channel sees it: what begins a thread, or was sent there too. */
  readonly isInChannel: boolean;
}

export type SlackWay = 'slack-webhook' | 'slack-app';

export interface SlackRoom {
  readonly name: SlackWay;
  readonly posts: readonly Post[];
  /** From now on every message is refused with this code; null: they are taken again. */
  refuse(code: string | null): void;
  refusal(): Fault | null;
  post(message: SlackMessage, threadTs: string | null): Post;
}

const refused = (code: string): Fault =>
  fault('slack-refused', `Slack answers ${code}`, { awsCode: code });

export function createRoom({ engine }: Account, name: SlackWay): SlackRoom {
  const posts: Post[] = [];
  let code: string | null = null;
  return {
    name,
    posts,
    refuse: (next) => {
      code = next;
    },
    refusal: () => (code === null ? null : refused(code)),
    post({ text, urgent, blocks, linked }, threadTs) {
      const at = engine.now();
      const ts = `${Math.floor(at / 1_000)}.${String(posts.length + 1).padStart(6, '0')}`;
      const shown = name === 'slack-app' ? blocks : linked;
      const isInChannel = threadTs === null || urgent;
      const post = { at, ts, text, blocks: shown, threadTs, isInChannel };
      posts.push(post);
      return post;
    },
  };
}

/** https://docs.slack.dev/reference/block-kit/blocks, and what no page says of the whole. */
const BLOCKS_MAX = 50;
const LENGTH_MAX = 13_000;

function limitsOf(blocks: SlackMessage['blocks']): Fault | null {
  if (blocks.length === 0 || blocks.length > BLOCKS_MAX) return refused('invalid_blocks');
  return JSON.stringify(blocks).length > LENGTH_MAX ? refused('msg_blocks_too_long') : null;
}

export interface RoomCaller {
  readonly account: Account;
  readonly gate: Gate;
  readonly room: SlackRoom;
  readonly faults: FaultOptions;
  readonly stream: Stream;
}

const ROOM_ID = 'C0SIMULATED';
const DOUBTFUL: SendResult = { sent: 'doubtful', message: 'TimeoutError: no answer came' };

/** An app answers with what it calls the message, and takes that for a thread. */
function postIn({ room, faults, stream }: RoomCaller, message: ChannelMessage) {
  const { slack, inReplyTo } = message;
  if (slack === null) throw new RangeError(`not rendered for Slack: ${message.subject}`);
  const isApp = room.name === 'slack-app';
  const throttled = stream.happens(faults.sendRefused) ? refused('rate_limited') : null;
  const why = throttled ?? room.refusal() ?? limitsOf(isApp ? slack.blocks : slack.linked);
  if (why !== null) return { result: { sent: 'refused', fault: why }, received: false } as const;
  const isLost = stream.happens(faults.sendDoubtful);
  if (isLost && stream.happens(0.5)) return { result: DOUBTFUL, received: false };
  const post = room.post(slack, isApp ? (inReplyTo?.split('/')[1] ?? null) : null);
  const ref = isApp ? `${ROOM_ID}/${post.ts}` : undefined;
  return { result: isLost ? DOUBTFUL : ({ sent: 'accepted', ref } as const), received: true };
}

/** One caller's way to the room. */
export function createRoomChannel(caller: RoomCaller): Channel {
  const { account, gate, room } = caller;
  const { engine, journal } = account;
  const send = (message: ChannelMessage): SendResult => {
    const { result, received } = postIn(caller, message);
    const whence = { actor: gate.actor, channel: room.name };
    const at = engine.now();
    journal.write({ kind: 'message', at, ...whence, message, result: result.sent, received });
    return result;
  };
  return {
    name: room.name,
    wants: ['slack'],
    send: (message) => gate.call({ to: 'slack', work: () => send(message) }),
    hasConfirmedRecipient: async () => true,
  };
}
