import type { Dialects } from './dialect.ts';
import type { AccountId } from './ids.ts';
import type { Duration } from './instant.ts';
import type { Currency } from './money.ts';
import type { PolicyPrices } from './price.ts';
import type { LocalDate, MinuteOfDay, Schedule, Weekday } from './schedule.ts';

export type Mode = 'observe' | 'act';
/** The rules that act, each of which the owner can lower to `observe` by itself. */
export const ACTING_RULES = ['schedule', 'idle', 'addresses', 'notebooks'] as const;
export type ActingRule = (typeof ACTING_RULES)[number];
export type Modes = Readonly<Record<ActingRule, Mode>>;

export type Language = 'en' | 'ko';

/** What the owner wants, parsed and with every default filled in. Keys are those of policy.yml. */
export interface Policy {
  readonly mode: Mode;
  /** Per rule: `observe` lowers that rule alone; `act` leaves it at `mode`. */
  readonly modes: Modes;
  /** IANA time zone of everything said and of schedules that name none. */
  readonly zone: string;
  readonly language: Language;
  readonly currency: Currency;
  /** `tagged`: only instances that carry a `tierkeeper:` tag. */
  readonly manage: 'all' | 'tagged';
  readonly select: Selection;
  /** An instance younger than this since its last start is left alone. */
  readonly minimumUptime: Duration;
  /** The short form, compiled; it is the schedule of instances that name none. */
  readonly nightly: Schedule | null;
  /** By name; the name is what the tag `tierkeeper:schedule` says. */
  readonly schedules: Readonly<Record<string, Schedule>>;
  /** The name of the schedule for instances that name none; null: `nightly`, if set. */
  readonly default: string | null;
  /** How late an edge is still answered. */
  readonly catchUp: Duration;
  readonly dialects: Dialects;
  readonly idle: IdlePolicy;
  readonly limits: Limits;
  /** `auto` takes half of the free ones at most, with the stack's own; `all` all that are left. */
  readonly alarms: 'auto' | 'all' | 'off';
  readonly addresses: { readonly on: boolean };
  readonly volumes: { readonly on: boolean; readonly instanceStore: 'keep' | 'lose' };
  readonly exposure: { readonly on: boolean; readonly ports: readonly number[] };
  readonly health: { readonly on: boolean; readonly cpuCredits: boolean };
  readonly notebooks: {
    readonly on: boolean;
    readonly nightly: Schedule | null;
    readonly longest: Duration | null;
    readonly metric: NotebookMetric | null;
  };
  readonly sweep: { readonly on: boolean; readonly regions: 'all' | readonly string[] };
  readonly freeTier: {
    readonly plan: 'auto' | 'legacy' | 'credits' | 'none';
    readonly accountCreated: LocalDate | null;
    /** Allowances are shared by all accounts on one bill. */
    readonly bills: 'one' | 'each';
    readonly guard: 'warn' | 'stop';
    readonly stopAtPercent: number;
    readonly restart: boolean;
    readonly thresholds: readonly number[];
  };
  /** Overrides of the price table, by its row keys. */
  readonly prices: PolicyPrices;
  readonly tell: TellPolicy;
}

/** What a lifecycle script publishes of a notebook's use: high while it is used. */
export interface NotebookMetric {
  readonly namespace: string;
  readonly name: string;
  /** Its only dimension; the value is the name of the notebook instance. */
  readonly dimension: string;
  /** Idle is under this, by the highest value of any five minutes. */
  readonly below: number;
}

/** Empty lists narrow nothing. */
export interface Selection {
  /** Name patterns with `*`. */
  readonly names: readonly string[];
  /** Tag key to value pattern with `*`; all must match. */
  readonly tags: Readonly<Record<string, string>>;
  /** Instance type patterns with `*`, for example `t3.*`. */
  readonly types: readonly string[];
  /** `home` is the Region that Tierkeeper is deployed to, and is always among them. */
  readonly regions: readonly string[];
  /** Other accounts to look after, each with a role for Tierkeeper in it. */
  readonly accounts: readonly SelectedAccount[];
}

export interface SelectedAccount {
  readonly id: AccountId;
  readonly name: string | null;
  /** Null: those of `select.regions`. */
  readonly regions: readonly string[] | null;
  /** The name of the role in it that Tierkeeper assumes. */
  readonly role: string;
  /** Null: that of our own account (`externalIdOf`). */
  readonly externalId: string | null;
}

export interface IdlePolicy {
  readonly on: boolean;
  readonly window: Duration;
  readonly grace: Duration;
  /** Of the maximum five-minute average. */
  readonly cpuPercent: number;
  /** In plus out. */
  readonly networkBytesPerMinute: number;
  /** Reads plus writes. */
  readonly ebsOperationsPerSecond: number;
  /** How many of the expected datapoints must be there. */
  readonly coveragePercent: number;
  /** Time after a start that is not judged. */
  readonly bootGrace: Duration;
  /** What to do with what looks like a server. */
  readonly servers: 'suggest' | 'stop';
  readonly hibernate: boolean;
  /** Of T types: one more signal, that the CPU credit balance was full and stayed so. */
  readonly cpuCredits: boolean;
}

export interface Limits {
  readonly stopsPerPass: number;
  /** Stops, starts and associations together, in any 60 minutes. */
  readonly actionsPerHour: number;
  /** Idle and guard stops in any 60 minutes, of the managed instances that run. */
  readonly sharePercent: number;
  /** So many may always be stopped, however small the fleet. */
  readonly shareFloor: number;
  /** Between two stops of one instance by idle or guard. */
  readonly coolDown: Duration;
}

export interface TellPolicy {
  /** When the daily digest is due, local. */
  readonly digest: MinuteOfDay;
  readonly weekly: Weekday | null;
  readonly emptyDay: 'line' | 'none';
  /** Where several places are looked after: one digest of all of them, or one of each. */
  readonly places: 'together' | 'each';
  /** No messages but urgent ones between these local times. */
  readonly quiet: { readonly from: MinuteOfDay; readonly to: MinuteOfDay } | null;
  /** Messages an hour; warnings of stops are exempt. */
  readonly perHour: number;
  /** Names of SSM parameters that hold the secrets. */
  readonly slack: { readonly webhook: string | null; readonly app: string | null };
  readonly amazonQ: boolean;
  /** Custom events cost 1 USD a million. */
  readonly eventBridge: boolean;
}
