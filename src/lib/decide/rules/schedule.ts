/** Schedules speak at an unanswered edge, before a stop edge to warn, or always with `enforce`. */
import type { Opinion } from '../../model/decision.ts';
import { between } from '../../model/instant.ts';
import type { EdgeAnswer, ScheduleState } from '../../model/ledger.ts';
import { reason } from '../../model/reason.ts';
import type { Edge, Schedule } from '../../model/schedule.ts';
import { newestEdge, nextEdge } from '../../schedule/edges.ts';
import { aside, binding } from '../opinion.ts';
import { toldOnce } from '../told-once.ts';
import { startedByPerson, stoppedByPerson, stoppedByUs } from '../transition.ts';
import type { Case } from '../world.ts';
import { activeHold } from './held.ts';
import { attemptState } from './schedule-attempts.ts';
import { enforce, stopAtEdge, warnBeforeEdge } from './schedule-stop.ts';
import { edgeMark, evidence, observedMarks, type Timetable } from './timetable.ts';

export function scheduled(subject: Case): Opinion | null {
  if (subject.schedule.kind !== 'schedule') return null;
  const { schedule } = subject.schedule;
  const { world, record } = subject;
  const newest = newestEdge(schedule, world.now);
  const next = nextEdge(schedule, world.now);
  const state = record.schedule;
  if (state?.hash !== schedule.hash || state.adoptedAt < world.activeSince) {
    return adopt(subject, schedule, { newest, next });
  }
  const timetable = { subject, schedule, state, next };
  if (newest && isUnanswered(newest, state)) return answer(timetable, newest);
  return enforce(timetable, newest) ?? warnBeforeEdge(timetable) ?? rest(timetable, newest);
}

/** Edges before adoption count as answered: nothing is done for a time when we were not there. */
function adopt(
  { instance, world }: Case,
  schedule: Schedule,
  { newest, next }: { readonly newest: Edge | null; readonly next: Edge | null },
): Opinion {
  const state: ScheduleState = {
    schedule: schedule.name,
    hash: schedule.hash,
    adoptedAt: world.now,
    answeredEdge: newest?.at ?? null,
    how: 'adopted',
    attempts: 0,
    lastAttemptAt: null,
  };
  const because = reason('schedule-adopted', { schedule: schedule.name, next: next?.at ?? null });
  return aside('schedule', because, [
    { mark: 'schedule', instanceId: instance.id, schedule: state },
  ]);
}

const isUnanswered = (edge: Edge, { adoptedAt, answeredEdge }: ScheduleState): boolean =>
  edge.at > adoptedAt && (answeredEdge === null || edge.at > answeredEdge);

function answer(timetable: Timetable, edge: Edge): Opinion | null {
  const { subject } = timetable;
  const hold = activeHold(subject);
  if (hold) return hold.postpones ? null : answered(timetable, edge, 'held');
  return (
    missed(timetable, edge) ??
    alreadyThere(timetable, edge) ??
    personDecided(timetable, edge) ??
    attemptState(timetable, edge) ??
    (edge.to === 'stopped' ? stopAtEdge(timetable, edge) : startAtEdge(timetable, edge))
  );
}

function missed({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const { catchUp } = subject.world.policy;
  const lateBy = between(edge.at, subject.world.now);
  if (lateBy <= catchUp) return null;
  const because = reason('edge-missed', { ...evidence(schedule, edge), lateBy, catchUp });
  const told = toldOnce(subject, { line: 'missed', reason: because }, String(edge.at));
  return aside('schedule', because, [edgeMark(subject, edge, 'missed'), ...told]);
}

function alreadyThere(timetable: Timetable, edge: Edge): Opinion | null {
  const there = timetable.subject.instance.state === edge.to;
  return there ? answered(timetable, edge, 'already') : null;
}

/** A person's start or stop after an edge stands until the next edge. */
function personDecided({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const stop = edge.to === 'stopped';
  const at = stop ? startedByPerson(subject) : stoppedByPerson(subject);
  if (at === null || at <= edge.at) return null;
  const did = stop ? 'start' : 'stop';
  const because = reason('edge-person', { ...evidence(schedule, edge), did, at });
  return aside('schedule', because, [edgeMark(subject, edge, 'person')]);
}

function startAtEdge({ subject, schedule, state }: Timetable, edge: Edge): Opinion {
  const ours = stoppedByUs(subject) && subject.record.lastStop?.rule === 'schedule';
  if (schedule.start === 'none' || (schedule.start === 'ours' && !ours)) {
    const because = reason('edge-not-ours', evidence(schedule, edge));
    return aside('schedule', because, [edgeMark(subject, edge, 'not-ours')]);
  }
  const attempt = state.attempts + 1;
  const because = reason('start-edge', { ...evidence(schedule, edge), attempt });
  const marks = observedMarks(
    subject,
    edge,
    toldOnce(subject, { line: 'would-start', reason: because }, String(edge.at)),
  );
  return binding({ rule: 'schedule', verdict: 'start', reason: because, marks });
}

function answered(timetable: Timetable, edge: Edge, how: EdgeAnswer): Opinion {
  const { subject, schedule, next } = timetable;
  const because = reason('edge-answered', {
    ...evidence(schedule, edge),
    how,
    next: next?.at ?? null,
  });
  return aside('schedule', because, [edgeMark(subject, edge, how)]);
}

/** Between edges: what the newest one came to, and when the next one is. */
function rest({ schedule, state, next }: Timetable, newest: Edge | null): Opinion {
  const nextAt = next?.at ?? null;
  if (newest === null) {
    return aside('schedule', reason('schedule-adopted', { schedule: schedule.name, next: nextAt }));
  }
  const known = { ...evidence(schedule, newest), how: state.how, next: nextAt };
  return aside('schedule', reason('edge-answered', known));
}
