/** An edge gets three attempts with back-off; then it has not worked, and that is told. */
import type { Opinion } from '../../model/decision.ts';
import { minutes, plus } from '../../model/instant.ts';
import type { Notice } from '../../model/notice.ts';
import { reason } from '../../model/reason.ts';
import { attemptsFor } from '../../model/remember.ts';
import type { Edge } from '../../model/schedule.ts';
import { aside } from '../opinion.ts';
import { subjectOf } from '../told-once.ts';
import { edgeMark, evidence, type Timetable } from './timetable.ts';

const MOST_ATTEMPTS = 3;

/** 5 minutes after the first attempt, 10 after the second. */
const backOff = (attempts: number) => minutes(5 * 2 ** (attempts - 1));

export function attemptState(timetable: Timetable, edge: Edge): Opinion | null {
  const { state, schedule, subject } = timetable;
  const attempts = attemptsFor(state, edge.at);
  if (attempts === 0 || state.lastAttemptAt === null) return null;
  if (attempts >= MOST_ATTEMPTS) return gaveUp(timetable, edge);
  const retryAt = plus(state.lastAttemptAt, backOff(attempts));
  if (retryAt <= subject.world.now) return null;
  const known = { ...evidence(schedule, edge), attempt: attempts + 1, retryAt };
  return aside('schedule', reason('edge-retry', known));
}

function gaveUp({ subject, schedule, state }: Timetable, edge: Edge): Opinion {
  const { instance, record, world } = subject;
  const { attempts } = state;
  const because = reason('edge-gave-up', { ...evidence(schedule, edge), attempts });
  const verb = edge.to === 'stopped' ? 'stop' : 'start';
  const last = verb === 'stop' ? record.lastStop : record.lastStart;
  const result = last === null || last.result === 'requested' ? 'refused' : last.result;
  const notice: Notice = {
    kind: 'did-not-work',
    dedupeKey: `gave-up:${instance.id}:${edge.at}`,
    urgency: 'now',
    at: world.now,
    facts: { subject: subjectOf(subject), verb, result, reason: because, fault: null },
  };
  const marks = [edgeMark(subject, edge, 'gave-up'), { mark: 'notice', notice } as const];
  return aside('schedule', because, marks);
}
