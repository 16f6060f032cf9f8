/** One message to one channel, with its marks in the ledger before and after. */
import type { Channel, ChannelMessage, SendResult } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { Delivery } from '../model/ledger.ts';

export interface Sending {
  readonly channel: Channel;
  readonly message: ChannelMessage;
  readonly now: () => Instant;
  /** Writes to the ledger how far the message has come on this channel. */
  readonly mark: (step: Omit<Delivery, 'attempts'>) => Promise<void>;
}

/** Marked before it is sent: a crash between the two loses a message, and never doubles one. */
export async function sendMarked({ channel, message, now, mark }: Sending): Promise<void> {
  const confirmedRecipient = (await channel.hasConfirmedRecipient()) === true;
  const shared = { channel: channel.name, confirmedRecipient };
  await mark({ ...shared, status: 'sending', at: now() });
  const result = await channel.send(message).catch(async (error: unknown) => {
    await mark({ ...shared, status: 'doubtful', at: now() });
    throw error;
  });
  await mark({ ...shared, ...outcomeOf(result), at: now() });
}

function outcomeOf(result: SendResult): Pick<Delivery, 'status' | 'ref' | 'fault'> {
  switch (result.sent) {
    case 'accepted':
      return { status: 'accepted', ...(result.ref === undefined ? {} : { ref: result.ref }) };
    case 'refused':
      return { status: 'refused', fault: result.fault };
    case 'doubtful':
      return { status: 'doubtful' };
  }
}
