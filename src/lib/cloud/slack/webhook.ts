/** An incoming webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
import type { Channel, ChannelMessage, SendResult } from '../cloud.ts';
import { slackFormOf } from './form.ts';
import type { Line } from './line.ts';
import { refused } from './refusal.ts';
import type { Parsed, SlackWebhook } from './secret.ts';

export interface WebhookOptions {
  readonly line: Line;
  readonly secret: () => Promise<Parsed<SlackWebhook>>;
}

const payloadOf = (message: ChannelMessage): string => {
  const { text, linked } = slackFormOf(message);
  return JSON.stringify({ text, blocks: linked, unfurl_links: false, unfurl_media: false });
};

/** `ok`, or a status and a code in plain text. */
function judge({ status, body }: { readonly status: number; readonly body: string }): SendResult {
  const said = body.trim();
  if (status !== 200) return refused(said, status);
  return said === 'ok' ? { sent: 'accepted' } : { sent: 'doubtful', message: 'Slack: not ok' };
}

export function slackWebhook({ line, secret }: WebhookOptions): Channel {
  return {
    name: 'slack-webhook',
    wants: ['slack'],
    async send(message) {
      const known = await secret();
      if (!known.ok) return { sent: 'refused', fault: known.fault };
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      return line.send({ url: known.value.url, headers, body: payloadOf(message) }, judge);
    },
    /**
     * Whoever made the webhook chose its channel and read there that it was added: what SNS asks a
     * confirmation for. Whether it still works is known by whether it accepts, message by message.
     */
    hasConfirmedRecipient: async () => {
      const known = await secret();
      return known.ok || (known.fault.code === 'no-answer' ? null : false);
    },
  };
}
