import type { ChannelMessage, SlackMessage } from '../cloud.ts';

/** A channel that wants a form is given it. */
export function slackFormOf({ slack, subject }: ChannelMessage): SlackMessage {
  if (slack === null) throw new RangeError(`not rendered for Slack: ${subject}`);
  return slack;
}
