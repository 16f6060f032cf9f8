/** Idle: warn, then stop when the grace is over and it is still idle. Unknown is never idle. */
import type { Mark, Opinion } from '../../model/decision.ts';
import { plus } from '../../model/instant.ts';
import { type Reason, type ReasonEvidence, reason } from '../../model/reason.ts';
import type { Case } from '../case.ts';
import { coolAt } from '../cool-down.ts';
import { judgementOf } from '../idle-question.ts';
import { dropIdleWarning, openIdleWarning } from '../idle-warning.ts';
import { aside, binding, leave } from '../opinion.ts';
import { serverLook } from '../server-signs.ts';
import { NOT_ASKED_YET, type Proof } from '../signals.ts';
import { surplusCharge } from '../surplus.ts';
import { idleTagOf } from '../tags.ts';
import { toldOnce } from '../told-once.ts';
import { nobodyToWarn, type WarningTerms, warn, warningState, withdraw } from '../warning.ts';

export function idle(subject: Case): Opinion | null {
  if (subject.instance.state !== 'running') return null;
  const off = notJudged(subject);
  if (off) return aside('idle', off, dropIdleWarning(subject));
  const judgement = judgementOf(subject);
  switch (judgement.kind) {
    case 'busy':
      return busy(subject, judgement.use);
    case 'unknown':
      return aside('idle', unknown(subject, judgement.unknown), dropIfDue(subject));
    case 'ask':
      return aside('idle', unknown(subject, NOT_ASKED_YET));
    case 'idle':
      return provenIdle(subject, judgement.proof);
  }
}

const unknown = ({ record }: Case, gap: ReasonEvidence['idle-unknown']): Reason =>
  reason('idle-unknown', { ...gap, since: record.unknownSince });

/** Why an instance's metrics are not even asked for; null: they are. */
export function notJudged({ instance, record, world }: Case): Reason | null {
  const { policy, now } = world;
  const tag = idleTagOf(instance)?.kind;
  if (tag === 'never') return reason('idle-off', { by: 'tag' });
  if (!policy.idle.on && tag !== 'window') return reason('idle-off', { by: 'policy' });
  const booted = plus(instance.launchTime, policy.idle.bootGrace);
  if (booted > now) return reason('boot-grace', { until: booted });
  const cool = coolAt(record, policy);
  return cool !== null && cool > now ? reason('cool-down', { until: cool }) : null;
}

/** Activity withdraws a warning, and says so if anybody has read it. */
function busy(subject: Case, use: ReasonEvidence['busy']): Opinion {
  const warning = openIdleWarning(subject);
  if (!warning) return aside('idle', reason('busy', use));
  const because = reason('idle-withdrawn', use);
  const marks = withdraw(subject, warning, because);
  return binding({ rule: 'idle', verdict: 'withdraw', reason: because, marks });
}

const provenIdle = (subject: Case, proof: Proof): Opinion =>
  onlySuggested(subject, proof) ?? warnedStop(subject, proof);

/** What looks like a server is proposed to its owner, unless tag or policy has settled it. */
function onlySuggested(subject: Case, proof: Proof): Opinion | null {
  const { instance, world } = subject;
  if (world.policy.idle.servers === 'stop' || idleTagOf(instance)?.kind === 'window') return null;
  const look = serverLook(instance, world);
  if (look.kind === 'ask') return aside('idle', unknown(subject, NOT_ASKED_YET));
  if (look.kind === 'refused') {
    const { family, fault } = look;
    return leave('idle', reason('incomplete', { family, fault }), 'defer');
  }
  if (look.signs.length === 0) return null;
  const because = reason('idle-server', { ...proof, signs: look.signs });
  const launch = `${instance.launchTime}`;
  const marks = toldOnce(subject, { line: 'proposal', reason: because }, launch);
  const verdict = marks.length > 0 ? 'tell' : 'leave';
  return binding({ rule: 'idle', verdict, reason: because, marks });
}

function warnedStop(subject: Case, proof: Proof): Opinion {
  const { world } = subject;
  if (world.modes.idle === 'observe') return wouldStop(subject, proof);
  const terms = termsOf(subject);
  const surplus = surplusCharge(subject);
  const warning = warningState(subject, terms);
  switch (warning.state) {
    case 'due': {
      const because = reason('idle', { ...proof, warnedAt: warning.warnedAt });
      return binding({ rule: 'idle', verdict: 'stop', reason: because });
    }
    case 'waiting':
      return leave('idle', reason('idle-waiting', { ...proof, stopAt: warning.stopAt }));
    case 'not-sent':
      return leave('idle', reason('warning-not-sent', { warnedAt: warning.warnedAt }));
    case 'none':
      if (nobodyToWarn(subject)) return leave('idle', reason('nobody-to-warn', {}), 'defer');
      return binding({
        rule: 'idle',
        verdict: 'warn',
        ...warn(subject, terms, (stopAt) => reason('idle-warned', { ...proof, stopAt, surplus })),
      });
  }
}

const termsOf = ({ world }: Case): WarningTerms => ({
  rule: 'idle',
  edge: null,
  grace: world.policy.idle.grace,
  notBefore: null,
});

/** What nobody could see between warning and stop may have been work: people are warned anew. */
const dropIfDue = (subject: Case): readonly Mark[] =>
  warningState(subject, termsOf(subject)).state === 'due' ? dropIdleWarning(subject) : [];

function wouldStop(subject: Case, proof: Proof): Opinion {
  const because = reason('idle-warned', {
    ...proof,
    stopAt: null,
    surplus: surplusCharge(subject),
  });
  const launch = `idle:${subject.instance.launchTime}`;
  const marks = toldOnce(subject, { line: 'would-stop', reason: because }, launch);
  return binding({ rule: 'idle', verdict: 'warn', reason: because, marks });
}
