/** No pass and no hour does more than the owner allows; what is over waits, the longest first. */
import type { Decision } from '../model/decision.ts';
import { isInstanceId } from '../model/ids.ts';
import { hours, type Instant, minus } from '../model/instant.ts';
import type { Lease } from '../model/ledger.ts';
import type { Limits } from '../model/policy.ts';
import { type Reason, reason } from '../model/reason.ts';
import { keyOf } from '../model/target.ts';
import { isLowered } from './modes.ts';
import { binding } from './opinion.ts';
import { priorityOf } from './tags.ts';
import type { World } from './world.ts';

/** What may still be done now. */
interface Allowance {
  stops: number;
  actions: number;
  shareStops: number;
}

const ACTIONS = new Set(['stop', 'start', 'associate']);

/** Idle and guard stops are limited to a share of the fleet; scheduled edges are not. */
export const countsToShare = ({ verdict, rule }: Decision): boolean =>
  verdict === 'stop' && isOfShare(rule);

const isOfShare = (rule: string): boolean => rule === 'idle' || rule === 'guard';

/** What the last 60 minutes did. */
export function usedOf(recent: Lease['recent'], now: Instant) {
  const since = minus(now, hours(1));
  const counted = recent.filter(({ at }) => at > since);
  return {
    actions: counted.reduce((sum, { actions }) => sum + actions, 0),
    shareStops: counted.reduce((sum, { shareStops }) => sum + shareStops, 0),
  };
}

export function limit(world: World, decisions: readonly Decision[]): readonly Decision[] {
  if (world.mode === 'observe') return decisions;
  const allowance = allowanceOf(world, decisions);
  const deferred = new Map<Decision, Decision>();
  for (const decision of inOrder(world, decisions)) {
    const over = charge(world, allowance, decision);
    if (over) deferred.set(decision, postponed(decision, over));
  }
  return decisions.map((decision) => deferred.get(decision) ?? decision);
}

/**
 * Who has waited longest goes first, so that nobody waits for ever; of those that wait equally long
 * the one with the lowest priority is stopped first, and the one with the highest started.
 */
const inOrder = (world: World, decisions: readonly Decision[]): readonly Decision[] =>
  decisions
    .filter(({ verdict, rule }) => ACTIONS.has(verdict) && !isLowered(world, rule))
    .sort(
      (a, b) =>
        dueSince(a) - dueSince(b) ||
        placeOf(a) - placeOf(b) ||
        rankOf(world, a) - rankOf(world, b) ||
        (keyOf(a.target) < keyOf(b.target) ? -1 : 1),
    );

function rankOf({ instances }: World, { verdict, target }: Decision): number {
  const instance = isInstanceId(target.id) ? instances.get(target.id) : undefined;
  const priority = (instance && priorityOf(instance)) ?? 0;
  return verdict === 'start' ? -priority : priority;
}

/** The guard has an order of its own, which knows more than the priority. */
const placeOf = ({ reason: { key, evidence } }: Decision): number =>
  key === 'guard-stop' ? evidence.place : 0;

function dueSince({ reason: because }: Decision): number {
  if (because.key === 'idle' || because.key === 'guard-stop') return because.evidence.warnedAt;
  return because.key === 'stop-edge' || because.key === 'start-edge' ? because.evidence.edge : 0;
}

function allowanceOf(world: World, decisions: readonly Decision[]): Allowance {
  const { limits } = world.policy;
  const used = usedOf(world.snapshot.memory.recent, world.now);
  const fleet = runningOf(world, decisions) + stoppedLately(world);
  return {
    stops: limits.stopsPerPass,
    actions: limits.actionsPerHour - used.actions,
    shareStops: shareAllowed(limits, fleet) - used.shareStops,
  };
}

/**
 * What idleness or guard stopped within the hour belongs to the fleet still. Counted by what is
 * seen: a stop that was counted and came to nothing has its instance among the running ones.
 */
const stoppedLately = ({ living, records, now }: World): number =>
  living.filter(({ id, state }) => {
    const last = records.get(id)?.lastStop;
    const stopped = state === 'stopping' || state === 'stopped';
    return stopped && last && isOfShare(last.rule) && last.at > minus(now, hours(1));
  }).length;

/** Of the managed instances that run, and those that this hour has stopped already. */
const shareAllowed = ({ sharePercent, shareFloor }: Limits, fleet: number): number =>
  Math.max(shareFloor, Math.floor((fleet * sharePercent) / 100));

const runningOf = ({ living }: World, decisions: readonly Decision[]): number => {
  const foreign = new Set<string>(
    decisions.flatMap(({ rule, target }) => (rule === 'not-ours' ? [target.id] : [])),
  );
  return living.filter(({ id, state }) => state === 'running' && !foreign.has(id)).length;
};

/** Takes the action off the allowance, or says which limit it is over. */
function charge({ policy }: World, allowance: Allowance, decision: Decision): Reason | null {
  const { stopsPerPass, actionsPerHour, sharePercent } = policy.limits;
  if (allowance.actions <= 0) {
    return reason('over-limit', { limit: 'actionsPerHour', allowed: actionsPerHour });
  }
  if (decision.verdict === 'stop' && allowance.stops <= 0) {
    return reason('over-limit', { limit: 'stopsPerPass', allowed: stopsPerPass });
  }
  if (countsToShare(decision) && allowance.shareStops <= 0) {
    return reason('over-limit', { limit: 'sharePercent', allowed: sharePercent });
  }
  allowance.actions -= 1;
  if (decision.verdict === 'stop') allowance.stops -= 1;
  if (countsToShare(decision)) allowance.shareStops -= 1;
  return null;
}

function postponed(decision: Decision, over: Reason): Decision {
  const opinion = binding({ rule: 'limits', verdict: 'defer', reason: over });
  return {
    ...decision,
    verdict: 'defer',
    rule: 'limits',
    reason: over,
    association: null,
    opinions: [opinion, ...decision.opinions],
  };
}
