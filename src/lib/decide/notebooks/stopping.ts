/** Before a notebook is stopped: who has read of it, and whether it has been on for long enough. */
import type { Opinion } from '../../model/decision.ts';
import { type Duration, type Instant, later, plus } from '../../model/instant.ts';
import type { NotebookCause, NotebookWarning } from '../../model/notebook-record.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { binding, leave } from '../opinion.ts';
import { acceptedAt, RENEW_AFTER } from '../warning.ts';
import type { NotebookCase } from './notebook-case.ts';
import { changed, noticeMark, noticeOf } from './notebook-marks.ts';

export interface DueStop {
  readonly cause: NotebookCause;
  /** Not before this. */
  readonly dueAt: Instant;
  /** Between warning and stop; 0: nobody is warned. */
  readonly grace: Duration;
  readonly near: (stopAt: Instant) => Reason;
}

/** The warning, or the wait that follows it; null once its time is over. */
export function announced(subject: NotebookCase, due: DueStop): Opinion | null {
  if (due.grace === 0) return null;
  const { world } = subject;
  const warning = standing(subject, due);
  if (warning === null) return warn(subject, due);
  const accepted = acceptedAt(world, warning);
  if (accepted === null) {
    const { warnedAt } = warning;
    return plus(warnedAt, RENEW_AFTER) <= world.now
      ? warn(subject, due)
      : leave('notebooks', reason('warning-not-sent', { warnedAt }));
  }
  const stopAt = later(plus(accepted, due.grace), due.dueAt);
  return stopAt > world.now ? leave('notebooks', due.near(stopAt)) : null;
}

function standing({ record }: NotebookCase, { cause, dueAt }: DueStop): NotebookWarning | null {
  const { warning } = record;
  return warning?.cause === cause && warning.dueAt === dueAt ? warning : null;
}

function warn(subject: NotebookCase, { cause, dueAt, grace, near }: DueStop): Opinion {
  const { world, notebook } = subject;
  if (world.snapshot.confirmedRecipient !== true) {
    return leave('notebooks', reason('nobody-to-warn', {}), 'defer');
  }
  const stopAt = later(plus(world.now, grace), dueAt);
  const because = near(stopAt);
  const told = { news: 'about-to-stop', reason: because, about: world.now, stopAt } as const;
  const noticeKey = noticeOf(subject, told).dedupeKey;
  const warning = { cause, dueAt, warnedAt: world.now, noticeKey };
  const marks = [changed(notebook.id, { warning }), noticeMark(subject, told)];
  return binding({ rule: 'notebooks', verdict: 'warn', reason: because, marks });
}

export function tooYoung({ record, world }: NotebookCase): Opinion | null {
  const { minimumUptime } = world.policy;
  const { power, since } = record;
  if (power !== 'running' || plus(since, minimumUptime) <= world.now) return null;
  return leave('notebooks', reason('too-young', { since, minimumUptime }));
}

/** Also after a stop that did not work, so that one that cannot be stopped is left in peace. */
export function coolDown({ record, world }: NotebookCase): Opinion | null {
  if (record.lastStop === null) return null;
  const until = plus(record.lastStop.at, world.policy.limits.coolDown);
  return until > world.now ? leave('notebooks', reason('cool-down', { until })) : null;
}

/** While observing: it would be off since an edge of its night, of which was told. */
export function wouldBeOff({ record: { schedule, since } }: NotebookCase): boolean {
  if (schedule === null || schedule.how !== 'observed') return false;
  return schedule.answeredEdge !== null && schedule.answeredEdge >= since;
}
