/** A snapshot of an account that nothing is remembered of, as docs/snapshot.md writes it down. */
import type * as z from 'zod';
import type { Family } from '../../lib/model/family.ts';
import type { Fault } from '../../lib/model/fault.ts';
import type { CheckStatus, InstanceStatus } from '../../lib/model/health.ts';
import type { Instance } from '../../lib/model/instance.ts';
import { type Instant, toIso } from '../../lib/model/instant.ts';
import type { MetricReading, NotebookReading } from '../../lib/model/metric.ts';
import type { Notebook } from '../../lib/model/notebook.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import type { Volume } from '../../lib/model/volume.ts';
import type { snapshotDocument } from './snapshot-document.ts';

export type WrittenSnapshot = z.input<typeof snapshotDocument>;

/** Nothing is left to a default: what the file says stays so when a default changes. */
export function documentOf(snapshot: Snapshot): WrittenSnapshot {
  const { takenAt, account, region, confirmedRecipient } = snapshot;
  return {
    version: 1,
    takenAt: toIso(takenAt),
    account,
    region,
    confirmedRecipient,
    instances: written(snapshot.instances, instanceOf),
    metrics: snapshot.metrics.map(readingOf),
    securityGroups: written(snapshot.securityGroups, (one) => one),
    loadBalancerTargets: written(snapshot.loadBalancerTargets, (one) => one),
    addresses: written(snapshot.addresses, (one) => one),
    volumes: written(snapshot.volumes, volumeOf),
    spotRequests: written(snapshot.spotRequests, (one) => one),
    instanceStatuses: written(snapshot.instanceStatuses, statusOf),
    notebooks: written(snapshot.notebooks, notebookOf),
    notebookMetrics: snapshot.notebookMetrics.map(notebookReadingOf),
    memory: { activation: null, lastSweepAt: null },
  };
}

const written = <Item, As>(family: Family<Item>, as: (item: Item) => As) =>
  family.complete ? family.items.map(as) : { refused: refusalOf(family.fault) };

const refusalOf = ({ code, message, awsCode, permission }: Fault) => ({
  code,
  message,
  awsCode,
  permission,
});

const timeOf = (at: Instant | null): string | null => (at === null ? null : toIso(at));

const attached = <Attachment extends { readonly attachedAt: Instant | null }>(one: Attachment) => ({
  ...one,
  attachedAt: timeOf(one.attachedAt),
});

const instanceOf = (instance: Instance) => ({
  ...instance,
  launchTime: toIso(instance.launchTime),
  volumes: instance.volumes.map(attached),
});

const checkOf = ({ result, impairedSince }: CheckStatus) => ({
  result,
  impairedSince: timeOf(impairedSince),
});

const statusOf = ({ instanceId, checks, events }: InstanceStatus) => ({
  instanceId,
  checks: {
    system: checkOf(checks.system),
    instance: checkOf(checks.instance),
    ebs: checkOf(checks.ebs),
  },
  events: events.map(({ notBefore, notAfter, deadline, ...event }) => ({
    ...event,
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    deadline: timeOf(deadline),
  })),
});

const volumeOf = (volume: Volume) => ({
  ...volume,
  createdAt: toIso(volume.createdAt),
  attachments: volume.attachments.map(attached),
});

function readingOf({ instanceId, metric, from, to, series }: MetricReading) {
  const asked = { instanceId, metric, from: toIso(from), to: toIso(to) };
  if (!series.complete) return { ...asked, refused: refusalOf(series.fault) };
  return { ...asked, points: series.items.map(({ at, value }) => [toIso(at), value]) };
}

const notebookOf = (notebook: Notebook) => ({
  ...notebook,
  createdAt: toIso(notebook.createdAt),
  lastModifiedAt: toIso(notebook.lastModifiedAt),
});

function notebookReadingOf({ from, to, series, ...asked }: NotebookReading) {
  const span = { ...asked, from: toIso(from), to: toIso(to) };
  if (!series.complete) return { ...span, refused: refusalOf(series.fault) };
  const points = series.items.map(({ at, value }): [string, number] => [toIso(at), value]);
  return { ...span, points };
}
