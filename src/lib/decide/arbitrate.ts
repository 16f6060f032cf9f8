/** Rules are asked from the highest down; the first binding opinion decides, and all are kept. */
import { type Decision, type Mark, type Opinion, RULES, type RuleName } from '../model/decision.ts';
import type { Instance } from '../model/instance.ts';
import { reason } from '../model/reason.ts';
import type { Case } from './case.ts';
import { heardAboveIdle, notOursBy } from './heard.ts';
import { isLowered } from './modes.ts';
import { idle } from './rules/idle.ts';
import type { World } from './world.ts';

/** Whether idleness could decide: only then are metrics worth asking for. */
export const isOpenToIdle = (subject: Case): boolean =>
  !heardAboveIdle(subject).some((opinion) => silences(subject.world, opinion, 'idle'));

/** The last draft of a look is the one that is decided about: what was asked of it stands. */
const decided = new WeakMap<World, Map<Instance, Decision>>();

export function decidePower(subject: Case): Decision {
  const { world, instance } = subject;
  const known = decided.get(world) ?? new Map<Instance, Decision>();
  decided.set(world, known);
  const before = known.get(instance);
  if (before !== undefined) return before;
  const decision = arbitrate(subject, hear(subject));
  known.set(instance, decision);
  return decision;
}

function hear(subject: Case): readonly Opinion[] {
  const above = heardAboveIdle(subject);
  const last = notOursBy(above) ? null : idle(subject);
  return last ? [...above, last] : above;
}

/** A rule that is lowered to observing stands only in the way of others that are. */
const silences = (world: World, above: Opinion, below: RuleName): boolean =>
  above.binding &&
  rankOf(above.rule) < rankOf(below) &&
  (!isLowered(world, above.rule) || isLowered(world, below));

/** Limits come over what all others have decided. */
const rankOf = (rule: RuleName): number => (rule === 'limits' ? -1 : RULES.indexOf(rule));

/**
 * With no binding opinion the lowest aside decides: it is the most telling ("busy"). Only a stop
 * that its owner was warned of tells more.
 */
function arbitrate(subject: Case, heard: readonly Opinion[]): Decision {
  const { instance, world } = subject;
  const winner =
    heard.find(({ binding, rule }) => binding && !isLowered(world, rule)) ??
    heard.find(({ binding }) => binding) ??
    heard.find(({ reason: { key } }) => key === 'guard-waiting') ??
    heard.at(-1) ??
    nothing(instance.state);
  const isIdleStop = winner.verdict === 'stop' && winner.rule === 'idle';
  return {
    target: { kind: 'power', id: instance.id },
    verdict: winner.verdict,
    reason: winner.reason,
    rule: winner.rule,
    opinions: heard[0] === winner ? heard : [winner, ...heard.filter((one) => one !== winner)],
    association: null,
    hibernate: isIdleStop && canHibernate(subject),
  };
}

/** What AWS has refused in this life of the instance is not asked for again. */
const canHibernate = ({ instance, record, world }: Case): boolean =>
  world.policy.idle.hibernate &&
  instance.hibernationConfigured &&
  (record.hibernationRefusedAt ?? 0) < instance.launchTime;

const nothing = (state: string): Opinion => ({
  rule: 'nothing',
  verdict: 'leave',
  reason: reason('nothing-due', { state }),
  binding: false,
  marks: [],
});

/** Those of every aside that was heard, and of what binds unless a rule above it does. */
export const marksOf = (world: World, { opinions }: Decision): readonly Mark[] =>
  opinions
    .filter(
      ({ binding, rule }) => !(binding && opinions.some((above) => silences(world, above, rule))),
    )
    .flatMap(({ marks }) => marks);
