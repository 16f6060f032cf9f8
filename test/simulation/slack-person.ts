/** Somebody in the Slack channel, who presses the buttons of the messages that stand there. */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { HoldAction } from '../../src/lib/model/link.ts';
import { linksOf } from '../../src/lib/wiring/simulation.ts';
import type { Scenario } from './scenario.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const RESPONSE_URL = 'https://hooks.slack.com/actions/T0001/123/abc';

const Button = z.looseObject({ action_id: z.string(), value: z.string().optional() });
const Block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  elements: z.array(z.unknown()).default([]),
});

export interface SlackPerson {
  /** Presses that button of the newest message that has it, at that time. */
  press(text: string, action: HoldAction): void;
  /** What Slack was told to put in the place of messages. */
  readonly replies: readonly { readonly url: string; readonly document: object }[];
  /** What Slack was answered with. */
  readonly statuses: readonly number[];
}

/** The actions of a message that can be pressed, in its blocks of buttons. */
const buttonsIn = (blocks: readonly unknown[]) =>
  z
    .array(Block)
    .parse(blocks)
    .filter(({ type }) => type === 'actions')
    .flatMap(({ block_id = '', elements }) =>
      z
        .array(Button)
        .parse(elements)
        .map((button) => ({ ...button, block_id })),
    );

/** As Slack signs: https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
}

function interactionWith({ world }: Scenario, action: HoldAction): object {
  const posts = world.slack.flatMap((room) => room.posts).toReversed();
  for (const { text, blocks } of posts) {
    const button = buttonsIn(blocks).find(({ action_id }) => action_id === `tierkeeper:${action}`);
    if (button === undefined) continue;
    return {
      type: 'block_actions',
      user: { id: 'U0HARU', username: 'haru' },
      response_url: RESPONSE_URL,
      message: { text, blocks },
      actions: [button],
    };
  }
  throw new Error(`no message has a button for ${action}`);
}

export function slackPersonOf(scenario: Scenario): SlackPerson {
  const { world, options } = scenario;
  const replies: { url: string; document: object }[] = [];
  const statuses: number[] = [];
  const links = linksOf(world, options.policy, {
    signingSecret: async () => SECRET,
    replies: {
      reply: async (url, document) => {
        replies.push({ url, document });
        return true;
      },
    },
  });
  const press = async (action: HoldAction): Promise<void> => {
    const payload = JSON.stringify(interactionWith(scenario, action));
    const body = new URLSearchParams({ payload }).toString();
    const { status } = await links({
      method: 'POST',
      path: '/slack',
      query: new URLSearchParams(),
      headers: signed(body, world.now()),
      body: Buffer.from(body),
    });
    statuses.push(status);
  };
  return {
    replies,
    statuses,
    press: (text, action) => {
      world.account.engine.at(scenario.time(text), () => void press(action));
    },
  };
}
