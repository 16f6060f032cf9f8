/** What a check-up of the own stack has read: each part for itself, so that none holds another. */
import type { Family } from './family.ts';
import type { Fault } from './fault.ts';
import type { PlanState } from './free-tier.ts';
import type { AccountId, InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Control } from './ledger.ts';
import type { LookedPlace } from './managed-place.ts';

export type Probe<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly fault: Fault };

export interface Checkup {
  readonly place: { readonly account: AccountId; readonly region: string };
  readonly account: AccountId;
  readonly region: string;
  readonly stage: string;
  readonly now: Instant;
  /** When the clock's function was deployed; null: AWS does not say when. */
  readonly deployedAt: Probe<Instant | null>;
  /** By name; false: switched off. A rule that is not there is a fault of its own. */
  readonly rules: ReadonlyMap<string, Probe<boolean>>;
  readonly schedules: Probe<readonly { readonly name: string; readonly isEnabled: boolean }[]>;
  readonly ledger: Probe<{
    readonly lastSweepAt: Instant | null;
    readonly control: Control | null;
  }>;
  /** All that the policy names besides home, as home's ledger has them. */
  readonly elsewhere: Probe<readonly LookedPlace[]>;
  readonly topicArn: string;
  readonly subscriptions: Probe<{ readonly confirmed: number; readonly pending: number }>;
  readonly deadLetters: Probe<number>;
  readonly units: Probe<{ readonly read: number; readonly write: number }>;
  readonly concurrency: Probe<number>;
  /** Of on-demand instances of the standard families: what may run, what runs, what is there. */
  readonly vcpus: Probe<{ readonly quota: number; readonly running: number; readonly all: number }>;
  readonly plan: Family<PlanState>;
  /** Whether these credentials may stop an instance; null: there is none to ask about. */
  readonly stop: Probe<true> | null;
  /** Families of a pass that AWS does not show. */
  readonly unreadFamilies: readonly { readonly family: string; readonly fault: Fault }[];
  readonly unreadableTags: readonly {
    readonly instanceId: InstanceId;
    readonly name: string;
    readonly tag: string;
    readonly value: string;
  }[];
  /** How many of the free alarm metrics are used; null where they could not be counted. */
  readonly alarmMetrics: number | null;
}
