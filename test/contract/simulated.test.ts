import { describe, it } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { CHAT_CASES } from './cases/chat.ts';
import { ESTATE_CASES } from './cases/estate.ts';
import { LEDGER_CASES } from './cases/ledger.ts';
import { TOPIC_CASES } from './cases/topic.ts';
import { CLOUD_CASES } from './cloud-cases.ts';
import { simulatedContract } from './simulated-contract.ts';
import { simulatedEstate } from './simulated-estate.ts';

describe('the simulated cloud', () => {
  it.each(CLOUD_CASES)('$name', async ({ run }) => {
    await run(simulatedContract());
  });
});

describe('the simulated Regions', () => {
  it.each(ESTATE_CASES)('$name', async ({ run }) => {
    await run(simulatedEstate());
  });
});

describe('the simulated ledger', () => {
  it.each(LEDGER_CASES)('$name', async ({ run }) => {
    const { ports, ledger } = simulatedAccount();
    await run({
      store: ports.ledger,
      plantNewerSchema: async (key) => ledger.plantNewerSchema(key),
    });
  });
});

describe('the simulated topic', () => {
  it.each(TOPIC_CASES)('$name', async ({ run }) => {
    const { ports, owner, topic } = simulatedAccount();
    const [channel] = ports.channels;
    if (!channel) throw new Error('the simulated account has no topic');
    await run({
      channel,
      audience: 'people',
      subscribe: async () => owner.confirmSubscription(),
      received: async () => topic.mails.map(({ subject, text }) => ({ subject, body: text })),
    });
  });
});

describe.each(['slack-webhook', 'slack-app'] as const)('the simulated %s', (way) => {
  it.each(CHAT_CASES)('$name', async ({ run }) => {
    const { ports, slack } = simulatedAccount({ slack: [way] });
    const [room] = slack;
    const channel = ports.channels.find(({ name }) => name === way);
    if (!room || !channel) throw new Error(`the simulated account has no ${way}`);
    const send: typeof channel.send = async (message) => {
      const result = await channel.send(message);
      room.refuse(null);
      return result;
    };
    await run({
      channel: { ...channel, send },
      hasThreads: way === 'slack-app',
      received: () =>
        room.posts.map(({ text, threadTs }) => ({ text, isReply: threadTs !== null })),
      refuseNext: (code) => room.refuse(code),
    });
  });
});
