import { expect } from 'vitest';
import type { ChannelMessage } from '../../../src/lib/cloud/cloud.ts';
import type { TopicCase } from '../contract-topic.ts';

const MESSAGE: ChannelMessage = {
  subject: 'web: 20분 뒤 정지 – about to stop',
  text: 'web has been idle for an hour.\nIt will be stopped at 22:00.\n',
  document: '{"kind":"about-to-stop","instanceId":"i-0123456789abcdef0"}',
  attributes: { kind: 'about-to-stop' },
  slack: null,
  amazonQ: null,
};

export const TOPIC_CASES: readonly TopicCase[] = [
  {
    name: 'a message is accepted also where nobody listens, and it is known that nobody does',
    async run({ channel }) {
      expect(await channel.hasConfirmedRecipient()).toBe(false);
      expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    },
  },
  {
    name: 'who has subscribed and confirmed gets each message once, in the form meant for them',
    async run(topic) {
      await topic.subscribe();
      expect(await topic.channel.hasConfirmedRecipient()).toBe(true);
      expect(await topic.channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
      const body = topic.audience === 'people' ? MESSAGE.text : MESSAGE.document;
      expect(await topic.received()).toEqual([{ subject: MESSAGE.subject, body }]);
    },
  },
  {
    name: 'a message that is too large is refused for good',
    async run({ channel }) {
      const text = 'x'.repeat(300_000);
      expect(await channel.send({ ...MESSAGE, text })).toMatchObject({
        sent: 'refused',
        fault: { code: 'message-refused' },
      });
    },
  },
];
