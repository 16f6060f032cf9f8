/** A Slack app: messages with buttons, and a thread for what a day has to say of an instance. */
import * as z from 'zod';
import type { Channel, ChannelMessage, SendResult } from '../cloud.ts';
import { slackFormOf } from './form.ts';
import type { Judge, Line } from './line.ts';
import { isVerdict, refused } from './refusal.ts';
import type { Parsed, SlackApp } from './secret.ts';

export interface AppOptions {
  readonly line: Line;
  readonly secret: () => Promise<Parsed<SlackApp>>;
}

const API = 'https://slack.com/api/';

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), ts: z.string().optional(), channel: z.string().optional() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** Of these Slack says that some of the work may be done. */
const UNSURE: ReadonlySet<string> = new Set(['fatal_error', 'internal_error']);

const judge: Judge = ({ status, body }): SendResult => {
  const { success, data } = answer.safeParse(jsonOf(body));
  if (status !== 200) return refused(success && !data.ok ? data.error : '', status);
  if (!success) return { sent: 'doubtful', message: 'Slack: an answer that cannot be read' };
  if (data.ok) return { sent: 'accepted', ref: refOf(data.channel, data.ts) };
  if (UNSURE.has(data.error)) return { sent: 'doubtful', message: `Slack: ${data.error}` };
  return refused(data.error, status);
};

/** What is no JSON is no answer either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `C0123456789/1700000000.000100`. */
const refOf = (channel: string | undefined, ts: string | undefined): string | undefined =>
  channel === undefined || ts === undefined ? undefined : `${channel}/${ts}`;

/** Of a message in this channel; after a move to another one its threads are elsewhere. */
function threadIn(channel: string, ref: string | undefined): string | null {
  const [of, ts] = ref?.split('/') ?? [];
  return of === channel && ts !== undefined ? ts : null;
}

interface Call {
  readonly method: string;
  readonly document: object;
}

const call = (line: Line, { botToken }: SlackApp, { method, document }: Call) =>
  line.send(
    {
      url: `${API}${method}`,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${botToken}`,
      },
      body: JSON.stringify(document),
    },
    judge,
  );

/** Somebody deleted the message that the thread began with. */
const NO_THREAD: ReadonlySet<string> = new Set(['thread_not_found', 'cannot_reply_to_message']);

const hasLostItsThread = (result: SendResult): boolean =>
  result.sent === 'refused' && NO_THREAD.has(result.fault.awsCode ?? '');

async function postMessage(
  line: Line,
  app: SlackApp,
  message: ChannelMessage,
): Promise<SendResult> {
  const { text, blocks, urgent } = slackFormOf(message);
  const { channel } = app;
  const method = 'chat.postMessage';
  const document = { channel, text, blocks, unfurl_links: false, unfurl_media: false };
  const thread_ts = threadIn(channel, message.inReplyTo);
  if (thread_ts !== null) {
    const reply = { ...document, thread_ts, ...(urgent ? { reply_broadcast: true } : {}) };
    const result = await call(line, app, { method, document: reply });
    if (!hasLostItsThread(result)) return result;
  }
  return call(line, app, { method, document });
}

export function slackApp({ line, secret }: AppOptions): Channel {
  let isKnown = false;
  return {
    name: 'slack-app',
    wants: ['slack'],
    async send(message) {
      const known = await secret();
      if (!known.ok) return { sent: 'refused', fault: known.fault };
      const result = await postMessage(line, known.value, message);
      isKnown ||= result.sent === 'accepted';
      return result;
    },
    /**
     * Whoever set the app up chose its channel: what SNS asks a confirmation for. Slack is asked
     * whether it knows the app, until it does; a channel it may not write to refuses the message.
     */
    hasConfirmedRecipient: async () => {
      if (isKnown) return true;
      const known = await secret();
      if (!known.ok) return known.fault.code === 'no-answer' ? null : false;
      const { sent, ...rest } = await call(line, known.value, {
        method: 'auth.test',
        document: {},
      });
      isKnown = sent === 'accepted';
      const isSure = 'fault' in rest && isVerdict(rest.fault);
      return isKnown || (isSure ? false : null);
    },
  };
}
