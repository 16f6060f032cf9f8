/** Rules are asked from the highest down; the first binding opinion decides, and all are kept. */
import type { Decision, Opinion } from '../model/decision.ts';
import { reason } from '../model/reason.ts';
import type { Case } from './case.ts';
import { held } from './rules/held.ts';
import { idle } from './rules/idle.ts';
import { notOurs } from './rules/not-ours.ts';
import { protectedFromUs } from './rules/protected.ts';
import { scheduled } from './rules/schedule.ts';

type Rule = (subject: Case) => Opinion | readonly Opinion[] | null;

const ABOVE_IDLE: readonly Rule[] = [protectedFromUs, held, scheduled];
const ALL: readonly Rule[] = [...ABOVE_IDLE, idle];

/** What is not ours has no schedule and no idleness either. */
function hear(subject: Case, rules: readonly Rule[]): readonly Opinion[] {
  const foreign = notOurs(subject);
  return foreign ? [foreign] : rules.flatMap((rule) => rule(subject) ?? []);
}

/** Whether idleness could decide: only then are metrics worth asking for. */
export const isOpenToIdle = (subject: Case): boolean =>
  !hear(subject, ABOVE_IDLE).some((opinion) => opinion.binding);

export const decidePower = (subject: Case): Decision => arbitrate(subject, hear(subject, ALL));

/** With no binding opinion the lowest aside decides: it is the most telling ("busy"). */
function arbitrate({ instance, world }: Case, heard: readonly Opinion[]): Decision {
  const winner = heard.find(({ binding }) => binding) ?? heard.at(-1) ?? nothing(instance.state);
  const isIdleStop = winner.verdict === 'stop' && winner.rule === 'idle';
  return {
    target: { kind: 'power', id: instance.id },
    verdict: winner.verdict,
    reason: winner.reason,
    rule: winner.rule,
    opinions: [winner, ...heard.filter((opinion) => opinion !== winner)],
    association: null,
    hibernate: isIdleStop && world.policy.idle.hibernate && instance.hibernationConfigured,
  };
}

const nothing = (state: string): Opinion => ({
  rule: 'nothing',
  verdict: 'leave',
  reason: reason('nothing-due', { state }),
  binding: false,
  marks: [],
});

/** The winner's marks, and those of every aside that was heard. */
export const marksOf = ({ opinions }: Decision) =>
  opinions.flatMap((opinion, rank) => (rank === 0 || !opinion.binding ? opinion.marks : []));
