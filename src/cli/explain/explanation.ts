/** Why one instance is decided as it is, as facts. */
import { caseOf } from '../../lib/decide/case.ts';
import { worldOf } from '../../lib/decide/world.ts';
import type { Decision, Opinion, RuleName } from '../../lib/model/decision.ts';
import type { Instance } from '../../lib/model/instance.ts';
import type { Instant } from '../../lib/model/instant.ts';
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

export interface Explanation {
  readonly at: Instant;
  readonly mode: 'observe' | 'act';
  readonly instance: Instance;
  readonly decision: Decision;
  readonly hearings: readonly Hearing[];
  /** What each thing, taken away, would have changed. */
  readonly otherwise: readonly Otherwise[];
  /** The next time of its schedule, whatever it will come to; of what is not ours none counts. */
  readonly nextEdge: NextEdge | null;
  /** What happens without anyone's doing. */
  readonly happenings: readonly Happening[];
  /** Decisions about its address. */
  readonly others: readonly Decision[];
}

export function explain(situation: Situation, instance: Instance): Explanation {
  const plan = planIn(situation);
  const decision = powerDecision(plan, instance.id);
  const happenings = forecast(situation, instance.id);
  return {
    at: situation.snapshot.takenAt,
    mode: plan.mode,
    instance,
    decision,
    hearings: hearingsOf(decision),
    otherwise: otherwise(situation, instance, happenings),
    nextEdge: decision.rule === 'not-ours' ? null : edgeOf(situation, instance),
    happenings,
    others: plan.decisions.filter(
      ({ target }) => target.kind !== 'power' && target.id === instance.id,
    ),
  };
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

function edgeOf({ snapshot, policy, prices }: Situation, instance: Instance): NextEdge | null {
  const choice = caseOf(worldOf(snapshot, policy, prices), instance).schedule;
  if (choice.kind !== 'schedule') return null;
  const { name: schedule, start } = choice.schedule;
  const edge = nextEdge(choice.schedule, snapshot.takenAt);
  return edge && { ...edge, schedule, start };
}
