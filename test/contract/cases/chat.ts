import type { KnownBlock } from '@slack/types';
import { expect } from 'vitest';
import type { ChannelMessage } from '../../../src/lib/cloud/cloud.ts';
import type { ChatCase } from '../contract-chat.ts';

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

const messageOf = (text: string, blocks: readonly KnownBlock[] = [section(text)]) => ({
  subject: text,
  text,
  document: '{"kind":"about-to-stop"}',
  attributes: { kind: 'about-to-stop' },
  slack: { text, blocks, linked: blocks, urgent: false },
  amazonQ: null,
});

const MESSAGE: ChannelMessage = messageOf('web: 20분 뒤 정지');

export const CHAT_CASES: readonly ChatCase[] = [
  {
    name: 'a message is accepted once, and people see it',
    async run({ channel, received }) {
      expect(await channel.send(MESSAGE)).toMatchObject({ sent: 'accepted' });
      expect(received()).toEqual([{ text: MESSAGE.slack?.text, isReply: false }]);
    },
  },
  {
    name: 'whoever made the way there has chosen its channel, which counts as confirmed',
    async run({ channel }) {
      expect(await channel.hasConfirmedRecipient()).toBe(true);
    },
  },
  {
    name: 'a message with more blocks than Slack takes is refused for certain',
    async run({ channel, received }) {
      const many = Array.from({ length: 51 }, () => section('x'));
      expect(await channel.send(messageOf('too much', many))).toMatchObject({
        sent: 'refused',
        fault: { code: 'slack-refused' },
      });
      expect(received()).toEqual([]);
    },
  },
  {
    name: 'a message that is too long in all is refused for certain',
    async run({ channel, received }) {
      const long = Array.from({ length: 6 }, () => section('x'.repeat(2_900)));
      expect(await channel.send(messageOf('too long', long))).toMatchObject({ sent: 'refused' });
      expect(received()).toEqual([]);
    },
  },
  {
    name: 'a refusal has the code that Slack gave it, and the next message is another matter',
    async run({ channel, refuseNext, received }) {
      refuseNext('is_archived');
      expect(await channel.send(MESSAGE)).toMatchObject({
        sent: 'refused',
        fault: { code: 'slack-refused', awsCode: 'is_archived' },
      });
      expect(await channel.send(MESSAGE)).toMatchObject({ sent: 'accepted' });
      expect(received()).toHaveLength(1);
    },
  },
  {
    name: 'a message goes on with another where Slack calls them something',
    async run({ channel, hasThreads, received }) {
      const first = await channel.send(MESSAGE);
      const ref = first.sent === 'accepted' ? first.ref : undefined;
      expect(ref !== undefined).toBe(hasThreads);
      await channel.send({ ...MESSAGE, inReplyTo: ref });
      expect(received().map(({ isReply }) => isReply)).toEqual([false, hasThreads]);
    },
  },
];
