/** What acts and what only observes: all of it, or a rule by itself; and since when. */

import { isLowering } from '../model/control.ts';
import type { Decision, Plan, RuleName } from '../model/decision.ts';
import type { WarningRule } from '../model/instance-record.ts';
import { type Instant, instant } from '../model/instant.ts';
import type { Activation, Memory, ModeSince } from '../model/ledger.ts';
import {
  ACTING_RULES,
  type ActingRule,
  type Mode,
  type Modes,
  type Policy,
} from '../model/policy.ts';
import type { Snapshot } from '../model/snapshot.ts';

const everyRule = <T>(of: (rule: ActingRule) => T): Readonly<Record<ActingRule, T>> => ({
  schedule: of('schedule'),
  idle: of('idle'),
  addresses: of('addresses'),
  notebooks: of('notebooks'),
});

/** A rule is never above the mode of all. */
export const modesOf = ({ modes }: Policy, mode: Mode): Modes =>
  everyRule((rule) => (mode === 'observe' ? 'observe' : modes[rule]));

const isActing = (rule: RuleName): rule is ActingRule => ACTING_RULES.some((one) => one === rule);

/** The rule alone is lowered: it tells what it would do, and stands in nobody's way. */
export const isLowered = ({ mode, modes }: Pick<Plan, 'mode' | 'modes'>, rule: RuleName): boolean =>
  mode === 'act' && isActing(rule) && modes[rule] === 'observe';

/** What is made true; the other decisions are only told. */
export const toActOn = (plan: Plan): readonly Decision[] =>
  plan.mode === 'act' ? plan.decisions.filter(({ rule }) => !isLowered(plan, rule)) : [];

interface Effective {
  readonly mode: Mode;
  readonly modes: Modes;
  readonly paused: boolean;
}

/**
 * A switch from observe to act, and the first pass ever, begin anew at this pass; what the owner's
 * switch lets act again begins anew when it was turned, also where no pass saw it turned down.
 */
export function activationOf(
  { memory, takenAt }: Pick<Snapshot, 'memory' | 'takenAt'>,
  { mode, modes, paused }: Effective,
): Activation {
  const known = memory.activation;
  const times: Times = { now: takenAt, raisedAt: raisedAt(memory, takenAt), ...memory };
  const all = sinceThen(known, paused ? 'observe' : mode, times);
  const each = everyRule((rule) =>
    sinceThen(known?.rules?.[rule] ?? known, paused ? 'observe' : modes[rule], times),
  );
  const rules = Object.fromEntries(
    Object.entries(each).filter(([, one]) => one.mode !== all.mode || one.since !== all.since),
  );
  const single = Object.keys(rules).length > 0 ? { rules } : {};
  return { kind: 'activation', mode: all.mode, since: all.since, ...single };
}

/** As if it had always been so. */
export function alwaysSo(policy: Policy, mode: Mode): Activation {
  const since = instant(0);
  const modes = modesOf(policy, mode);
  return {
    kind: 'activation',
    mode,
    since,
    rules: everyRule((rule) => ({ mode: modes[rule], since })),
  };
}

interface Times extends Pick<Memory, 'lastSweepAt'> {
  readonly now: Instant;
  readonly raisedAt: Instant | null;
}

/** By the clock of whoever turned it, which may be ahead of ours. */
const raisedAt = ({ control }: Memory, now: Instant): Instant | null =>
  control === null || isLowering(control) || control.at > now ? null : control.at;

function sinceThen(known: ModeSince | null, mode: Mode, times: Times): ModeSince {
  const { now, raisedAt: raised, lastSweepAt } = times;
  const isKept = known?.mode === mode;
  const isNews = mode === 'act' && known !== null && raised !== null && raised > known.since;
  if (!isNews) return { mode, since: isKept ? known.since : now };
  // A turn that an earlier pass knew of is not why all acts now: that is the policy's doing.
  const isOfNow = isKept || lastSweepAt === null || raised > lastSweepAt;
  return { mode, since: isOfNow ? raised : now };
}

export const isSameActivation = (a: Activation, b: Activation): boolean =>
  isSame(a, b) && ACTING_RULES.every((rule) => isSame(a.rules?.[rule] ?? a, b.rules?.[rule] ?? b));

const isSame = (a: ModeSince, b: ModeSince): boolean => a.mode === b.mode && a.since === b.since;

/** What was warned of or adopted by the rule before this is void. */
export const activeSince = (
  { rules, since }: Activation,
  rule: ActingRule | WarningRule,
): Instant => (rule === 'guard' ? null : rules?.[rule]?.since) ?? since;
