import type { Decision, Mark, Opinion, RuleName } from '../model/decision.ts';
import type { Association } from '../model/intent.ts';
import type { Reason } from '../model/reason.ts';
import type { Target } from '../model/target.ts';
import type { Verdict } from '../model/verdict.ts';

type Thought = Pick<Opinion, 'rule' | 'verdict' | 'reason'> & { readonly marks?: readonly Mark[] };

/** Silences every rule below. */
export const binding = ({ marks = [], ...thought }: Thought): Opinion => ({
  ...thought,
  binding: true,
  marks,
});

/** Leaves the target alone, and silences every rule below. */
export const leave = (rule: RuleName, reason: Reason, verdict: Verdict = 'leave'): Opinion =>
  binding({ rule, verdict, reason });

/** Heard and kept; decides only where nobody binds. */
export const aside = (rule: RuleName, reason: Reason, marks: readonly Mark[] = []): Opinion => ({
  rule,
  verdict: 'leave',
  reason,
  binding: false,
  marks,
});

/** The decision about a target that a single rule speaks of. */
export const onlyOpinion = (
  target: Target,
  opinion: Opinion,
  association: Association | null = null,
): Decision => ({
  target,
  verdict: opinion.verdict,
  reason: opinion.reason,
  rule: opinion.rule,
  opinions: [opinion],
  association,
  hibernate: false,
});
