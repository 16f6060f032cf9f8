import type { Address } from './address.ts';
import type { Alarm } from './alarm.ts';
import { type Family, NOT_ASKED } from './family.ts';
import type { InstanceStatus } from './health.ts';
import type { AccountId, SecurityGroupId, VolumeId } from './ids.ts';
import type { EbsSnapshot } from './image.ts';
import type { Instance } from './instance.ts';
import type { Instant } from './instant.ts';
import type { Memory } from './ledger.ts';
import type { MetricQuery, MetricReading, NotebookQuery, NotebookReading } from './metric.ts';
import type { LoadBalancerTarget, SecurityGroup, SpotRequest } from './network.ts';
import type { Notebook } from './notebook.ts';
import type { Volume } from './volume.ts';
import type { Scope } from './wake.ts';

/** All that a decision sees. */
export interface Snapshot {
  readonly account: AccountId;
  readonly region: string;
  /** When observing began; decisions are made for this instant. */
  readonly takenAt: Instant;
  readonly scope: Scope;
  readonly instances: Family<Instance>;
  readonly addresses: Family<Address>;
  /** Only the volumes that were asked for. */
  readonly volumes: Family<Volume>;
  /** EBS snapshots of the volumes that were asked for. */
  readonly backups: Family<EbsSnapshot>;
  readonly securityGroups: Family<SecurityGroup>;
  readonly loadBalancerTargets: Family<LoadBalancerTarget>;
  readonly spotRequests: Family<SpotRequest>;
  /** Status checks and scheduled events of what runs. */
  readonly instanceStatuses: Family<InstanceStatus>;
  /** SageMaker notebook instances; asked for where the policy wants something of them. */
  readonly notebooks: Family<Notebook>;
  /** Metric alarms of all enabled Regions; asked for rarely. */
  readonly alarms: Family<Alarm>;
  /** Instances whose EBS volumes or metrics nobody asked for have no reading. */
  readonly metrics: readonly MetricReading[];
  /** Of notebooks, where the policy names a metric that their owner publishes. */
  readonly notebookMetrics: readonly NotebookReading[];
  /** Whether some channel has a recipient who has confirmed; null: not asked or not known. */
  readonly confirmedRecipient: boolean | null;
  readonly memory: Memory;
}

/**
 * A read that a decision still needs. Deciding names them (pure), observing makes them, until
 * no more are named: cheap signals first, and nothing is read that no rule would look at.
 */
export type Query =
  | { readonly kind: 'addresses' }
  | { readonly kind: 'volumes'; readonly ids: readonly VolumeId[] }
  | { readonly kind: 'backups'; readonly ids: readonly VolumeId[] }
  | { readonly kind: 'security-groups'; readonly ids: readonly SecurityGroupId[] }
  | { readonly kind: 'load-balancer-targets' }
  | { readonly kind: 'spot-requests'; readonly ids: readonly string[] }
  | { readonly kind: 'instance-statuses' }
  | { readonly kind: 'notebooks' }
  | { readonly kind: 'notebook-metrics'; readonly queries: readonly NotebookQuery[] }
  | { readonly kind: 'alarms' }
  | { readonly kind: 'confirmed-recipient' }
  | {
      readonly kind: 'metrics';
      readonly queries: readonly MetricQuery[];
      /** So many of them, the first ones, may each be a call of its own: those are free. */
      readonly freeCalls: number;
    };

/** What every look begins with: nothing but the instances has been asked for. */
export const UNASKED: Omit<
  Snapshot,
  'account' | 'region' | 'takenAt' | 'scope' | 'instances' | 'memory'
> = {
  addresses: NOT_ASKED,
  volumes: NOT_ASKED,
  backups: NOT_ASKED,
  securityGroups: NOT_ASKED,
  loadBalancerTargets: NOT_ASKED,
  spotRequests: NOT_ASKED,
  instanceStatuses: NOT_ASKED,
  notebooks: NOT_ASKED,
  alarms: NOT_ASKED,
  metrics: [],
  notebookMetrics: [],
  confirmedRecipient: null,
};
