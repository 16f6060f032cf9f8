/** What stops of ours save: time first, from which money is counted when somebody asks. */
import type { InstanceId } from './ids.ts';
import type { Duration, Instant } from './instant.ts';
import type { MeterReport } from './meter.ts';
import type { MicroUsd } from './money.ts';
import type { Saved } from './tally.ts';

/**
 * The rules whose stops save something. What a hold asked for, a person has stopped: it is nobody's
 * saving.
 */
export const SAVING_RULES = ['schedule', 'idle', 'guard'] as const;
export type SavingRule = (typeof SAVING_RULES)[number];

/** Time that one rule kept an instance off, of one type at one price. */
export interface SavedTime {
  readonly rule: SavingRule;
  readonly type: string;
  /** What a running hour would have cost; null where nobody knows. */
  readonly hourMicroUsd: MicroUsd | null;
  readonly off: Duration;
  /** Public IPv4 addresses that were not in use meanwhile, by the time. */
  readonly addresses: Duration;
  /** Those of them that it kept, and that billed as idle: Elastic IPs. */
  readonly idleAddresses: Duration;
  /** So much of it Reserved Instances pay for either way; not given: none. */
  readonly reserved?: Duration | undefined;
  /** So much of the rest a Savings Plan may pay for either way; not given: none. */
  readonly savingsPlan?: Duration | undefined;
}

/** Of one month of UTC, as AWS bills. */
export interface MonthOfSavings {
  /** `2026-11`. */
  readonly month: string;
  readonly times: readonly SavedTime[];
}

/** A stop of ours that lasts. */
export interface OpenSaving {
  /** The rule that made the stop. */
  readonly rule: SavingRule;
  /** The rule that has it off now: a schedule that finds it off takes over. */
  readonly keptBy: SavingRule;
  /** When AWS ceased to bill it. */
  readonly stoppedAt: Instant;
  /** What comes before is counted. */
  readonly since: Instant;
  readonly type: string;
  readonly hourMicroUsd: MicroUsd | null;
  /** Since when it has been seen `stopped`, which frees automatic addresses; null: not yet. */
  readonly freedAt: Instant | null;
  readonly automaticAddresses: number;
  readonly elasticAddresses: number;
  /** The share of it that Reserved Instances pay for, 0 to 1; not given: no sweep knows yet. */
  readonly reservedShare?: number | undefined;
  /** The share that a Savings Plan may pay for besides; not given: no sweep has seen any. */
  readonly savingsPlanShare?: number | undefined;
}

/** What is remembered of an instance's savings. */
export interface InstanceSavings {
  readonly platform: 'linux' | 'windows';
  readonly open: OpenSaving | null;
  /** When the stop was made that was counted last: none is counted twice. */
  readonly countedStop: Instant;
  /** What has ended, of this month and the one before; older months are items of the past. */
  readonly months: readonly MonthOfSavings[];
}

/** A month of an instance that is over, or of one that is gone. */
export interface SavingsRecord extends MonthOfSavings {
  readonly kind: 'savings';
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly platform: 'linux' | 'windows';
}

/** What the account itself used of its allowances in a month, by the last sweep that metered it. */
export interface MonthAllowance extends Pick<MeterReport, 'month' | 'asOf' | 'limits'> {
  readonly kind: 'month-allowance';
  /** Whether credits paid for the month. */
  readonly credits: boolean;
}

/** One instance and rule of a month, counted. */
export interface SavingsLine {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly type: string;
  readonly rule: SavingRule;
  readonly saved: Saved;
}

/** A month of savings, counted. */
export interface SavingsReport {
  readonly month: string;
  /** Up to when it is counted: to its end, where it is over. */
  readonly until: Instant;
  /** The dearest first. */
  readonly lines: readonly SavingsLine[];
  readonly total: Saved;
  /** `unknown`: nobody says which free tier the account has, and all hours count as money. */
  readonly paidBy: 'money' | 'credits' | 'unknown';
}

/** A month of savings in short: what pages show of it. */
export interface SavedInMonth extends Pick<SavingsReport, 'month' | 'until' | 'total' | 'paidBy'> {
  /** Those that saved something. */
  readonly rules: readonly { readonly rule: SavingRule; readonly saved: Saved }[];
}
