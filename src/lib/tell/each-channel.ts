import type { Channel, MessageForm } from '../cloud/cloud.ts';

/** The channel for one pass: it is asked once whether anybody has confirmed to receive. */
export function askedOnce(channel: Channel): Channel {
  let answer: ReturnType<Channel['hasConfirmedRecipient']> | null = null;
  return {
    ...channel,
    send: (message) => channel.send(message),
    hasConfirmedRecipient() {
      answer ??= channel.hasConfirmedRecipient();
      return answer;
    },
  };
}

/** What any of them needs besides text and document. */
export const formsFor = (channels: readonly Channel[]): readonly MessageForm[] => [
  ...new Set(channels.flatMap(({ wants = [] }) => wants)),
];

/** Each channel in turn; one that throws holds no other. What was thrown is handed back. */
export async function onEachChannel(
  channels: readonly Channel[],
  work: (channel: Channel) => Promise<void>,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (const channel of channels) {
    await work(channel).catch((error: unknown) => failures.push(error));
  }
  return failures;
}

/** When everybody has had their turn: nothing unexpected is swallowed. */
export function rethrow(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'several channels or places failed');
}
