/** What Reserved Instances pay for at home, whether it runs or not: the last sweep read them. */
import { reservedShares } from '../meter/reserved.ts';
import { type Instance, isGone } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { World } from './world.ts';

/** By instance, 0 to 1; who is not in it is paid for by the hour. */
export type ReservedShares = ReadonlyMap<string, number>;

const NONE: ReservedShares = new Map();

/** By the records of a world, which all drafts of one look share. */
const known = new WeakMap<World['records'], ReservedShares>();

/** As it is now: what runs is paid for first, then what is off because of us, as it went off. */
export function reservedNow(world: World): ReservedShares {
  const before = known.get(world.records);
  if (before !== undefined) return before;
  const shares = sharesOf(world, new Set());
  known.set(world.records, shares);
  return shares;
}

/** As if those that are about to stop, or warned of it, had gone off last. */
export const reservedAfter = (world: World, going: ReadonlySet<string>): ReservedShares =>
  sharesOf(world, going);

function sharesOf(world: World, going: ReadonlySet<string>): ReservedShares {
  const reserved = world.snapshot.memory.survey?.reserved ?? [];
  if (reserved.length === 0) return NONE;
  const { stays, off, goes } = turns(world, going);
  const alone = (many: readonly Instance[]) => many.map((one) => [one]);
  return reservedShares(reserved, [stays, ...alone(off), ...alone(goes)], world.now);
}

interface Turns {
  /** Runs, and goes on. */
  readonly stays: readonly Instance[];
  /** Because of us, the oldest stop first. */
  readonly off: readonly Instance[];
  readonly goes: readonly Instance[];
}

/** In which order what is paid for in advance pays for what was to run. */
export function turns(world: World, going: ReadonlySet<string>): Turns {
  const living = [...world.instances.values()].filter(({ state }) => !isGone(state));
  const on = living.filter(({ state }) => state === 'running' || state === 'pending');
  const isGoing = ({ id }: Instance): boolean =>
    going.has(id) || (going.size > 0 && (world.records.get(id)?.warnings.length ?? 0) > 0);
  return {
    stays: on.filter((one) => !isGoing(one)),
    off: offIn(world, living),
    goes: on.filter(isGoing),
  };
}

/** A stop of ours that nobody has undone; the oldest first. */
function offIn({ records }: World, living: readonly Instance[]): readonly Instance[] {
  return living
    .flatMap((instance) => {
      const stoppedAt = offSince(instance, records.get(instance.id));
      return stoppedAt === null ? [] : [{ instance, stoppedAt }];
    })
    .toSorted((a, b) => a.stoppedAt - b.stoppedAt || (a.instance.id < b.instance.id ? -1 : 1))
    .map(({ instance }) => instance);
}

/** One that is not counted yet is as good as one that is. */
function offSince({ state, launchTime }: Instance, record: InstanceRecord | undefined) {
  if (state !== 'stopping' && state !== 'stopped') return null;
  const { savings, lastStop = null } = record ?? {};
  if (savings?.open) return savings.open.stoppedAt;
  const isFresh = lastStop !== null && lastStop.at !== savings?.countedStop;
  return isFresh && lastStop.at >= launchTime ? lastStop.at : null;
}
