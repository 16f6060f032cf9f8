/** Schedules speak at an unanswered edge, before a stop edge to warn, or always with `enforce`. */

import type { EdgeAnswer } from '../../model/action.ts';
import type { Opinion } from '../../model/decision.ts';
import type { ScheduleState } from '../../model/instance-record.ts';
import { between } from '../../model/instant.ts';
import { reason } from '../../model/reason.ts';
import { attemptsFor } from '../../model/remember.ts';
import type { Edge, Schedule } from '../../model/schedule.ts';
import { newestEdge, nextEdge } from '../../schedule/edges.ts';
import type { Case } from '../case.ts';
import { activeHold, isDueAgain, postponedTo, wasHeldAt } from '../holds.ts';
import { activeSince } from '../modes.ts';
import { aside, binding, leave } from '../opinion.ts';
import { toldOnce } from '../told-once.ts';
import { startedByPerson, stoppedByPerson, stoppedBySchedule } from '../transition.ts';
import type { World } from '../world.ts';
import { outlastsEdges } from './protected.ts';
import { isRetained } from './retained.ts';
import { attemptState } from './schedule-attempts.ts';
import { enforce, stopAtEdge, warnBeforeEdge } from './schedule-stop.ts';
import {
  adoptedFrom,
  answered,
  edgeMark,
  evidence,
  isOvertaken,
  nextOf,
  observed,
  type Timetable,
} from './timetable.ts';

/**
 * An edge that needs no action (any more) is put down as answered, and the same pass looks at what
 * comes after it. While all is paused no schedule speaks; whoever resumes begins anew.
 */
export function scheduled(subject: Case): readonly Opinion[] {
  const { schedule: choice, world, record } = subject;
  if (choice.kind !== 'schedule' || world.paused) return [];
  const { schedule } = choice;
  const next = nextEdge(schedule, world.now);
  const known = record.schedule;
  if (known !== null && isAdopted(world, schedule, known)) {
    return spoken({ subject, schedule, next, state: known });
  }
  const state = adoptedState(world, schedule, known);
  const adopted = { ...subject, record: { ...record, schedule: state } };
  return whenAdopted({ subject: adopted, schedule, next, state });
}

/** Somebody may have resumed before an edge, and no pass has looked since: it is answered now. */
function whenAdopted(timetable: Timetable): readonly Opinion[] {
  const newest = newestEdge(timetable.schedule, timetable.subject.world.now);
  const later =
    newest !== null && isUnanswered(newest, timetable.state)
      ? spoken(timetable)
      : [warnBeforeEdge(timetable)];
  return inOneGo(
    adoption(timetable),
    later.filter((one) => one !== null),
  );
}

/** What decides is written down first: an answer brings the adoption, which would undo it. */
function inOneGo(adopted: Opinion, later: readonly Opinion[]): readonly Opinion[] {
  if (!later.some(answersEdge)) return [adopted, ...later];
  return [
    { ...adopted, marks: [] },
    ...later.map((one) =>
      answersEdge(one) ? { ...one, marks: [...adopted.marks, ...one.marks] } : one,
    ),
  ];
}

function spoken(timetable: Timetable): readonly Opinion[] {
  const newest = newestEdge(timetable.schedule, timetable.subject.world.now);
  if (newest === null || !isOpen(timetable, newest) || isOvertaken(newest, timetable.next)) {
    return [afterwards(timetable, newest) ?? rest(timetable, newest)];
  }
  const opinion = answer(timetable, newest);
  const later = opinion && isAnswer(opinion) ? afterwards(timetable, newest) : null;
  return [opinion, later].filter((one) => one !== null);
}

const afterwards = (timetable: Timetable, newest: Edge | null): Opinion | null =>
  enforce(timetable, newest) ?? warnBeforeEdge(timetable);

const answersEdge = ({ marks }: Opinion): boolean =>
  marks.some(({ mark }) => mark === 'edge-answered');

const isAnswer = (opinion: Opinion): boolean => !opinion.binding && answersEdge(opinion);

const isFollowed = ({ name, hash }: Schedule, state: ScheduleState): boolean =>
  state.schedule === name && state.hash === hash;

const isAdopted = (world: World, schedule: Schedule, state: ScheduleState): boolean =>
  isFollowed(schedule, state) && state.adoptedAt >= activeSince(world.activation, 'schedule');

/**
 * Edges before adoption count as answered: nothing is done for a time when we were not there. What
 * was followed before a pause is adopted anew for the instant at which somebody resumed.
 */
function adoptedState(
  { now, activation }: World,
  schedule: Schedule,
  known: ScheduleState | null,
): ScheduleState {
  const isAnew = known !== null && isFollowed(schedule, known);
  return adoptedFrom(schedule, isAnew ? activeSince(activation, 'schedule') : now);
}

function adoption({ subject, schedule, state, next }: Timetable): Opinion {
  const because = reason('schedule-adopted', { schedule: schedule.name, ...nextOf(next) });
  return aside('schedule', because, [
    { mark: 'schedule', instanceId: subject.instance.id, schedule: state },
  ]);
}

export const isUnanswered = (edge: Edge, { adoptedAt, answeredEdge }: ScheduleState): boolean =>
  edge.at > adoptedAt && (answeredEdge === null || edge.at > answeredEdge);

const isOpen = ({ subject, state }: Timetable, edge: Edge): boolean =>
  isUnanswered(edge, state) || (edge.at > state.adoptedAt && isDueAgain(subject, edge));

/** The first of these that applies is the answer; only the last two are actions. */
function answer(timetable: Timetable, edge: Edge): Opinion | null {
  const { subject } = timetable;
  const hold = activeHold(subject);
  if (hold?.postpones) return null;
  if (hold || wasHeldAt(subject, edge.at)) return answered(timetable, edge, 'held');
  return (
    alreadyThere(timetable, edge) ??
    retained(timetable, edge) ??
    personDecided(timetable, edge) ??
    notOursToStart(timetable, edge) ??
    protectedThroughout(timetable, edge) ??
    missed(timetable, edge) ??
    attemptState(timetable, edge) ??
    (edge.to === 'stopped' ? stopAtEdge(timetable, edge) : startAtEdge(timetable, edge))
  );
}

function alreadyThere(timetable: Timetable, edge: Edge): Opinion | null {
  const there = timetable.subject.instance.state === edge.to;
  return there ? answered(timetable, edge, 'already') : null;
}

const retained = (timetable: Timetable, edge: Edge): Opinion | null =>
  isRetained(timetable, edge) ? answered(timetable, edge, 'retained') : null;

/** A person's start or stop after an edge stands until the next edge, unless it is enforced. */
function personDecided({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const stop = edge.to === 'stopped';
  const at = stop ? startedByPerson(subject) : stoppedByPerson(subject);
  if (at === null || at <= edge.at || schedule.enforce) return null;
  const did = stop ? 'start' : 'stop';
  const because = reason('edge-person', { ...evidence(schedule, edge), did, at });
  return aside('schedule', because, [edgeMark(subject, edge, 'person')]);
}

function notOursToStart({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const { start, enforce: always } = schedule;
  if (edge.to === 'stopped' || start === 'all' || (start === 'ours' && always)) return null;
  if (start === 'ours' && stoppedBySchedule(subject)) return null;
  const because = reason('edge-not-ours', evidence(schedule, edge));
  return aside('schedule', because, [edgeMark(subject, edge, 'not-ours')]);
}

const protectedThroughout = (timetable: Timetable, edge: Edge): Opinion | null =>
  outlastsEdges(timetable.subject) ? answered(timetable, edge, 'protected') : null;

function missed({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const { catchUp } = subject.world.policy;
  const lateBy = between(postponedTo(subject, edge.at), subject.world.now);
  if (lateBy <= catchUp) return null;
  const because = reason('edge-missed', { ...evidence(schedule, edge), lateBy, catchUp });
  const told = toldOnce(subject, { line: 'missed', reason: because }, String(edge.at));
  return aside('schedule', because, [edgeMark(subject, edge, 'missed'), ...told]);
}

function startAtEdge(timetable: Timetable, edge: Edge): Opinion {
  const { subject, schedule, state } = timetable;
  const attempt = attemptsFor(state, edge.at) + 1;
  const because = reason('start-edge', { ...evidence(schedule, edge), attempt });
  return subject.world.modes.schedule === 'observe'
    ? observed(subject, edge, because)
    : binding({ rule: 'schedule', verdict: 'start', reason: because });
}

/** Between edges: what the newest one came to, and when the next one is. */
function rest({ subject, schedule, state, next }: Timetable, newest: Edge | null): Opinion {
  const known = { schedule: schedule.name, ...nextOf(next) };
  if (newest === null) return aside('schedule', reason('schedule-adopted', known));
  const { how } = state;
  const because = reason('edge-answered', { ...evidence(schedule, newest), ...known, how });
  return wouldBeStopped(subject, newest, how)
    ? leave('schedule', because)
    : aside('schedule', because);
}

/** While observing: what an edge would have stopped is not called idle besides. */
const wouldBeStopped = ({ instance }: Case, newest: Edge, how: EdgeAnswer): boolean =>
  how === 'observed' && newest.to === 'stopped' && instance.launchTime <= newest.at;
