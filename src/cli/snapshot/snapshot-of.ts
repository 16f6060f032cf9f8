/** A snapshot file as rules see it. */
import { caseOf } from '../../lib/decide/case.ts';
import { worldOf } from '../../lib/decide/world.ts';
import { EMPTY_MEMORY } from '../../lib/model/empty-memory.ts';
import { complete, type Family, incomplete, itemsOf, NOT_ASKED } from '../../lib/model/family.ts';
import type { Instance } from '../../lib/model/instance.ts';
import type { Instant } from '../../lib/model/instant.ts';
import { METRIC_NAMES, type MetricReading } from '../../lib/model/metric.ts';
import type { Policy } from '../../lib/model/policy.ts';
import type { PriceTable } from '../../lib/model/price.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import { remembered } from './remembered.ts';
import type { SnapshotDocument } from './snapshot-document.ts';

export interface Terms {
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** Instead of the time at which it was taken. */
  readonly at: Instant | null;
}

export function snapshotOf(document: SnapshotDocument, terms: Terms): Snapshot {
  const bare = withoutMemory(document, terms.at ?? document.takenAt);
  const { policy, prices } = terms;
  const world = worldOf(bare, policy, prices);
  const scheduleOf = (instance: Instance): Schedule | null => {
    const choice = caseOf(world, instance).schedule;
    return choice.kind === 'schedule' ? choice.schedule : null;
  };
  const instances = itemsOf(bare.instances);
  const { takenAt } = document;
  const account = { takenAt, now: bare.takenAt, policy, instances, scheduleOf };
  return { ...bare, memory: remembered(document.memory, account) };
}

function withoutMemory(document: SnapshotDocument, takenAt: Instant): Snapshot {
  const { account, region, confirmedRecipient } = document;
  const instances = mapped(document.instances, (one) => ({
    ...one,
    availabilityZone: one.availabilityZone ?? `${region}a`,
  }));
  return {
    account,
    region,
    takenAt,
    scope: { kind: 'region' },
    instances,
    addresses: mapped(document.addresses, (one) => ({
      ...one,
      networkBorderGroup: one.networkBorderGroup ?? region,
    })),
    volumes: mapped(document.volumes, (one) => ({ ...one, createdAt: one.createdAt ?? takenAt })),
    securityGroups: document.securityGroups,
    loadBalancerTargets: document.loadBalancerTargets,
    spotRequests: document.spotRequests,
    instanceStatuses: document.instanceStatuses,
    backups: NOT_ASKED,
    notebooks: mapped(document.notebooks, ({ createdAt, lastModifiedAt, ...one }) => ({
      ...one,
      createdAt: createdAt ?? takenAt,
      lastModifiedAt: lastModifiedAt ?? createdAt ?? takenAt,
    })),
    alarms: NOT_ASKED,
    metrics: readingsOf(document, itemsOf(instances), takenAt),
    notebookMetrics: document.notebookMetrics.map(({ from, to, ...one }) => ({
      ...one,
      from: from ?? takenAt,
      to: to ?? takenAt,
    })),
    confirmedRecipient,
    memory: EMPTY_MEMORY,
  };
}

const mapped = <A, B>(family: Family<A>, change: (item: A) => B): Family<B> =>
  family.complete ? complete(family.items.map(change)) : family;

/** Refused as a whole, every metric of every instance is. */
function readingsOf(
  { metrics }: SnapshotDocument,
  instances: readonly Instance[],
  takenAt: Instant,
): readonly MetricReading[] {
  if (metrics.complete) {
    return metrics.items.map(({ from = takenAt, to = takenAt, ...one }) => ({ ...one, from, to }));
  }
  const series = incomplete(metrics.fault);
  return instances.flatMap(({ id: instanceId }) =>
    METRIC_NAMES.map((metric) => ({ instanceId, metric, from: takenAt, to: takenAt, series })),
  );
}
