/**
 * The closed table of reasons. Log, message, command line, ledger and docs share it: a decision
 * carries a key and the evidence as data, and `tell/render` turns them into a sentence of any
 * language. Adding a reason without its sentences is a compile error.
 */

import type { EdgeAnswer, OutcomeResult } from './action.ts';
import type { Fault } from './fault.ts';
import type { GuardReasons } from './guard-reason.ts';
import type { HealthReasons } from './health.ts';
import type { AllocationId } from './ids.ts';
import type { Duration, Instant } from './instant.ts';
import type { MetricName } from './metric.ts';
import type { MicroUsd } from './money.ts';
import type { NotebookReasons } from './notebook-reason.ts';
import type { PowerState } from './schedule.ts';
import type { Volume } from './volume.ts';

/** What somebody sees of a signal: numbers with their threshold. */
export interface SignalEvidence {
  readonly signal: Signal;
  readonly max: number;
  readonly mean: number;
  readonly threshold: number;
  readonly unit: 'percent' | 'bytes/minute' | 'operations/second' | 'credits';
  /** Datapoints present of those expected, in percent. */
  readonly coveragePercent: number;
}

/** Credits only where the policy wants them, and the type has any. */
export const SIGNALS = ['cpu', 'network', 'ebs', 'credits'] as const;
export type Signal = (typeof SIGNALS)[number];

/** What makes an instance look like a server. */
export type ServerSign =
  | { readonly sign: 'elastic-ip'; readonly publicIp: string }
  | { readonly sign: 'open-port'; readonly port: number; readonly securityGroup: string }
  | { readonly sign: 'load-balancer'; readonly group: string }
  | { readonly sign: 'no-source-dest-check' };

/** An instance belongs to another controller, which would replace or refuse it. */
export type Owner =
  | 'auto-scaling'
  | 'eks'
  | 'karpenter'
  | 'ecs'
  | 'batch'
  | 'elastic-beanstalk'
  | 'emr'
  | 'cloud9'
  | 'rds-custom'
  | 'ec2-fleet'
  | 'spot-fleet';

interface EdgeEvidence {
  readonly schedule: string;
  readonly zone: string;
  readonly edge: Instant;
}

/** The edge that comes after; null where there is none, or none that is near enough to look for. */
interface NextEdge {
  readonly next: Instant | null;
  /** What it turns to, where the rule says so. */
  readonly nextTo?: PowerState | undefined;
}

interface IdleEvidence {
  readonly window: Duration;
  readonly signals: readonly SignalEvidence[];
  /** What the type publishes nothing of: a t2 shows no EBS operations. */
  readonly notPublished: readonly Signal[];
}

/** CPU credits that were spent before they were earned: a stop charges them. */
export interface SurplusCharge {
  readonly credits: number;
  /** Null: the price of this family's credits is unknown. */
  readonly microUsd: MicroUsd | null;
}

/** One signal decided; cheaper ones were quiet, dearer ones were never asked for. */
interface DecidedBySignal {
  readonly signal: SignalEvidence;
  readonly quiet: readonly SignalEvidence[];
  readonly notAsked: readonly Signal[];
}

/** Every reason with the shape of its evidence. */
export interface ReasonEvidence extends NotebookReasons, HealthReasons, GuardReasons {
  // Not ours
  'operator-managed': { readonly principal: string | null };
  'owned-by': { readonly owner: Owner; readonly tag: string; readonly value: string };
  'spot-one-time': { readonly requestId: string };
  'instance-store-root': Record<never, never>;
  'dedicated-host': Record<never, never>;
  'capacity-block': Record<never, never>;
  'not-selected': { readonly by: 'manage' | 'names' | 'tags' | 'types' };
  ignored: { readonly tag: string };
  /** shutting-down or terminated. */
  gone: { readonly state: string };
  // Protected
  'keep-tag': { readonly tag: string };
  'stop-protected': { readonly seenAt: Instant };
  'too-young': { readonly since: Instant; readonly minimumUptime: Duration };
  'unreadable-tag': {
    readonly tag: string;
    readonly value: string;
    readonly expected: string;
    /** A sentence of the parser, where it can say more. */
    readonly problem?: string;
  };
  'instance-store-data': { readonly type: string };
  // Held
  held: { readonly until: Instant; readonly by: string; readonly why: string };
  'hold-wants-running': { readonly until: Instant; readonly by: string; readonly why: string };
  'hold-wants-stopped': { readonly until: Instant; readonly by: string; readonly why: string };
  paused: { readonly since: Instant };
  // Schedule
  'stop-edge': EdgeEvidence & { readonly attempt: number };
  'start-edge': EdgeEvidence & { readonly attempt: number };
  'stop-edge-near': EdgeEvidence & { readonly stopAt: Instant };
  'stop-edge-waiting': EdgeEvidence & { readonly stopAt: Instant };
  'edge-adopted': EdgeEvidence & NextEdge;
  'edge-answered': EdgeEvidence & NextEdge & { readonly how: EdgeAnswer };
  'edge-missed': EdgeEvidence & { readonly lateBy: Duration; readonly catchUp: Duration };
  'edge-person': EdgeEvidence & { readonly did: 'start' | 'stop'; readonly at: Instant | null };
  'edge-not-ours': EdgeEvidence;
  'edge-retry': EdgeEvidence & { readonly attempt: number; readonly retryAt: Instant };
  'edge-gave-up': EdgeEvidence & { readonly attempts: number };
  'schedule-adopted': NextEdge & { readonly schedule: string };
  enforced: { readonly schedule: string; readonly want: PowerState };
  // Idle
  'idle-warned': IdleEvidence & {
    readonly stopAt: Instant | null;
    /** Null: none, or nobody has looked. */
    readonly surplus: SurplusCharge | null;
  };
  'idle-waiting': IdleEvidence & { readonly stopAt: Instant };
  /** The warning waits for its first accepted publish. */
  'warning-not-sent': { readonly warnedAt: Instant };
  idle: IdleEvidence & { readonly warnedAt: Instant };
  'idle-server': IdleEvidence & { readonly signs: readonly ServerSign[] };
  'idle-withdrawn': DecidedBySignal;
  busy: DecidedBySignal;
  'idle-unknown': {
    readonly signal: Signal;
    readonly metric: MetricName | null;
    readonly why: 'refused' | 'few-datapoints' | 'stale' | 'not-asked' | 'no-gpu-signal';
    readonly coveragePercent: number;
    /** What AWS answered, where it refused. */
    readonly fault: Fault | null;
    readonly quiet: readonly SignalEvidence[];
    readonly notAsked: readonly Signal[];
    /** Since when no pass could tell; null: this is the first that cannot. */
    readonly since: Instant | null;
  };
  'idle-off': { readonly by: 'policy' | 'tag' };
  'boot-grace': { readonly until: Instant };
  'cool-down': { readonly until: Instant };
  'nobody-to-warn': Record<never, never>;
  // State, limits, families
  'in-transition': { readonly state: string; readonly since: Instant };
  'over-limit': {
    readonly limit: 'stopsPerPass' | 'actionsPerHour' | 'sharePercent';
    readonly allowed: number;
  };
  incomplete: { readonly family: string; readonly fault: Fault };
  'nothing-due': { readonly state: string };
  // Addresses
  'address-in-place': { readonly publicIp: string };
  'address-lost': { readonly allocationId: AllocationId; readonly publicIp: string };
  'address-waits': { readonly declared: string; readonly state: string };
  'address-unknown': { readonly declared: string };
  'address-elsewhere': { readonly publicIp: string; readonly holder: string };
  'address-claimed-twice': { readonly declared: string; readonly claimants: readonly string[] };
  'address-occupied': { readonly declared: string; readonly publicIp: string };
  'address-no-interface': { readonly declared: string };
  /** By a service of AWS, whose interface it is: nobody else may change it. */
  'address-managed': { readonly declared: string; readonly by: string };
  /** Of another network border group than the instance's zone: AWS would refuse it. */
  'address-border-group': {
    readonly publicIp: string;
    readonly group: string;
    readonly zone: string;
  };
  'pool-empty': { readonly pool: string };
  'address-left': {
    readonly publicIp: string;
    readonly instance: string;
    readonly monthlyMicroUsd: MicroUsd | null;
    readonly successor: string | null;
  };
  'address-settled': { readonly publicIp: string };
  // Volumes
  'volume-left': Pick<Volume, 'sizeGiB' | 'type' | 'iops' | 'throughputMiBps' | 'encrypted'> & {
    readonly instance: string;
    readonly monthlyMicroUsd: MicroUsd | null;
  };
  'volume-kept': { readonly tag: string };
  'volume-attached': { readonly instance: string };
  'volume-going': { readonly state: string };
  'volume-waits': { readonly next: Instant };
  'volume-gone': Record<never, never>;
  // Exposure
  exposed: {
    readonly group: string;
    readonly ports: readonly number[];
    /** What is reached, by name; `more` others are not listed. */
    readonly instances: readonly string[];
    readonly more: number;
  };
  /** Told before: not looked at again yet, or no running instance with a public address has it. */
  'exposure-known': { readonly group: string; readonly ports: readonly number[] };
  'exposure-ended': { readonly group: string };
  // CPU credits of T instances, over the last 24 hours
  'credits-charged': {
    readonly credits: number;
    /** Null: the price of this family's credits is unknown. */
    readonly microUsd: MicroUsd | null;
  };
  'credits-exhausted': {
    /** So long there were none, all in all. */
    readonly length: Duration;
    /** A t2, which gets some at each launch and loses all at a stop. */
    readonly isLaunchCredit: boolean;
    /** What unlimited mode charges for a vCPU-hour beyond what is earned; null: unknown. */
    readonly vcpuHourMicroUsd: MicroUsd | null;
  };
  // Outcomes that a message speaks of
  outcome: { readonly result: OutcomeResult };
}

export type ReasonKey = keyof ReasonEvidence;

/** A reason with its evidence: a union over the whole table, so that a switch can be exhaustive. */
export type Reason<Among extends ReasonKey = ReasonKey> = {
  [Key in Among]: { readonly key: Key; readonly evidence: ReasonEvidence[Key] };
}[Among];

export function reason<Key extends ReasonKey>(
  key: Key,
  evidence: ReasonEvidence[Key],
): { readonly key: Key; readonly evidence: ReasonEvidence[Key] } {
  return { key, evidence };
}
