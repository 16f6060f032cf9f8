/** What a daily digest says, as facts: no sentence, no language, no channel. */
import type { Switched } from './control.ts';
import type { Fault } from './fault.ts';
import type { Finding, Unread } from './finding.ts';
import type { AllocationId, InstanceId, VolumeId } from './ids.ts';
import type { NewestSnapshot } from './image.ts';
import type { Instant } from './instant.ts';
import type { MeterReport } from './meter.ts';
import type { MicroUsd } from './money.ts';
import type { Notice, Refused } from './notice.ts';
import type { Mode } from './policy.ts';
import type { Reason } from './reason.ts';
import type { LocalDate, PowerState } from './schedule.ts';
import type { LookBack, Saved } from './tally.ts';

/** Something that is so at this moment: an open warning, a hold. */
export interface Standing {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly reason: Reason;
}

/** A volume that a terminated instance left, with what it costs until somebody settles it. */
export interface LeftVolumeLine {
  readonly volumeId: VolumeId;
  /** Empty where it has none. */
  readonly name: string;
  readonly instanceName: string;
  /** Null where the volume could not be read. */
  readonly sizeGiB: number | null;
  readonly type: string | null;
  /** Provisioned; null: the type has none, or it could not be read. */
  readonly iops: number | null;
  readonly throughputMiBps: number | null;
  readonly encrypted: boolean | null;
  /** When its instance was seen to end; null where nobody saw that. */
  readonly attachedUntil: Instant | null;
  /** As the daily sweep saw it; null where there was none, or it could not look. */
  readonly newestSnapshot: NewestSnapshot | 'none' | null;
  readonly foundAt: Instant;
  readonly monthlyMicroUsd: MicroUsd | null;
}

export interface LeftAddressLine {
  readonly allocationId: AllocationId;
  readonly publicIp: string;
  readonly instanceName: string;
  readonly foundAt: Instant;
  readonly monthlyMicroUsd: MicroUsd | null;
}

/** The next edge of a schedule for one instance. */
export interface NextLine {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly at: Instant;
  /** Null where the decision does not say. */
  readonly to: PowerState | null;
  /** In `observe` it will be told, and not done. */
  readonly mode: Mode;
}

/** A message that may have arrived, or has not; it is never sent again. */
export interface UncertainSend {
  readonly channel: string;
  readonly status: 'doubtful' | 'refused';
  readonly at: Instant;
  /** The notice, or the date of an earlier digest. */
  readonly of: Notice | LocalDate;
}

/** A channel that refuses, or did so since the last digest. */
export interface ChannelLine extends Refused {
  readonly channel: string;
  readonly fault: Fault | null;
  /** Messages that are to go out on it still. */
  readonly waiting: number;
}

/** What the last sweep of all Regions found and can prove, dearest first. */
export interface ForgottenLines {
  readonly at: Instant;
  readonly findings: readonly Finding[];
  /** So many more, each cheaper than those. */
  readonly leftOut: number;
  /** What could not be read, and no digest has said so yet. */
  readonly unread: readonly UnreadLine[];
  /** Regions that there was no time to look at this time. */
  readonly unlooked: readonly string[];
}

/** One trouble with one family, and every Region that has it. */
export interface UnreadLine extends Omit<Unread, 'region' | 'foundAt'> {
  readonly regions: readonly string[];
}

export interface DigestContent {
  readonly date: LocalDate;
  readonly at: Instant;
  /** Null or not given: the owner's switch changes nothing. */
  readonly switched?: Switched | null | undefined;
  /** Null where the instances could not be listed. */
  readonly fleet: { readonly running: number; readonly stopped: number } | null;
  /** Since the last digest. */
  readonly saved: Saved;
  /** On a week, on a month, or on both: where this digest is the first after one. */
  readonly lookBacks: readonly LookBack[];
  /** Null or not given: nothing is metered. */
  readonly meter?: MeterReport | null | undefined;
  /** What no digest has shown, oldest first. */
  readonly notices: readonly Notice[];
  readonly warnings: readonly Standing[];
  readonly holds: readonly Standing[];
  /** Checks that fail and were told, and events that are still to come. */
  readonly health: readonly Standing[];
  /** Dearest first; what has no known price comes last. */
  readonly leftVolumes: readonly LeftVolumeLine[];
  readonly leftAddresses: readonly LeftAddressLine[];
  /** Null where no sweep was made since the last digest. */
  readonly forgotten: ForgottenLines | null;
  /** Up to the same time tomorrow, soonest first. */
  readonly next: readonly NextLine[];
  readonly uncertain: readonly UncertainSend[];
  readonly channels: readonly ChannelLine[];
}

/** What is left over costs this much a month, as far as prices are known. */
export interface LeftCost {
  readonly monthlyMicroUsd: MicroUsd;
  readonly unpriced: number;
  /** Some of it is the most that it can cost: nobody but AWS knows what snapshots bill. */
  readonly atMost: boolean;
}
