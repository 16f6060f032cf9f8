/** States, seats and tags over time, as the journal tells them. */
import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import type { InstanceId, NotebookName } from '../../../src/lib/model/ids.ts';
import type { InstanceState } from '../../../src/lib/model/instance.ts';
import type { Instant } from '../../../src/lib/model/instant.ts';
import type { NotebookStatus } from '../../../src/lib/model/notebook.ts';
import type { Tags } from '../../../src/lib/model/tag.ts';
import type { History } from '../../../src/lib/wiring/history.ts';

export interface Timelines {
  /** The state at an instant; undefined before the launch. */
  stateAt(id: InstanceId, at: Instant): InstanceState | undefined;
  /** Every state from one instant to another, both included. */
  states(id: InstanceId, from: Instant, to: Instant): readonly InstanceState[];
  /** Every status of a notebook between, both included; none of one that is not there. */
  notebookStatuses(name: NotebookName, from: Instant, to: Instant): readonly NotebookStatus[];
  /** Whether some Elastic IP was on the instance at some moment between. */
  hadElasticIp(id: InstanceId, from: Instant, to: Instant): boolean;
  tagsAt(id: InstanceId, at: Instant): Tags;
}

export function timelinesOf(history: History): Timelines {
  const { journal, account } = history.world;
  const changes = Map.groupBy(journal.of('state'), ({ instanceId }) => instanceId);
  const retagged = Map.groupBy(journal.of('tags'), ({ on }) => on);
  const seats = Map.groupBy(journal.of('address'), ({ allocationId }) => allocationId);
  const stateAt = (id: InstanceId, at: Instant): InstanceState | undefined => {
    const own = changes.get(id) ?? [];
    const last = own.findLast((change) => change.at <= at);
    const [first] = own;
    if (last !== undefined || first !== undefined) return (last?.to ?? first?.from) || undefined;
    return account.instances.get(id)?.state;
  };
  return {
    stateAt,
    states: (id, from, to) => {
      const before = stateAt(id, from);
      const between = (changes.get(id) ?? []).filter(({ at }) => at > from && at <= to);
      return [...(before === undefined ? [] : [before]), ...between.map((change) => change.to)];
    },
    notebookStatuses: (name, from, to) => statusesOf(history, name, { from, to }),
    hadElasticIp: (id, from, to) =>
      [...seats.values()].some((moves) => wasOn(moves, id, { from, to })),
    tagsAt: (id, at) => {
      const last = retagged.get(id)?.findLast((change) => change.at <= at);
      return last?.tags ?? launchTags(history, id);
    },
  };
}

function wasOn(
  moves: readonly EntryOf<'address'>[],
  id: InstanceId,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): boolean {
  return moves.some(({ change, instanceId, at }, index) => {
    if (change !== 'associated' || instanceId !== id || at > to) return false;
    const end = moves[index + 1]?.at;
    return end === undefined || end >= from;
  });
}

function launchTags({ world }: History, id: InstanceId): Tags {
  const machine = world.account.machines.get(id);
  if (machine === undefined) return {};
  const { name, tags, autoScalingGroup } = machine.spec;
  const group = autoScalingGroup ? { 'aws:autoscaling:groupName': autoScalingGroup } : {};
  return { Name: name, ...group, ...tags };
}

/** What a notebook was before its first change, which the journal does not say. */
const BEFORE: Partial<Record<NotebookStatus, NotebookStatus>> = {
  Pending: 'Stopped',
  Stopping: 'InService',
};

function statusesOf(
  { world }: History,
  id: NotebookName,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly NotebookStatus[] {
  const changes = world.journal.of('notebook').filter(({ name }) => name === id);
  const [first] = changes;
  const initially = first ? BEFORE[first.to] : world.account.notebooks.get(id)?.status;
  const before = changes.findLast(({ at }) => at <= from)?.to ?? initially;
  const between = changes.filter(({ at }) => at > from && at <= to);
  return [...(before === undefined ? [] : [before]), ...between.map((change) => change.to)];
}
