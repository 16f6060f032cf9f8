/** The channels over HTTP keep the same contract as those of the simulated account. */
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Channel } from '../../src/lib/cloud/cloud.ts';
import { slackApp } from '../../src/lib/cloud/slack/app.ts';
import { type Line, openLine } from '../../src/lib/cloud/slack/line.ts';
import { slackWebhook } from '../../src/lib/cloud/slack/webhook.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { CHAT_CASES } from '../contract/cases/chat.ts';
import type { ContractChat } from '../contract/contract-chat.ts';
import { HOOK, type SlackServer, startSlack } from './slack-server.ts';

let slack: SlackServer;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const line = (): Line =>
  openLine({ clock: { now: () => instant(0) }, sleep: async () => {}, fetch: slack.fetch });

const webhook = (): Channel =>
  slackWebhook({ line: line(), secret: async () => ({ ok: true, value: { url: HOOK } }) });

const app = (): Channel => {
  const value = { botToken: 'xoxb-1-2', signingSecret: 'ab'.repeat(16), channel: 'C0123' };
  return slackApp({ line: line(), secret: async () => ({ ok: true, value }) });
};

const chatOf = (channel: Channel, hasThreads: boolean): ContractChat => ({
  channel,
  hasThreads,
  received: () =>
    slack.taken.map((payload) => ({
      text: String(payload['text']),
      isReply: 'thread_ts' in payload,
    })),
  refuseNext(code) {
    if (hasThreads) slack.refusals.push(code);
    else slack.mishaps.push({ status: 410, body: code });
  },
});

describe('a webhook over HTTP', () => {
  it.each(CHAT_CASES)('$name', ({ run }) => run(chatOf(webhook(), false)));
});

describe('an app over HTTP', () => {
  it.each(CHAT_CASES)('$name', ({ run }) => run(chatOf(app(), true)));
});
