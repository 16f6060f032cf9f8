/** Law 12: nothing is stopped or started for an edge before adoption. */
import { toIso } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, type Law, sayCall, type Violation } from './law.ts';

export const noEdgeBeforeAdoption: Law = {
  number: 12,
  name: 'nothing is stopped or started for an edge before adoption',
  check: (history): readonly Violation[] => {
    const firstSeen = firstSightings(history);
    return announced(history).flatMap(([call, known]) => {
      if (known === undefined) return [];
      const { key, evidence } = known.target.reason;
      if (key !== 'stop-edge' && key !== 'start-edge') return [];
      const since = firstSeen.get(call.on);
      if (since !== undefined && evidence.edge > since) return [];
      const edge = toIso(evidence.edge);
      return [
        { at: call.at, says: `${sayCall(call)} for the edge of ${edge}, before we were there` },
      ];
    });
  },
};

/** When the ledger first knew each instance: before that nobody can have adopted it. */
function firstSightings({ world }: History): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { item, at, written } of world.journal.of('ledger')) {
    if (written && item?.kind === 'instance' && !first.has(item.instanceId)) {
      // The snapshot was taken a little before the write.
      first.set(item.instanceId, Math.min(at, item.sighting.since));
    }
  }
  return first;
}
