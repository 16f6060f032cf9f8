/**
 * The free-tier guard: above its threshold it stops what the rest of the allowance does not last
 * for, warned of like idleness, and nothing that draws on it is started until the next month.
 */
import { monthOf } from '../../meter/month.ts';
import type { Opinion } from '../../model/decision.ts';
import type { Instant } from '../../model/instant.ts';
import { endOf } from '../../model/meter.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { desiredAt } from '../../schedule/edges.ts';
import type { Case } from '../case.ts';
import { coolAt } from '../cool-down.ts';
import { type GuardPlan, guardPlans } from '../free-tier/guard-plan.ts';
import { limitOf } from '../free-tier/hours-limit.ts';
import { liveMeter } from '../free-tier/live-meter.ts';
import { aside, binding, leave } from '../opinion.ts';
import { toldOnce } from '../told-once.ts';
import { stoppedByUs, triedLately } from '../transition.ts';
import { nobodyToWarn, type WarningTerms, warn, warningState, withdraw } from '../warning.ts';

export function guard(subject: Case): Opinion | null {
  const { instance, world } = subject;
  const name = limitOf(instance);
  const plan = name === null ? undefined : guardPlans(world).get(name);
  if (plan === undefined) return withdrawn(subject) ?? restart(subject);
  if (instance.state === 'stopped') return closed(subject, plan);
  if (instance.state !== 'running') return null;
  const place = plan.stops.indexOf(instance.id);
  if (place !== -1) return guardedStop(subject, plan, place);
  return withdrawn(subject) ?? aside('guard', reason('guard-kept', evidence(subject, plan)));
}

function evidence({ world }: Case, { use, until }: GuardPlan) {
  const { stopAtPercent } = world.policy.freeTier;
  return { limit: use.name, used: use.used, allowed: use.limit, stopAtPercent, until };
}

/** While all is only observed nothing is started anyway. */
function closed(subject: Case, plan: GuardPlan): Opinion {
  const because = reason('guard-closed', evidence(subject, plan));
  return subject.world.mode === 'observe' ? aside('guard', because) : leave('guard', because);
}

/** While the grace runs the rules below may stop it sooner: an edge is not put off by it. */
function guardedStop(subject: Case, plan: GuardPlan, place: number): Opinion {
  const { world, record } = subject;
  const known = evidence(subject, plan);
  if (world.mode === 'observe') return wouldStop(subject, plan);
  const cool = coolAt(record, world.policy);
  if (cool !== null && cool > world.now)
    return aside('guard', reason('cool-down', { until: cool }));
  const warning = warningState(subject, termsOf(subject));
  switch (warning.state) {
    case 'due': {
      const because = reason('guard-stop', { ...known, place, warnedAt: warning.warnedAt });
      return binding({ rule: 'guard', verdict: 'stop', reason: because });
    }
    case 'waiting':
      return aside('guard', reason('guard-waiting', { ...known, stopAt: warning.stopAt }));
    case 'not-sent':
      return aside('guard', reason('warning-not-sent', { warnedAt: warning.warnedAt }));
    case 'none':
      if (nobodyToWarn(subject)) return aside('guard', reason('nobody-to-warn', {}));
      return binding({
        rule: 'guard',
        verdict: 'warn',
        ...warn(subject, termsOf(subject), (stopAt) =>
          reason('guard-warned', { ...known, stopAt }),
        ),
      });
  }
}

const termsOf = ({ world }: Case): WarningTerms => ({
  rule: 'guard',
  edge: null,
  grace: world.policy.idle.grace,
  notBefore: null,
});

function wouldStop(subject: Case, plan: GuardPlan): Opinion {
  const because = reason('guard-warned', { ...evidence(subject, plan), stopAt: null });
  const about = `guard:${monthOf(subject.world.now).name}`;
  return aside('guard', because, toldOnce(subject, { line: 'would-stop', reason: because }, about));
}

/** A new month, or less that runs: whoever has read the warning hears that it is off. */
function withdrawn(subject: Case): Opinion | null {
  const { instance, record } = subject;
  const warning = record.warnings.find(({ rule }) => rule === 'guard');
  if (warning === undefined || instance.state !== 'running') return null;
  const because = reason('guard-withdrawn', {});
  return aside('guard', because, withdraw(subject, warning, because));
}

/** What the guard stopped in an earlier month, and nobody has started since. */
function restart(subject: Case): Opinion | null {
  const { world } = subject;
  const stoppedAt = guardStopOf(subject);
  if (stoppedAt === null || !world.policy.freeTier.restart || !hasAllowance(subject)) return null;
  const because = reason('guard-restart', { stoppedAt });
  if (!isWantedNow(subject)) return aside('guard', reason('guard-restart-waits', { stoppedAt }));
  if (world.mode === 'observe') return wouldStart(subject, because);
  if (triedLately(subject, 'start')) return leave('guard', because, 'defer');
  return binding({ rule: 'guard', verdict: 'start', reason: because });
}

function wouldStart(subject: Case, because: Reason): Opinion {
  const about = `guard:${monthOf(subject.world.now).name}`;
  return aside(
    'guard',
    because,
    toldOnce(subject, { line: 'would-start', reason: because }, about),
  );
}

/** When the guard stopped it, before this month; null: it is not so. */
function guardStopOf(subject: Case): Instant | null {
  const { instance, record, world } = subject;
  const { lastStop } = record;
  if (instance.state !== 'stopped' || lastStop?.rule !== 'guard') return null;
  return stoppedByUs(subject) && lastStop.at < monthOf(world.now).from ? lastStop.at : null;
}

/** After the 12 months there is nothing free to start it for. */
function hasAllowance({ world, instance }: Case): boolean {
  const name = limitOf(instance);
  const live = liveMeter(world);
  const use = live?.meter.limits.find((one) => one.name === name);
  const ends = live ? endOf(live.meter.plan, 'legacy') : null;
  const { stopAtPercent } = world.policy.freeTier;
  if (use === undefined || (ends !== null && ends <= world.now)) return false;
  return use.used * 100 < use.limit * stopAtPercent;
}

/** A window that wants it running is waited for, where it has any. */
function isWantedNow({ schedule: choice, world }: Case): boolean {
  return choice.kind !== 'schedule' || desiredAt(choice.schedule, world.now) === 'running';
}
