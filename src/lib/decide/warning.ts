/** A warned stop, as a state that follows from the ledger: warn, wait for grace, then stop. */
import type { Mark } from '../model/decision.ts';
import { type Duration, type Instant, later, minutes, plus } from '../model/instant.ts';
import type { Warning, WarningRule } from '../model/ledger.ts';
import type { Notice } from '../model/notice.ts';
import type { Reason } from '../model/reason.ts';
import { stopEffects } from './effects.ts';
import { subjectOf } from './told-once.ts';
import { acceptedAt, type Case, wasUnwatched } from './world.ts';

/** A warning that no channel has accepted by then is sent anew, as a message of its own. */
const RENEW_AFTER = minutes(30);

export interface WarningTerms {
  readonly rule: WarningRule;
  /** Which edge it is about; null for idle. */
  readonly edge: Instant | null;
  readonly grace: Duration;
  /** Not before this; null: as soon as the grace is over. */
  readonly notBefore: Instant | null;
  /** Idle only: a warning that nobody watched over is void. */
  readonly needsWatching: boolean;
}

export type WarningState =
  | { readonly state: 'none' }
  | { readonly state: 'not-sent'; readonly warnedAt: Instant }
  | { readonly state: 'waiting'; readonly stopAt: Instant }
  | { readonly state: 'due'; readonly warnedAt: Instant };

export function warningState(subject: Case, terms: WarningTerms): WarningState {
  const warning = openWarning(subject, terms);
  if (!warning) return { state: 'none' };
  const { world } = subject;
  const accepted = acceptedAt(world, warning.noticeKey);
  if (accepted === null) {
    const stale = plus(warning.warnedAt, RENEW_AFTER) <= world.now;
    return stale ? { state: 'none' } : { state: 'not-sent', warnedAt: warning.warnedAt };
  }
  const stopAt = dueAt(terms, accepted);
  return stopAt > world.now ? { state: 'waiting', stopAt } : { state: 'due', warnedAt: accepted };
}

const dueAt = ({ grace, notBefore }: WarningTerms, warnedAt: Instant): Instant =>
  later(plus(warnedAt, grace), notBefore ?? warnedAt);

/** Void after a restart, after a switch from observe, and where nobody looked for a grace. */
function openWarning(subject: Case, terms: WarningTerms): Warning | undefined {
  const { record, instance, world } = subject;
  if (terms.needsWatching && wasUnwatched(world, terms.grace)) return undefined;
  return record.warnings.find(
    ({ rule, launchTime, edge, warnedAt }) =>
      rule === terms.rule &&
      launchTime === instance.launchTime &&
      edge === terms.edge &&
      warnedAt >= world.activeSince,
  );
}

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
    facts: { subject: subjectOf(subject), reason, stopAt, effects: stopEffects(subject) },
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

/** Warned stops are not made where nobody would read the warning. */
export const nobodyToWarn = ({ world }: Case): boolean =>
  world.snapshot.confirmedRecipient !== true;
