import { isLowered } from '../decide/modes.ts';
import type { Decision, Plan } from '../model/decision.ts';
import { toIso } from '../model/instant.ts';
import type { Outcome } from '../model/intent.ts';
import { ACTING_RULES } from '../model/policy.ts';
import { keyOf } from '../model/target.ts';
import type { Upkeep } from '../model/upkeep.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wake } from '../model/wake.ts';
import type { PassReport } from '../reconcile.ts';

/**
 * CloudWatch takes 256 KB a log event, and logs are free up to 5 GB a month: a refused family
 * defers every instance of the Region, every five minutes. What is over is counted, not listed.
 */
const LISTED_MAX = 100;

/** Foreign text (tags, names, AWS's messages) stays inside JSON strings: it is data, not lines. */
type Fields = Readonly<Record<string, unknown>>;

const countsBy = <T>(items: readonly T[], name: (item: T) => string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(items, name)).map(([key, group]) => [key, group?.length ?? 0]),
  );

const decisionFields = ({ target, verdict, reason, rule }: Decision): Fields => ({
  target: keyOf(target),
  verdict,
  rule,
  reason: reason.key,
  evidence: reason.evidence,
});

const outcomeFields = ({ verb, target, result, reason, fault, intentId }: Outcome): Fields => ({
  target: keyOf(target),
  verb,
  result,
  reason: reason.key,
  fault: fault && { code: fault.code, message: fault.message, permission: fault.permission },
  intentId,
});

const SAYS_NOTHING: ReadonlySet<Verdict> = new Set(['leave']);

/** What would be put and removed; while observing nothing of it is done. */
const upkeepFields = ({ put, remove, usedMetrics, kept, without }: Upkeep): Fields => ({
  put: put.slice(0, LISTED_MAX).map(({ name, why }) => ({ name, why })),
  remove: remove.slice(0, LISTED_MAX),
  kept: kept.length,
  without: without.length,
  usedMetrics,
});

function planFields({ mode, modes, decisions, upkeep }: Plan): Fields {
  const lowered = ACTING_RULES.filter((rule) => isLowered({ mode, modes }, rule));
  const told = decisions.filter(({ verdict }) => !SAYS_NOTHING.has(verdict));
  return {
    mode,
    ...(lowered.length > 0 ? { lowered } : {}),
    verdicts: countsBy(decisions, ({ verdict }) => verdict),
    reasons: countsBy(decisions, ({ reason }) => reason.key),
    decisions: told.slice(0, LISTED_MAX).map(decisionFields),
    notListed: Math.max(0, told.length - LISTED_MAX),
    ...(upkeep === null ? {} : { alarms: upkeepFields(upkeep) }),
  };
}

/** What the log says of one pass: why it looked, at what, what it decided, what came of it. */
export function passFields(wake: Wake, report: PassReport): Fields {
  const woken = { cause: wake.cause, scope: wake.scope, at: toIso(wake.at) };
  if (report.kind === 'left-to-holder') return { ...woken, result: report.kind };
  return {
    ...woken,
    result: report.kind,
    looks: report.plans.map(planFields),
    outcomes: report.outcomes.slice(0, LISTED_MAX).map(outcomeFields),
    outcomesNotListed: Math.max(0, report.outcomes.length - LISTED_MAX),
  };
}
