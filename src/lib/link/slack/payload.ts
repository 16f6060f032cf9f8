/**
 * What Slack sends when a button of a message is pressed.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
import * as z from 'zod';
import { type HoldAction, LINK_ACTIONS } from '../../model/link.ts';

const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  elements: z.array(z.looseObject({ url: z.string().optional() })).optional(),
});
export type SentBlock = z.infer<typeof block>;

const pressed = z.object({
  action_id: z.string(),
  block_id: z.string().default(''),
  value: z.string().max(2_000).default(''),
});

const interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({
    id: z.string().regex(/^[UW][A-Z0-9]{1,30}$/),
    username: z.string().optional(),
    name: z.string().optional(),
  }),
  response_url: z.string().optional(),
  message: z
    .object({ text: z.string().default(''), blocks: z.array(block).default([]) })
    .optional(),
  actions: z.array(pressed).min(1),
});

export type Interaction = z.infer<typeof interaction>;

/** Null for what is no press of a button. */
export function readInteraction(body: Uint8Array): Interaction | null {
  const payload = new URLSearchParams(Buffer.from(body).toString('utf8')).get('payload');
  const parsed = interaction.safeParse(jsonOf(payload ?? ''));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const action = z.enum(LINK_ACTIONS).exclude(['status', 'date']);
const PREFIX = 'tierkeeper:';

export interface SlackPress {
  readonly action: HoldAction;
  readonly token: string;
  readonly blockId: string;
}

/** Null for a button that is none of ours, or that only opens a page. */
export function pressIn({ actions }: Interaction): SlackPress | null {
  const [first] = actions;
  if (first === undefined || !first.action_id.startsWith(PREFIX)) return null;
  const parsed = action.safeParse(first.action_id.slice(PREFIX.length));
  if (!parsed.success || first.value === '') return null;
  return { action: parsed.data, token: first.value, blockId: first.block_id };
}

/** As the ledger and the next messages call them. */
export const nameOf = ({ user }: Interaction): string =>
  `@${user.username ?? user.name ?? user.id}`;
