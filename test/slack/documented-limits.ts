/** What Slack's own pages say of a message, as strictly as they say it: unknown keys included. */
import * as z from 'zod';

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max).refine(isQuiet, 'mentions somebody, or links elsewhere'),
    verbatim: z.literal(true),
  });

/** The only thing in angle brackets is a page of ours: no `<!channel>`, no `<@U1>`, no `<#C1>`. */
export function isQuiet(text: string): boolean {
  const links = text.match(/<[^>]*>/g) ?? [];
  const isOurs = (link: string): boolean =>
    /^<https:\/\/pages\.example\/l\/[\w.-]+\|[^|<>]+>$/.test(link);
  return links.every(isOurs) && !/[<>]/.test(text.replace(/<[^>]*>/g, ''));
}

const blockId = z.string().min(1).max(255);

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: z.string().min(1).max(255),
  value: z.string().min(1).max(2_000).optional(),
  url: z.url().max(3_000).optional(),
});

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** https://docs.slack.dev/reference/block-kit/blocks */
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150) }),
  z.strictObject({ type: z.literal('section'), text: mrkdwn(3_000) }),
  z.strictObject({ type: z.literal('context'), elements: z.array(mrkdwn(3_000)).min(1).max(10) }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(button)
      .min(1)
      .max(25)
      .refine((all) => unique(all.map(({ action_id }) => action_id)), 'action_id twice'),
  }),
]);

const blocks = z
  .array(block)
  .min(1)
  .max(50)
  .refine((all) => JSON.stringify(all).length <= 12_000, 'msg_blocks_too_long')
  .refine(
    (all) => unique(all.flatMap((one) => ('block_id' in one ? [one.block_id] : []))),
    'block_id twice',
  );

const message = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage: at best 4,000. */
  text: z.string().min(1).max(4_000).refine(isQuiet, 'mentions somebody'),
  blocks,
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
};

const timestamp = z.string().regex(/^\d{10}\.\d{6}$/);

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const webhookPayload = z.strictObject(message);

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessagePayload = z
  .strictObject({
    ...message,
    channel: z.string().regex(/^[CG][A-Z0-9]+$/),
    thread_ts: timestamp.optional(),
    reply_broadcast: z.boolean().optional(),
  })
  .refine(
    ({ thread_ts, reply_broadcast }) => thread_ts !== undefined || reply_broadcast === undefined,
    'reply_broadcast without a thread',
  );

/** https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
export const amazonQNotification = z.strictObject({
  version: z.literal('1.0'),
  source: z.literal('custom'),
  content: z.strictObject({
    textType: z.literal('client-markdown'),
    title: z.string().min(1).max(250),
    description: z.string().min(1).max(8_000).refine(isQuiet, 'mentions somebody'),
    nextSteps: z.array(z.string().min(1).max(350).refine(isQuiet, 'mentions')).min(1).optional(),
    keywords: z.array(z.string().min(1).max(75)),
  }),
  metadata: z.strictObject({
    threadId: z.string().min(1).optional(),
    summary: z.string().min(1),
    additionalContext: z.record(z.string(), z.string()),
  }),
});

/** What does not fit, in words; empty where all does. */
export const problemsOf = (schema: z.ZodType, payload: unknown): readonly string[] => {
  const parsed = schema.safeParse(payload);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message: says }) => `${path.join('.')}: ${says}`);
};
