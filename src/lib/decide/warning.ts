/** A warned stop, as a state that follows from the ledger: warn, wait for grace, then stop. */
import type { Mark } from '../model/decision.ts';
import type { Warning, WarningRule } from '../model/instance-record.ts';
import { type Duration, type Instant, instant, later, minutes, plus } from '../model/instant.ts';
import type { Delivery } from '../model/ledger.ts';
import type { Notice } from '../model/notice.ts';
import type { Reason } from '../model/reason.ts';
import type { StopEffects } from '../model/stop-effects.ts';
import type { Case } from './case.ts';
import { stopEffects } from './effects.ts';
import { surplusCharge } from './surplus.ts';
import { subjectOf } from './told-once.ts';
import type { World } from './world.ts';

/** A warning that no channel has accepted by then is sent anew, as a message of its own. */
export const RENEW_AFTER = minutes(30);

export interface WarningTerms {
  readonly rule: WarningRule;
  /** Which edge it is about; null for idle. */
  readonly edge: Instant | null;
  readonly grace: Duration;
  /** Not before this; null: as soon as the grace is over. */
  readonly notBefore: Instant | null;
}

export type WarningState =
  | { readonly state: 'none' }
  | { readonly state: 'not-sent'; readonly warnedAt: Instant }
  | { readonly state: 'waiting'; readonly stopAt: Instant }
  | { readonly state: 'due'; readonly warnedAt: Instant };

export function warningState({ record, world }: Case, terms: WarningTerms): WarningState {
  const warning = record.warnings.find(
    ({ rule, edge }) => rule === terms.rule && edge === terms.edge,
  );
  if (!warning) return { state: 'none' };
  const accepted = acceptedAt(world, warning);
  if (accepted === null) {
    const stale = plus(warning.warnedAt, RENEW_AFTER) <= world.now;
    return stale ? { state: 'none' } : { state: 'not-sent', warnedAt: warning.warnedAt };
  }
  const stopAt = dueAt(terms, accepted);
  return stopAt > world.now ? { state: 'waiting', stopAt } : { state: 'due', warnedAt: accepted };
}

const dueAt = ({ grace, notBefore }: WarningTerms, warnedAt: Instant): Instant =>
  later(plus(warnedAt, grace), notBefore ?? warnedAt);

/** When the message that carries a warning was first accepted for somebody who had confirmed. */
export function acceptedAt(
  world: World,
  { noticeKey }: Pick<Warning, 'noticeKey'>,
): Instant | null {
  const deliveries = noticeKey === null ? [] : (world.notices.get(noticeKey)?.deliveries ?? []);
  const accepted = deliveries.filter(wasAccepted).map(({ at }) => at);
  return accepted.length > 0 ? instant(Math.min(...accepted)) : null;
}

const wasAccepted = (delivery: Delivery): boolean =>
  delivery.status === 'accepted' && delivery.confirmedRecipient;

/** The warning and the message that carries it; with `stopAt` as it will be if sent right now. */
export function warn(
  subject: Case,
  terms: WarningTerms,
  because: (stopAt: Instant) => Reason,
): { readonly reason: Reason; readonly marks: readonly Mark[] } {
  const { instance, world } = subject;
  const stopAt = dueAt(terms, world.now);
  const reason = because(stopAt);
  const notice: Notice = {
    kind: 'about-to-stop',
    dedupeKey: `about-to-stop:${instance.id}:${terms.rule}:${world.now}`,
    urgency: 'now',
    at: world.now,
    facts: { subject: subjectOf(subject), reason, stopAt, effects: effectsOf(subject, reason) },
  };
  const warning: Warning = {
    rule: terms.rule,
    launchTime: instance.launchTime,
    edge: terms.edge,
    warnedAt: world.now,
    noticeKey: notice.dedupeKey,
  };
  return {
    reason,
    marks: [
      { mark: 'warned', instanceId: instance.id, warning },
      { mark: 'notice', notice },
    ],
  };
}

/** Takes it back, and tells so whoever has read it. */
export function withdraw(
  { instance, world }: Case,
  warning: Warning,
  reason: Reason,
): readonly Mark[] {
  const drop: Mark = { mark: 'withdrawn', instanceId: instance.id, rule: warning.rule };
  if (acceptedAt(world, warning) === null) return [drop];
  const notice: Notice = {
    kind: 'withdrawn',
    dedupeKey: `withdrawn:${instance.id}:${warning.warnedAt}`,
    urgency: 'now',
    at: world.now,
    facts: { subject: subjectOf({ instance }), reason },
  };
  return [drop, { mark: 'notice', notice }];
}

/** An idle warning's reason says itself what the stop charges. */
const effectsOf = (subject: Case, { key }: Reason): StopEffects => ({
  ...stopEffects(subject),
  surplus: key === 'idle-warned' ? null : surplusCharge(subject),
});

/** Warned stops are not made where nobody would read the warning. */
export const nobodyToWarn = ({ world }: Case): boolean =>
  world.snapshot.confirmedRecipient !== true;
