/** The account's journal as a story, and what we did in it as calls to be judged. */

import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import type { InstanceId } from '../../../src/lib/model/ids.ts';
import { type Instant, instant } from '../../../src/lib/model/instant.ts';
import type { Hold } from '../../../src/lib/model/ledger.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced } from '../../simulation/checkers/law.ts';
import { received } from '../../simulation/checkers/messages.ts';
import type { Deployed } from './deployed.ts';
import type { Call } from './may.ts';
import type { Box, Letter, Story, Turn } from './story.ts';

export interface Told {
  readonly story: Story;
  readonly boxes: readonly Box[];
  readonly calls: readonly (Call & { readonly box: Box })[];
}

export function tell(deployed: Deployed, history: History): Told {
  const { terms, diary, names } = deployed;
  const { acting, metricsRefused, troubles } = diary;
  const looks = history.looks.map(({ at }) => at);
  const story = { terms, began: history.from, acting, metricsRefused, looks, troubles };
  const all = announced(history);
  const reasons = new Map(all.map(([call, known]) => [call, known?.target.reason.key ?? 'none']));
  const why = (call: EntryOf<'call'>): string | null =>
    [...reasons].find(([one]) => one.at === call.at && one.on === call.on)?.[1] ?? null;
  const boxes = names.map((name) => boxOf(deployed, { history, name, why }));
  const byId = new Map(names.map((name, index) => [idOf(deployed, name), boxes[index]]));
  const calls = [...reasons].flatMap(([call, reason]) => {
    const box = byId.get(call.on);
    if (box === undefined || (call.verb !== 'stop' && call.verb !== 'start')) return [];
    const earlier = [...reasons].filter(
      ([one, because]) => one.on === call.on && because === reason && one.at < call.at,
    );
    const to = call.verb === 'stop' ? ('stopped' as const) : ('running' as const);
    return [{ box, at: call.at, to, why: reason, earlier: earlier.map(([one]) => one.at) }];
  });
  return { story, boxes, calls };
}

const idOf = ({ world }: Deployed, name: string): string => world.account.labels.get(name) ?? name;

interface Of {
  readonly history: History;
  readonly name: string;
  readonly why: (call: EntryOf<'call'>) => string | null;
}

function boxOf(deployed: Deployed, { history, name, why }: Of): Box {
  const { world, diary } = deployed;
  const { journal } = world;
  const id = world.account.labels.get(name);
  const launched = journal.of('call').find(({ verb, on }) => verb === 'launch' && on === id);
  const born = launched?.at ?? history.from;
  const spec = id === undefined ? undefined : world.account.machines.get(id)?.spec;
  const retagged = journal.of('tags').filter(({ on }) => on === id);
  return {
    name,
    foreign: diary.foreign.has(name),
    tags: [
      { from: born, value: spec?.tags ?? {} },
      ...retagged.map(({ at, tags }) => ({ from: at, value: tags })),
    ],
    stopProtected: diary.stopProtected.get(name) ?? [],
    busy: diary.busy.get(name) ?? [],
    holds: id === undefined ? [] : holdsOf(history, id),
    turns: journal.of('call').flatMap((call) => (call.on === id ? turnOf(call, why) : [])),
    gone: journal.of('call').some(({ verb, on }) => verb === 'terminate' && on === id),
    letters: lettersTo(history, id),
    deeds: diary.deeds.get(name) ?? [],
  };
}

/** Only what had an effect: a stop of what is stopped is accepted too. */
function turnOf(call: EntryOf<'call'>, why: Of['why']): readonly Turn[] {
  const { at, verb, before, refused, actor } = call;
  const by = actor.kind === 'invocation' ? 'us' : 'person';
  const state = before?.instance.state;
  const turn = { at, by, why: by === 'us' ? why(call) : null } as const;
  if (refused !== null) return [];
  if (verb === 'launch') return [{ ...turn, to: 'running' }];
  if (verb === 'start' && state === 'stopped') return [{ ...turn, to: 'running' }];
  const stops = verb === 'stop' || verb === 'shut-down-from-inside' || verb === 'terminate';
  return stops && (state === 'running' || verb === 'terminate') ? [{ ...turn, to: 'stopped' }] : [];
}

const holdsOf = ({ world }: History, id: InstanceId): readonly Hold[] =>
  world.journal
    .of('ledger')
    .flatMap(({ item, actor, change }) =>
      item?.kind === 'hold' && item.instanceId === id && actor.kind === 'person' && change === 'put'
        ? [item]
        : [],
    );

const lettersTo = (history: History, id: string | undefined): readonly Letter[] =>
  received(history).flatMap(({ at, kind, notices }) =>
    kind === 'digest'
      ? []
      : notices
          .filter(({ facts }) => facts.subject?.instanceId === id)
          .map((notice) => ({ at, kind: notice.kind, edge: edgeOf(notice.facts.reason) })),
  );

const edgeOf = (
  reason: { readonly evidence: { readonly edge?: number | undefined } } | undefined,
): Instant | null => {
  const edge = reason?.evidence.edge;
  return edge === undefined ? null : instant(edge);
};
