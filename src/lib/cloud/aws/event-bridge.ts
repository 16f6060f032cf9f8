import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { fault } from '../../model/fault.ts';
import type { Channel, ChannelMessage, SendResult } from '../cloud.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { faultOf } from './fault.ts';
import type { Sleep } from './pace.ts';
import { sendOnce } from './send-once.ts';

interface Bus {
  readonly client: EventBridgeClient;
  readonly eventBusName: string;
}

/** PutEvents answers 200 also when it took nothing: the refusal is in the entry. */
function refusalIn(entry: { ErrorCode?: string | undefined; ErrorMessage?: string | undefined }) {
  const error = new Error(entry.ErrorMessage ?? 'the bus took no event');
  error.name = entry.ErrorCode ?? 'Unknown';
  return (
    faultOf(error, 'events:PutEvents') ??
    fault('message-refused', error.message, { awsCode: error.name })
  );
}

async function putEvent(bus: Bus, message: ChannelMessage): Promise<SendResult> {
  const answer = await bus.client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: bus.eventBusName,
          Source: 'tierkeeper',
          DetailType: message.attributes['kind'] ?? message.subject,
          Detail: message.document,
        },
      ],
    }),
  );
  const [entry] = answer.Entries ?? [];
  if (entry?.EventId) return { sent: 'accepted' };
  return { sent: 'refused', fault: refusalIn(entry ?? {}) };
}

export function eventBridgeChannel(bus: Bus & { readonly sleep: Sleep }): Channel {
  return {
    name: 'event-bridge',
    isForMachines: true,
    send: (message) => sendOnce('events:PutEvents', bus.sleep, () => putEvent(bus, message)),
    // Who listens to a bus is written in its rules, and none of them is a confirmation.
    hasConfirmedRecipient: async () => null,
  };
}

/** One attempt a call, as for every channel. */
export const eventBridgeClient = (options: AwsOptions): EventBridgeClient =>
  new EventBridgeClient({ ...clientSettings(options), maxAttempts: 1 });
