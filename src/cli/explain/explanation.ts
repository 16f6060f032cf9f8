/** Why one instance is decided as it is, as facts. */
import { caseOf } from '../../lib/decide/case.ts';
import { stoppedByUs } from '../../lib/decide/transition.ts';
import { worldOf } from '../../lib/decide/world.ts';
import type { Decision, Opinion, RuleName } from '../../lib/model/decision.ts';
import type { NotCarried } from '../../lib/model/dialect.ts';
import type { Instance } from '../../lib/model/instance.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { Mode, Modes } from '../../lib/model/policy.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { nextEdge } from '../../lib/schedule/edges.ts';
import type { NextEdge } from '../plan/report.ts';
import { forecast, type Happening } from './forecast.ts';
import { planIn, powerDecision, type Situation } from './situation.ts';
import { type Otherwise, otherwise } from './without.ts';

/** The rules about power, highest first; limits come over what all of them decided. */
const POWER_RULES = ['not-ours', 'protected', 'held', 'schedule', 'idle', 'limits'] as const;
export type PowerRule = (typeof POWER_RULES)[number];

/** What a rule had to say; `unasked`: what is not ours has no schedule and no idleness either. */
export interface Hearing {
  readonly rule: PowerRule;
  readonly opinions: readonly Opinion[];
  readonly unasked: boolean;
}

/** Why it does not run, as AWS and the ledger know it. */
export interface Cause {
  /** Null where AWS gives none. */
  readonly stateReason: Instance['stateReason'];
  /** Whether it is Tierkeeper's own stop that it is in. */
  readonly ours: boolean;
}

export interface Explanation {
  readonly at: Instant;
  readonly mode: Mode;
  readonly modes: Modes;
  readonly instance: Instance;
  /** Null while it runs. */
  readonly cause: Cause | null;
  readonly decision: Decision;
  readonly hearings: readonly Hearing[];
  /** What each thing, taken away, would have changed. */
  readonly otherwise: readonly Otherwise[];
  /** The next time of its schedule, whatever it will come to; of what is not ours none counts. */
  readonly nextEdge: NextEdge | null;
  /** What its schedule asks for in the words of another tool, and does not get. */
  readonly notCarried: readonly NotCarried[];
  /** What happens without anyone's doing. */
  readonly happenings: readonly Happening[];
  /** Whether an alarm of ours watched it when last compared; null: nobody did, or not ours. */
  readonly watched: boolean | null;
  /** Decisions about its address. */
  readonly others: readonly Decision[];
}

export function explain(situation: Situation, instance: Instance): Explanation {
  const plan = planIn(situation);
  const decision = powerDecision(plan, instance.id);
  const happenings = forecast(situation, instance.id);
  const isForeign = decision.rule === 'not-ours';
  return {
    at: situation.snapshot.takenAt,
    mode: plan.mode,
    modes: plan.modes,
    instance,
    cause: causeOf(situation, instance),
    decision,
    hearings: hearingsOf(decision),
    otherwise: otherwise(situation, instance, happenings),
    nextEdge: isForeign ? null : edgeOf(situation, instance),
    notCarried: isForeign ? [] : notCarriedOf(situation, instance),
    happenings,
    watched: isForeign ? null : isWatched(situation, instance),
    others: plan.decisions.filter(
      ({ target }) => target.kind !== 'power' && target.id === instance.id,
    ),
  };
}

const isWatched = ({ snapshot }: Situation, { id }: Instance): boolean | null =>
  snapshot.memory.alarms?.watched.includes(id) ?? null;

function causeOf({ snapshot, policy, prices }: Situation, instance: Instance): Cause | null {
  const { state, stateReason } = instance;
  if (state === 'running' || state === 'pending') return null;
  const ours = stoppedByUs(caseOf(worldOf(snapshot, policy, prices), instance));
  return { stateReason, ours };
}

function hearingsOf({ opinions }: Decision): readonly Hearing[] {
  const isForeign = opinions.some(({ rule }) => rule === 'not-ours');
  return POWER_RULES.flatMap((rule): readonly Hearing[] => {
    const heard = opinions.filter((opinion) => opinion.rule === rule);
    if (rule === 'limits' && heard.length === 0) return [];
    return [{ rule, opinions: heard, unasked: isForeign && !isAsked(rule) }];
  });
}

const isAsked = (rule: RuleName): boolean => rule === 'not-ours' || rule === 'limits';

const scheduleOf = (
  { snapshot, policy, prices }: Situation,
  instance: Instance,
): Schedule | null => {
  const choice = caseOf(worldOf(snapshot, policy, prices), instance).schedule;
  return choice.kind === 'schedule' ? choice.schedule : null;
};

function edgeOf(situation: Situation, instance: Instance): NextEdge | null {
  const schedule = scheduleOf(situation, instance);
  const edge = schedule && nextEdge(schedule, situation.snapshot.takenAt);
  return edge && schedule && { ...edge, schedule: schedule.name, start: schedule.start };
}

function notCarriedOf(situation: Situation, instance: Instance): readonly NotCarried[] {
  const schedule = scheduleOf(situation, instance);
  const carried = Object.values(situation.policy.dialects.instanceScheduler?.schedules ?? {});
  return carried.find((one) => one.schedule === schedule)?.notCarried ?? [];
}
