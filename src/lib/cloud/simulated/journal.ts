/** Everything that happened, in order. Checkers of the laws read this and the final world alone. */
import type { Fault } from '../../model/fault.ts';
import type { AllocationId, InstanceId, NotebookName, VolumeId } from '../../model/ids.ts';
import type { Instance, InstanceState } from '../../model/instance.ts';
import type { Instant } from '../../model/instant.ts';
import type { Hold, LedgerItem } from '../../model/ledger.ts';
import type { NotebookStatus } from '../../model/notebook.ts';
import type { Tags } from '../../model/tag.ts';
import type { VolumeState } from '../../model/volume.ts';
import type { ChannelMessage, LedgerKey, SendResult } from '../cloud.ts';
import type { AlarmState } from './alarm-state.ts';

/** One attempt at one event; Lambda repeats an attempt under the same request id. */
export interface Invocation {
  readonly kind: 'invocation';
  readonly lambda: string;
  readonly requestId: string;
  /** 1, and up to 3 after two that failed. */
  readonly attempt: number;
}

export type Actor =
  | Invocation
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'aws'; readonly part: 'ec2' | 'auto-scaling' | 'spot' };

export type CallVerb =
  | 'stop'
  | 'start'
  | 'terminate'
  | 'shut-down-from-inside'
  | 'launch'
  | 'tag'
  | 'protect'
  | 'allocate-address'
  | 'associate'
  | 'disassociate'
  | 'release-address'
  | 'create-volume'
  | 'attach-volume'
  | 'detach-volume'
  | 'modify-volume'
  | 'delete-volume'
  | 'stop-notebook'
  | 'start-notebook';

/** What was so for an instance at the very moment of a call, before it had any effect. */
export interface Circumstances {
  readonly instance: Instance;
  /** DisableApiStop. */
  readonly stopProtected: boolean;
  /** Holds in the ledger that had not ended. */
  readonly holds: readonly Hold[];
}

export type Entry =
  | {
      readonly kind: 'invoked';
      readonly at: Instant;
      readonly actor: Invocation;
      readonly document: unknown;
    }
  | {
      readonly kind: 'invocation-ended';
      readonly at: Instant;
      readonly actor: Invocation;
      readonly result: 'returned' | 'threw' | 'crashed' | 'timed-out';
      readonly error: string | null;
    }
  | {
      readonly kind: 'dead-letter';
      readonly at: Instant;
      readonly lambda: string;
      readonly document: unknown;
    }
  | {
      readonly kind: 'read';
      readonly at: Instant;
      readonly actor: Actor;
      /** The IAM action, for example `ec2:DescribeInstances`. */
      readonly operation: string;
      readonly refused: Fault | null;
      /** 1 unless something else is said: GetMetricStatistics takes one a metric. */
      readonly requests?: number;
    }
  | {
      /** A mutating call, once for each resource it names. */
      readonly kind: 'call';
      readonly at: Instant;
      readonly actor: Actor;
      readonly verb: CallVerb;
      /** The id of what it was asked for; for an association the allocation id. */
      readonly on: string;
      readonly refused: Fault | null;
      /** AWS did it, and the caller was never told. */
      readonly answerLost: boolean;
      /** Of the instance concerned; null where there is none. */
      readonly before: Circumstances | null;
    }
  | {
      readonly kind: 'state';
      readonly at: Instant;
      readonly instanceId: InstanceId;
      readonly name: string;
      /** Null for a new instance. */
      readonly from: InstanceState | null;
      readonly to: InstanceState;
      /** `StateReason.Code`. */
      readonly reason: string | null;
    }
  | {
      readonly kind: 'notebook';
      readonly at: Instant;
      readonly name: NotebookName;
      readonly to: NotebookStatus;
    }
  | {
      readonly kind: 'tags';
      readonly at: Instant;
      readonly actor: Actor;
      readonly on: string;
      readonly tags: Tags;
    }
  | {
      readonly kind: 'volume';
      readonly at: Instant;
      readonly volumeId: VolumeId;
      readonly name: string;
      readonly to: VolumeState;
      readonly instanceId: InstanceId | null;
    }
  | {
      readonly kind: 'address';
      readonly at: Instant;
      /** Null for an auto-assigned address. */
      readonly allocationId: AllocationId | null;
      readonly publicIp: string;
      readonly change: 'allocated' | 'associated' | 'disassociated' | 'displaced' | 'released';
      readonly instanceId: InstanceId | null;
    }
  | {
      readonly kind: 'ledger';
      readonly at: Instant;
      readonly actor: Actor;
      readonly change: 'put' | 'delete';
      readonly key: LedgerKey;
      /** What was put, or what was deleted. */
      readonly item: LedgerItem | null;
      /** False where the condition did not hold. */
      readonly written: boolean;
      readonly revision: number | null;
      readonly answerLost: boolean;
    }
  | {
      readonly kind: 'message';
      readonly at: Instant;
      readonly actor: Actor;
      readonly channel: string;
      readonly message: ChannelMessage;
      readonly result: SendResult['sent'];
      /** Whether a person got it: somebody had confirmed, and it went out. */
      readonly received: boolean;
    }
  | {
      readonly kind: 'event';
      readonly at: Instant;
      readonly id: string;
      readonly detailType: string;
      readonly resources: readonly string[];
      /** When each copy reaches the subscribers; empty for a lost event. */
      readonly deliveries: readonly Instant[];
    }
  | {
      readonly kind: 'alarm';
      readonly at: Instant;
      readonly name: string;
      readonly from: AlarmState;
      readonly to: AlarmState;
    }
  | {
      /** A call that makes, replaces or deletes an alarm: once for each alarm it names. */
      readonly kind: 'alarm-call';
      readonly at: Instant;
      readonly actor: Actor;
      readonly verb: 'put' | 'delete';
      readonly name: string;
      /** Whether the alarm of that name was the product's own; null: there was none. */
      readonly managedBefore: boolean | null;
      readonly refused: Fault | null;
      readonly answerLost: boolean;
    }
  | {
      readonly kind: 'confirmed';
      readonly at: Instant;
      readonly actor: Actor;
      readonly channel: string;
    };

export type EntryKind = Entry['kind'];
export type EntryOf<Kind extends EntryKind> = Extract<Entry, { readonly kind: Kind }>;

export interface Journal {
  readonly entries: readonly Entry[];
  write(entry: Entry): void;
  /** Forgets how the account was furnished: the history begins. */
  clear(): void;
  of<Kind extends EntryKind>(kind: Kind): readonly EntryOf<Kind>[];
}

/** By its first: thousands lie on a shelf, and all are of one kind. */
const isShelfOf = <Kind extends EntryKind>(
  kind: Kind,
  shelf: readonly Entry[],
): shelf is readonly EntryOf<Kind>[] => shelf[0]?.kind === kind;

export function createJournal(): Journal {
  const entries: Entry[] = [];
  const shelves = new Map<EntryKind, Entry[]>();
  const shelfOf = (kind: EntryKind): Entry[] => {
    const shelf = shelves.get(kind) ?? [];
    shelves.set(kind, shelf);
    return shelf;
  };
  return {
    entries,
    write: (entry) => {
      entries.push(entry);
      shelfOf(entry.kind).push(entry);
    },
    clear: () => {
      entries.length = 0;
      shelves.clear();
    },
    of: (kind) => {
      const shelf = [...shelfOf(kind)];
      return isShelfOf(kind, shelf) ? shelf : [];
    },
  };
}
