/** The night of the notebooks: each edge is answered once, late or not at all, as an instance's. */
import type { EdgeAnswer } from '../../model/action.ts';
import type { Mark, Opinion } from '../../model/decision.ts';
import type { ScheduleState } from '../../model/instance-record.ts';
import { between, minus, minutes, plus } from '../../model/instant.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { attemptsFor } from '../../model/remember.ts';
import type { Edge, Schedule } from '../../model/schedule.ts';
import { newestEdge, nextEdge } from '../../schedule/edges.ts';
import { aside, binding, leave } from '../opinion.ts';
import { isUnanswered } from '../rules/schedule.ts';
import { evidence, isOvertaken, nextOf, TICK } from '../rules/timetable.ts';
import type { NotebookCase } from './notebook-case.ts';
import { changed, noticeMark } from './notebook-marks.ts';
import { announced, tooYoung } from './stopping.ts';

const MOST_ATTEMPTS = 3;
/** 5 minutes after the first attempt, 10 after the second. */
const backOff = (attempts: number) => minutes(5 * 2 ** (attempts - 1));

interface Night {
  readonly subject: NotebookCase;
  readonly schedule: Schedule;
  readonly state: ScheduleState;
  readonly newest: Edge | null;
  readonly next: Edge | null;
}

function nightOf(subject: NotebookCase): Night | null {
  const { record, world } = subject;
  const schedule = world.policy.notebooks.nightly;
  const state = record.schedule;
  if (schedule === null || state === null) return null;
  const newest = newestEdge(schedule, world.now);
  return { subject, schedule, state, newest, next: nextEdge(schedule, world.now) };
}

const openEdge = ({ state, newest, next }: Night): Edge | null =>
  newest !== null && isUnanswered(newest, state) && !isOvertaken(newest, next) ? newest : null;

/** Silent between edges, so that the longest running time may speak. */
export function nightly(subject: NotebookCase): Opinion | null {
  const night = nightOf(subject);
  if (night === null) return null;
  const edge = openEdge(night);
  return edge === null ? warnBefore(night) : atEdge(night, edge);
}

/** The mark that an edge is over because the notebook was to be left alone. */
export function passOver(subject: NotebookCase, isHold: boolean): readonly Mark[] {
  const night = nightOf(subject);
  const edge = night && openEdge(night);
  return night && edge ? [answer(night, edge, isHold ? 'held' : 'protected')] : [];
}

const answer = ({ subject, state }: Night, edge: Edge, how: EdgeAnswer): Mark =>
  changed(subject.notebook.id, {
    schedule: { ...state, answeredEdge: edge.at, how, attempts: 0, lastAttemptAt: null },
    warning: null,
  });

/** The first that applies is the answer; only the last is an action. */
function atEdge(night: Night, edge: Edge): Opinion {
  const { subject, schedule, next } = night;
  const how = needsNothing(night, edge);
  if (how !== null) {
    const because = reason('edge-answered', { ...evidence(schedule, edge), ...nextOf(next), how });
    return aside('notebooks', because, [answer(night, edge, how)]);
  }
  return missed(night, edge) ?? tried(night, edge) ?? tooYoung(subject) ?? act(night, edge);
}

function needsNothing({ subject, schedule }: Night, edge: Edge): EdgeAnswer | null {
  const { power, since, stoppedBySchedule } = subject.record;
  if (power === edge.to) return 'already';
  if (since > edge.at) return 'person';
  const notOurs = edge.to === 'running' && schedule.start === 'ours' && !stoppedBySchedule;
  return notOurs ? 'not-ours' : null;
}

function missed(night: Night, edge: Edge): Opinion | null {
  const { subject, schedule } = night;
  const { now, policy } = subject.world;
  const lateBy = between(edge.at, now);
  if (lateBy <= policy.catchUp) return null;
  const { catchUp } = policy;
  const because = reason('edge-missed', { ...evidence(schedule, edge), lateBy, catchUp });
  const told = noticeMark(subject, { news: 'missed', reason: because, about: edge.at });
  return aside('notebooks', because, [answer(night, edge, 'missed'), told]);
}

function tried(night: Night, edge: Edge): Opinion | null {
  const { subject, schedule, state } = night;
  const attempts = attemptsFor(state, edge.at);
  if (attempts === 0 || state.lastAttemptAt === null) return null;
  const known = evidence(schedule, edge);
  if (attempts >= MOST_ATTEMPTS) {
    const because = reason('edge-gave-up', { ...known, attempts });
    const news = edge.to === 'stopped' ? 'did-not-stop' : 'did-not-start';
    const told = noticeMark(subject, { news, reason: because, about: edge.at });
    return aside('notebooks', because, [answer(night, edge, 'gave-up'), told]);
  }
  const retryAt = plus(state.lastAttemptAt, backOff(attempts));
  if (retryAt <= subject.world.now) return null;
  return aside('notebooks', reason('edge-retry', { ...known, attempt: attempts + 1, retryAt }));
}

function act(night: Night, edge: Edge): Opinion {
  const { subject, schedule, state } = night;
  const attempt = attemptsFor(state, edge.at) + 1;
  const verdict = edge.to === 'stopped' ? 'stop' : 'start';
  const because = reason(`${verdict}-edge`, { ...evidence(schedule, edge), attempt });
  if (subject.world.modes.notebooks === 'observe') return observed(night, edge, because);
  const doing = binding({ rule: 'notebooks', verdict, reason: because });
  return verdict === 'stop' ? (warned(night, edge) ?? doing) : doing;
}

/** While observing: what would be done, said once; the edge counts as answered. */
function observed(night: Night, edge: Edge, because: Reason): Opinion {
  const verdict = edge.to === 'stopped' ? 'stop' : 'start';
  const news = `would-${verdict}` as const;
  const told = noticeMark(night.subject, { news, reason: because, about: edge.at });
  const marks = [answer(night, edge, 'observed'), told];
  return binding({ rule: 'notebooks', verdict, reason: because, marks });
}

const warned = ({ subject, schedule }: Night, edge: Edge): Opinion | null =>
  announced(subject, {
    cause: 'nightly',
    dueAt: edge.at,
    grace: schedule.warn,
    near: (stopAt) => reason('stop-edge-near', { ...evidence(schedule, edge), stopAt }),
  });

/** From the tick before `warn` on, as with instances. */
function warnBefore(night: Night): Opinion | null {
  const { subject, schedule, next } = night;
  const { world, record } = subject;
  if (next?.to !== 'stopped' || record.power !== 'running') return null;
  if (schedule.warn === 0 || world.modes.notebooks === 'observe') return null;
  if (plus(world.now, schedule.warn) < minus(next.at, TICK)) return null;
  if (isOvertaken(next, nextEdge(schedule, next.at))) return null;
  return warned(night, next) ?? leave('notebooks', reason('nothing-due', { state: record.power }));
}
