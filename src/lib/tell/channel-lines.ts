/** What a digest says of channels that refuse. */
import type { ChannelLine } from '../model/digest.ts';
import type { Instant } from '../model/instant.ts';
import type { Memory } from '../model/ledger.ts';
import { isPending } from './delivery.ts';

/** Those that refuse now, and those whose refusing ended since the last digest. */
export const channelLines = (
  { channels, notices }: Pick<Memory, 'channels' | 'notices'>,
  since: Instant,
): readonly ChannelLine[] =>
  (channels?.troubles ?? [])
    .filter(({ worksSince }) => worksSince === null || worksSince > since)
    .map(({ channel, since: from, worksSince: until, lost, fault }) => {
      const waiting = notices.filter((record) => isPending(record, channel)).length;
      return { channel, since: from, until, lost, fault, waiting };
    });
