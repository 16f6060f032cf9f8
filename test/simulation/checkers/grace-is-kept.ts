/** Law 11: a warned stop comes no sooner than its grace after a warning that somebody received. */
import { type Duration, type Instant, minus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { type Announcement, announced, type Law, sayCall, type Violation } from './law.ts';
import { received, type ToldNotice } from './messages.ts';

export const graceIsKept: Law = {
  number: 11,
  name: 'a warned stop comes no sooner than its grace',
  check: (history) => {
    const told = noticesIn(history);
    return announced(history).flatMap(([call, known]): readonly Violation[] => {
      const warned = call.verb === 'stop' && known ? warnedStop(history, known) : null;
      const launched = call.before?.instance.launchTime;
      if (warned === null || launched === undefined) return [];
      const { grace, edge } = warned;
      if (edge !== null && call.at < edge) {
        return [{ at: call.at, says: `${sayCall(call)} before its edge` }];
      }
      const about = told.filter(({ subject }) => subject === call.on);
      const isKept = about.some(
        (notice, index) =>
          isWarningOf(notice, edge) &&
          notice.at >= launched &&
          notice.at <= minus(call.at, grace) &&
          !(edge === null && isWithdrawn(about.slice(index), call.at)),
      );
      return isKept ? [] : [{ at: call.at, says: `${sayCall(call)} was not warned of in time` }];
    });
  },
};

interface Told {
  readonly at: Instant;
  readonly kind: string;
  readonly subject: string | undefined;
  readonly facts: ToldNotice['facts'];
}

const noticesIn = (history: History): readonly Told[] =>
  received(history).flatMap(({ at, kind, notices }) =>
    kind === 'pass'
      ? notices.map((one) => ({ at, ...one, subject: one.facts.subject?.instanceId }))
      : [],
  );

/** About the very edge, or about idleness. */
function isWarningOf({ kind, facts }: Told, edge: Instant | null): boolean {
  if (kind !== 'about-to-stop') return false;
  const { key, evidence } = facts.reason ?? {};
  return edge === null ? key !== undefined : evidence?.edge === edge;
}

const isWithdrawn = (later: readonly Told[], before: Instant): boolean =>
  later.some(({ kind, at }) => kind === 'withdrawn' && at < before);

interface WarnedStop {
  readonly grace: Duration;
  /** Null where the stop is for no edge: idleness, a state that is enforced. */
  readonly edge: Instant | null;
}

/** Null for a stop that needs no warning: a hold that wants it, or `warn: 0m`. */
function warnedStop({ options }: History, { target }: Announcement): WarnedStop | null {
  const { policy } = options;
  const { key, evidence } = target.reason;
  if (target.rule === 'idle' || target.rule === 'guard')
    return { grace: policy.idle.grace, edge: null };
  if (key !== 'stop-edge' && key !== 'enforced') return null;
  const { schedule } = evidence;
  const { warn } = (schedule === 'nightly' ? policy.nightly : policy.schedules[schedule]) ?? {};
  if (warn === undefined || warn === 0) return null;
  return { grace: warn, edge: key === 'stop-edge' ? evidence.edge : null };
}
