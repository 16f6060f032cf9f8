/** What is remembered of instances that are not there any more. */
import type { InstanceId } from '../model/ids.ts';
import { type Instance, isGone } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { sight } from './sighting.ts';

/**
 * Records of instances that are terminated, or that a complete list does not name any more. The
 * latter is no proof of termination: only the state of the volume itself is believed. In the order
 * in which they went, so that of two that had one thing the later one counts.
 */
export function goneRecords(
  { instances: { complete }, takenAt }: Pick<Snapshot, 'instances' | 'takenAt'>,
  instances: ReadonlyMap<InstanceId, Instance>,
  records: Iterable<InstanceRecord>,
): readonly InstanceRecord[] {
  if (!complete) return [];
  const gone: InstanceRecord[] = [];
  for (const record of records) {
    const instance = instances.get(record.instanceId);
    if (!instance) gone.push(record);
    else if (isGone(instance.state)) gone.push(sight(record, instance, takenAt));
  }
  return gone.sort(
    (a, b) => a.sighting.since - b.sighting.since || (a.instanceId < b.instanceId ? -1 : 1),
  );
}
