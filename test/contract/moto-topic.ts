import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { emulated } from '../emulators/emulator.ts';
import { countConfirmed } from '../emulators/moto-subscriptions.ts';
import type { ContractTopic, Received } from './contract-topic.ts';
import { motoPorts } from './moto-contract.ts';

/** What SNS posts to a web hook. */
const notification = z.object({ Subject: z.string(), Message: z.string() });

interface Hook {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

async function openHook(): Promise<Hook> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { Subject, Message } = notification.parse(JSON.parse(await text(request)));
    received.push({ subject: Subject, body: Message });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    url: `http://127.0.0.1:${port}/`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A topic of moto, its subscriber a web hook of this machine. */
export async function motoTopic(
  endpoint: string,
): Promise<ContractTopic & { close(): Promise<void> }> {
  const client = new SNSClient(emulated(endpoint));
  const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'tierkeeper' }));
  const hook = await openHook();
  const channel = motoPorts(endpoint, { topicArn: TopicArn }).channels.find(
    ({ name }) => name === 'sns',
  );
  if (!channel) throw new Error('there is no channel for the topic');
  return {
    channel,
    audience: 'machines',
    async subscribe() {
      const subscription = { TopicArn, Protocol: 'http', Endpoint: hook.url };
      await client.send(new SubscribeCommand(subscription));
      await countConfirmed(client, TopicArn, 1);
    },
    received: async () => hook.received,
    close: hook.close,
  };
}
