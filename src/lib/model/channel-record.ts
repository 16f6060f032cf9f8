/** What is remembered of channels that refuse. */
import type { Fault } from './fault.ts';
import type { Instant } from './instant.ts';

/** After so many refusals of one message its channel is in trouble. */
export const TROUBLING_REFUSALS = 3;
/** After so many a message is given up there, and left to the digest: some 25 minutes. */
export const MOST_ATTEMPTS = 5;

/** A channel that refuses, from its first refusal on; kept for a while after it works again. */
export interface ChannelTrouble {
  readonly channel: string;
  readonly since: Instant;
  /** The newest refusal, in the words of AWS or Slack. */
  readonly refusedAt: Instant;
  readonly fault: Fault | null;
  /** Messages that were given up on it since then. */
  readonly lost: number;
  /** When it accepted a message again; null: it has not yet. */
  readonly worksSince: Instant | null;
  /** When a refusing channel was last told, of whichever time it was; null: never. */
  readonly toldAt: Instant | null;
  /** Whether that was about this time, so that its end is told as well. */
  readonly isTold: boolean;
}

/** Of channels that refuse, or did so of late; written when that changes. */
export interface ChannelRecord {
  readonly kind: 'channels';
  readonly troubles: readonly ChannelTrouble[];
}
