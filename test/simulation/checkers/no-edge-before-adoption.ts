/** Law 12: nothing is stopped or started for an edge before adoption. */
import { type Instant, milliseconds, minus, toIso } from '../../../src/lib/model/instant.ts';
import { TAG } from '../../../src/lib/model/tag.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import {
  type Announcement,
  announced,
  type Law,
  type OwnCall,
  sayCall,
  switchesIn,
  type Violation,
} from './law.ts';
import { type Timelines, timelinesOf } from './timelines.ts';

export const noEdgeBeforeAdoption: Law = {
  number: 12,
  name: 'nothing is stopped or started for an edge before adoption',
  check: (history): readonly Violation[] => {
    const firstSeen = firstSightings(history);
    const switches = switchesIn(history);
    const timelines = timelinesOf(history);
    return announced(history).flatMap(([call, known]) => {
      const edge = known && edgeOf(known);
      const seen = firstSeen.get(call.on);
      if (edge === undefined || edge === null) return [];
      const others = [activeSince(history, switches, call), retagged(history, timelines, call)];
      if (seen !== undefined && [seen, ...others].every((since) => edge > since)) return [];
      const says = `${sayCall(call)} for the edge of ${toIso(edge)}, before we were there`;
      return [{ at: call.at, says }];
    });
  },
};

function edgeOf({ target }: Announcement): Instant | null {
  const { key, evidence } = target.reason;
  return key === 'stop-edge' || key === 'start-edge' ? evidence.edge : null;
}

/** When the ledger first knew each instance: before that nobody can have adopted it. */
function firstSightings({ world }: History): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>();
  for (const { item, at, written } of world.journal.of('ledger')) {
    if (written && item?.kind === 'notebook' && !first.has(item.name)) {
      first.set(item.name, item.since < at ? item.since : at);
    }
    if (written && item?.kind === 'instance' && !first.has(item.instanceId)) {
      // The snapshot was taken a little before the write.
      first.set(item.instanceId, item.sighting.since < at ? item.sighting.since : at);
    }
  }
  return first;
}

/** When the owner last resumed, or let it act again: what happened meanwhile is nobody's. */
function activeSince(
  { from }: History,
  switches: ReturnType<typeof switchesIn>,
  call: OwnCall,
): Instant {
  const before = switches.filter(({ at }) => at < call.at);
  return before.reduce(
    (since, { change, item, at }) => {
      const lowered =
        change === 'put' && item?.kind === 'control' && (item.paused || item.mode === 'observe');
      return lowered || since.lowered ? { lowered, at } : since;
    },
    { lowered: false, at: from },
  ).at;
}

/** When a person last gave the instance another schedule. */
function retagged(
  { world, from }: History,
  timelines: Timelines,
  { before, at }: OwnCall,
): Instant {
  const id = before?.instance.id;
  const changes = world.journal.of('tags').filter((entry) => entry.on === id && entry.at < at);
  const change = changes.findLast((entry) => {
    const earlier = id === undefined ? {} : timelines.tagsAt(id, minus(entry.at, milliseconds(1)));
    return earlier[TAG.schedule] !== entry.tags[TAG.schedule];
  });
  return change?.at ?? from;
}
