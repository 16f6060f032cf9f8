/** What an account has come to: what must not depend on how the product heard of things. */
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import type { InstanceId, VolumeId } from '../../../src/lib/model/ids.ts';
import { type Instant, instant, minutes, plus, seconds } from '../../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../../src/lib/model/ledger.ts';
import type { History } from '../../../src/lib/wiring/history.ts';

/** One fact about one resource, with the instance on which it depends. */
export interface SettledFact {
  /** `power i-…`, `address eipalloc-…`. */
  readonly about: string;
  readonly is: string;
  readonly instanceId: InstanceId | null;
}

/** Power states, associations, open warnings and left volumes of what was alive at some tick. */
export function settledState(history: History): readonly SettledFact[] {
  const { world } = history;
  const seen = [...world.account.machines.keys()].filter((id) => wasSeen(history, id));
  return [
    ...seen.flatMap((id) => [powerOf(world, id), warningsOf(world, id)]),
    ...world.account.addresses.list().map(({ allocationId, association }) => ({
      about: `address ${allocationId}`,
      is: association?.instanceId ?? 'nobody',
      instanceId: association?.instanceId ?? null,
    })),
    ...leftVolumes(history, new Set(seen)),
  ];
}

const ledgerItems = ({ ledger }: World): readonly LedgerItem[] =>
  ledger.items().map(({ item }) => item);

const powerOf = ({ account }: World, id: InstanceId): SettledFact => ({
  about: `power ${id}`,
  is: account.instances.get(id)?.state ?? 'terminated',
  instanceId: id,
});

/** Of this run of the instance, and of no edge that has its answer. */
function warningsOf(world: World, id: InstanceId): SettledFact {
  const instance = world.account.instances.get(id);
  const open = ledgerItems(world)
    .flatMap((item) => (item.kind === 'instance' && item.instanceId === id ? [item] : []))
    .flatMap(({ warnings, schedule }) =>
      warnings.filter(
        ({ launchTime, edge }) =>
          instance?.state === 'running' &&
          launchTime === instance.launchTime &&
          (edge === null || edge > (schedule?.answeredEdge ?? 0)),
      ),
    )
    .map(({ rule, edge }) => `${rule} ${edge ?? ''}`);
  return { about: `warnings ${id}`, is: open.toSorted().join(', '), instanceId: id };
}

const TICK = minutes(5);
/** A tick comes up to 20 s late, its function takes half a second to start, and then it reads. */
const TICK_READS_WITHIN = seconds(40);

const nextTick = (at: Instant): Instant => instant(Math.ceil(at / TICK) * TICK);

/** Alive when some tick read the list. */
function wasSeen({ world, from, until }: History, id: InstanceId): boolean {
  const states = world.journal.of('state').filter(({ instanceId }) => instanceId === id);
  const born = states.find((entry) => entry.from === null)?.at ?? from;
  const gone = states.find(({ to }) => to === 'terminated')?.at ?? until;
  return plus(nextTick(born), TICK_READS_WITHIN) < gone;
}

function leftVolumes(history: History, seen: ReadonlySet<InstanceId>): readonly SettledFact[] {
  return ledgerItems(history.world)
    .flatMap((item) => (item.kind === 'left-volume' ? [item] : []))
    .filter(({ instanceId, volumeId }) => seen.has(instanceId) && wasSeenOn(history, volumeId))
    .map(({ instanceId, volumeId }) => ({ about: `left ${volumeId}`, is: 'known', instanceId }));
}

/**
 * What was attached between two ticks and lost its instance before the second, no tick could see.
 */
function wasSeenOn({ world, from }: History, volumeId: VolumeId): boolean {
  const moves = world.journal.of('volume').filter((entry) => entry.volumeId === volumeId);
  const attached = moves.findLast(({ to }) => to === 'in-use');
  const next = moves.find(({ at }) => attached === undefined || at > attached.at);
  const until = next?.at ?? world.now();
  return plus(nextTick(attached?.at ?? from), TICK_READS_WITHIN) < until;
}

export interface Difference {
  readonly about: string;
  readonly one: string;
  readonly other: string;
  readonly instanceIds: readonly InstanceId[];
}

/** Facts of the one that the other does not share. */
export function differences(one: History, other: History): readonly Difference[] {
  const mine = new Map(settledState(one).map((fact) => [fact.about, fact]));
  const theirs = new Map(settledState(other).map((fact) => [fact.about, fact]));
  return [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((about) => {
    const [a, b] = [mine.get(about), theirs.get(about)];
    if (a?.is === b?.is) return [];
    const instanceIds = [a, b].flatMap((fact) => fact?.instanceId ?? []);
    return [{ about, one: a?.is ?? 'nothing', other: b?.is ?? 'nothing', instanceIds }];
  });
}
