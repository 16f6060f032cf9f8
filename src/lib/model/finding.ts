/** What the daily sweep finds that somebody may have forgotten, and what it costs a month. */
import type { ClusterSupport } from './cluster.ts';
import type { RegionFamily } from './estate.ts';
import type { FaultCode } from './fault.ts';
import { between, type Duration, hours, type Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';
import type { LoadBalancerType } from './network.ts';
import type { StudioApp } from './sagemaker.ts';
import type { StartEvent } from './start-event.ts';

/** Every kind of finding with what is known of it. */
export interface FindingFacts {
  /** Runs in a Region that nobody looks after. */
  'instance-elsewhere': {
    readonly type: string;
    readonly platform: 'linux' | 'windows';
    /** Missing until CloudTrail was asked; `unknown` where it has no such call (any more). */
    readonly startedBy?: StartEvent | 'unknown';
  };
  /** On two sweeps, a day apart, attached to nothing. */
  'unattached-volume': { readonly sizeGiB: number; readonly type: string };
  /** Stopped for a week or more, so that only what hangs on it costs; null: could not be read. */
  'stopped-instance': {
    readonly type: string;
    readonly volumes: number;
    readonly sizeGiB: number | null;
    readonly addresses: number | null;
  };
  /** gp2 in use; the money is what it would cost less as gp3 of these IOPS and throughput. */
  'gp2-volume': {
    readonly sizeGiB: number;
    readonly iops: number;
    readonly throughputMiBps: number;
  };
  /** Its volume and any image of it are gone; the money is the most that it can bill. */
  'orphan-snapshot': { readonly fullGiB: number; readonly startedAt: Instant };
  /** Not launched for half a year; the money is the most that its snapshots can bill. */
  'old-image': {
    readonly snapshots: number;
    readonly fullGiB: number;
    readonly createdAt: Instant;
  };
  /** Sent nothing on for a day. */
  'idle-nat-gateway': { readonly addresses: number };
  /** Nothing is registered with it. The ARN is null for a Classic one. */
  'empty-load-balancer': { readonly type: LoadBalancerType; readonly arn: string | null };
  /** An Elastic IP that is associated with nothing. */
  'idle-address': { readonly publicIp: string };
  /** An RDS instance that bills by the hour. */
  'database-running': DatabaseFacts;
  /** Its storage bills, and AWS starts it again after seven days. */
  'database-stopped': DatabaseFacts & { readonly restartsAt: Instant | null };
  /** The control plane of an EKS cluster; null: not known whether its version is an old one. */
  cluster: {
    readonly version: string;
    readonly support: ClusterSupport | null;
    readonly arn: string;
  };
  /** Of OpenSearch Service, with its data nodes. */
  'search-domain': { readonly type: string; readonly count: number; readonly arn: string };
  /** SageMaker's; nobody has called it for a day, and its instances bill. */
  'idle-endpoint': {
    readonly instances: number;
    /** Of those instances, as far as AWS says; serverless with provisioned concurrency has none. */
    readonly types: readonly string[];
    readonly createdAt: Instant;
    /** All its instances together; null: unknown. */
    readonly hourMicroUsd: MicroUsd | null;
    readonly arn: string;
  };
  /** Of SageMaker Studio; it runs, used or not. */
  'studio-app': {
    readonly domainId: string;
    readonly owner: StudioApp['owner'];
    readonly appType: string;
    readonly appName: string;
    readonly instanceType: string | null;
    readonly hourMicroUsd: MicroUsd | null;
  };
  /** A SageMaker notebook instance where nobody looks after notebooks. */
  'notebook-running': {
    readonly type: string;
    readonly hourMicroUsd: MicroUsd | null;
    readonly arn: string;
  };
  lightsail: {
    readonly what: 'instance' | 'database';
    readonly bundle: string;
    readonly state: string;
  };
}

interface DatabaseFacts {
  readonly instanceClass: string;
  readonly engine: string;
  readonly arn: string;
  /** Such an instance is stopped and started with its whole cluster. */
  readonly clusterId: string | null;
}

export type FindingKind = keyof FindingFacts;

export type Finding<Among extends FindingKind = FindingKind> = {
  [Kind in Among]: {
    readonly kind: Kind;
    readonly region: string;
    /** AWS's own id of the resource, or its name where AWS has no id. */
    readonly id: string;
    /** Empty where it has none. */
    readonly name: string;
    /** Since when AWS says that it is so; null where AWS does not say. */
    readonly since: Instant | null;
    /** The first sweep that found it. */
    readonly foundAt: Instant;
    /** What leaving it as it is costs; null: the price is unknown, which is not zero. */
    readonly monthlyMicroUsd: MicroUsd | null;
    readonly facts: FindingFacts[Kind];
  };
}[Among];

/** A family of a Region that could not be read, so that nothing is known of it. */
export interface Unread {
  readonly region: string;
  /** `starts`: who set instances running. */
  readonly family: RegionFamily | 'regions' | 'starts' | 'reserved' | 'savingsPlans';
  readonly code: FaultCode;
  /** The first sweep that could not read it: what a role lacks is told once. */
  readonly foundAt: Instant;
  readonly permission: string | null;
}

/** `unattached-volume/eu-west-1/vol-…`: the same finding on another day. */
export const findingKey = (of: Pick<Finding, 'kind' | 'region' | 'id'>): string =>
  `${of.kind}/${of.region}/${of.id}`;

/**
 * How long something must have been so. A volume that is unattached once may be about to be used:
 * two sweeps with most of a day between prove it. A week of standing still is no office schedule.
 * Both are a few hours short, as no two sweeps are a whole number of days apart.
 */
const STANDS: Readonly<Partial<Record<FindingKind, Duration>>> = {
  'unattached-volume': hours(20),
  'stopped-instance': hours(6 * 24 + 20),
};

/** Whether it is worth a word already. */
export function isProven({ kind, since, foundAt }: Finding, at: Instant): boolean {
  const wait = STANDS[kind];
  return wait === undefined || between(since ?? foundAt, at) >= wait;
}

/** Of snapshots nobody knows how much bills: what is said is the most. */
const AT_MOST: ReadonlySet<FindingKind> = new Set(['orphan-snapshot', 'old-image']);

export const isUpperBound = ({ kind }: Finding): boolean => AT_MOST.has(kind);
