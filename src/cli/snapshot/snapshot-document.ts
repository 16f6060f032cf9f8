/** The whole file, and what its parts say of one another. */
import * as z from 'zod';
import { flag } from '../../lib/config/fields.ts';
import { type Family, itemsOf, NOT_ASKED } from '../../lib/model/family.ts';
import { accountId, family, keyed, listOf, time } from './fields.ts';
import { memoryDocument } from './memory-document.ts';
import { metricDocument } from './metric-document.ts';
import { notebookDocument, notebookMetricDocument } from './notebook-documents.ts';
import {
  addressDocument,
  instanceDocument,
  instanceStatusDocument,
  loadBalancerTargetDocument,
  securityGroupDocument,
  spotRequestDocument,
  volumeDocument,
} from './resource-documents.ts';

/** Grows when a file that could be read would mean something else. */
const SNAPSHOT_VERSION = 1;

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const A_REGION = 'must be a Region such as "ap-northeast-2"';

const written = keyed({
  version: z.literal(SNAPSHOT_VERSION, { error: `must be ${SNAPSHOT_VERSION}` }),
  takenAt: time(),
  account: accountId().prefault('000000000000'),
  region: z.string({ error: A_REGION }).regex(REGION, { error: A_REGION }).default('us-east-1'),
  confirmedRecipient: flag().nullable().default(true),
  instances: family(instanceDocument),
  metrics: family(metricDocument).default({ complete: true, items: [] }),
  securityGroups: family(securityGroupDocument).default({ complete: true, items: [] }),
  loadBalancerTargets: family(loadBalancerTargetDocument).default({ complete: true, items: [] }),
  addresses: family(addressDocument).default(NOT_ASKED),
  volumes: family(volumeDocument).default(NOT_ASKED),
  spotRequests: family(spotRequestDocument).default(NOT_ASKED),
  instanceStatuses: family(instanceStatusDocument).default(NOT_ASKED),
  notebooks: family(notebookDocument).default(NOT_ASKED),
  notebookMetrics: listOf(notebookMetricDocument).default([]),
  memory: memoryDocument.prefault({}),
});

type Written = z.output<typeof written>;

interface Repeat {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of two that say the same thing only one could be believed. */
function repeats<Item>(
  list: { readonly path: readonly PropertyKey[]; readonly items: readonly Item[] },
  keyOf: (item: Item) => string,
): readonly Repeat[] {
  const known = new Map<string, number>();
  return list.items.flatMap((item, index) => {
    const first = known.get(keyOf(item));
    if (first === undefined) known.set(keyOf(item), index);
    const message = `says ${keyOf(item)} once more; [${first}] has it already`;
    return first === undefined ? [] : [{ path: [...list.path, index], message }];
  });
}

const listIn = <Item>(path: string, from: Family<Item>) => ({ path: [path], items: itemsOf(from) });

function strangers({ instances, metrics }: Written): readonly Repeat[] {
  if (!instances.complete) return [];
  const known = new Set(instances.items.map(({ id }) => id));
  return itemsOf(metrics).flatMap(({ instanceId }, index) =>
    known.has(instanceId)
      ? []
      : [
          {
            path: ['metrics', index, 'instanceId'],
            message: `no instance of the snapshot has the id ${instanceId}`,
          },
        ],
  );
}

const contradictions = (given: Written): readonly Repeat[] => [
  ...repeats(listIn('instances', given.instances), ({ id }) => id),
  ...repeats(
    listIn('metrics', given.metrics),
    ({ instanceId, metric }) => `${metric} of ${instanceId}`,
  ),
  ...repeats(
    listIn('instanceStatuses', given.instanceStatuses),
    ({ instanceId }) => `the status of ${instanceId}`,
  ),
  ...repeats(listIn('notebooks', given.notebooks), ({ id }) => id),
  ...repeats(
    { path: ['memory', 'instances'], items: given.memory.instances },
    ({ instanceId }) => instanceId,
  ),
  ...strangers(given),
];

export const snapshotDocument = written.superRefine((given, context) => {
  for (const { path, message } of contradictions(given)) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type SnapshotDocument = z.output<typeof snapshotDocument>;
