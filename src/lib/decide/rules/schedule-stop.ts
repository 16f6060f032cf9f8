/** Stops of a schedule: announced before the edge, made at it, and held to where it is enforced. */
import type { Mark, Opinion } from '../../model/decision.ts';
import { between, minutes, plus } from '../../model/instant.ts';
import type { Reason } from '../../model/reason.ts';
import { reason } from '../../model/reason.ts';
import type { Edge } from '../../model/schedule.ts';
import { binding, leave } from '../opinion.ts';
import { toldOnce } from '../told-once.ts';
import { nobodyToWarn, type WarningTerms, warn, warningState } from '../warning.ts';
import type { Case } from '../world.ts';
import { evidence, observedMarks, type Timetable } from './timetable.ts';

/** Between two attempts to enforce a state. */
const ENFORCE_BACK_OFF = minutes(10);

/** The newest edge asks for a stop and has no answer: warn if nobody has been warned, then stop. */
export function stopAtEdge(timetable: Timetable, edge: Edge): Opinion {
  const { subject, schedule, state } = timetable;
  const because = reason('stop-edge', { ...evidence(schedule, edge), attempt: state.attempts + 1 });
  if (subject.world.mode === 'observe') {
    const told = toldOnce(subject, { line: 'would-stop', reason: because }, String(edge.at));
    return stop(because, observedMarks(subject, edge, told));
  }
  return schedule.warn === 0 ? stop(because) : warned(timetable, edge, because);
}

const stop = (because: Reason, marks: readonly Mark[] = []): Opinion =>
  binding({ rule: 'schedule', verdict: 'stop', reason: because, marks });

/** Warn, wait, and at last `because`: the same for an edge to come, a late one and an enforced. */
function warned({ subject, schedule }: Timetable, edge: Edge, because: Reason): Opinion {
  const terms = termsOf(subject, edge);
  const warning = warningState(subject, terms);
  switch (warning.state) {
    case 'due':
      return stop(because);
    case 'waiting': {
      const known = { ...evidence(schedule, edge), stopAt: warning.stopAt };
      return leave('schedule', reason('stop-edge-waiting', known));
    }
    case 'not-sent':
      return leave('schedule', reason('warning-not-sent', { warnedAt: warning.warnedAt }));
    case 'none':
      if (nobodyToWarn(subject)) return leave('schedule', reason('nobody-to-warn', {}), 'defer');
      return binding({
        rule: 'schedule',
        verdict: 'warn',
        ...warn(subject, terms, (stopAt) =>
          reason('stop-edge-near', { ...evidence(schedule, edge), stopAt }),
        ),
      });
  }
}

/** A late warning stops at the later of the edge and the warning's acceptance plus `warn`. */
function termsOf({ schedule }: Case, edge: Edge): WarningTerms {
  const grace = schedule.kind === 'schedule' ? schedule.schedule.warn : minutes(0);
  return { rule: 'schedule', edge: edge.at, grace, notBefore: edge.at, needsWatching: false };
}

/** Within `warn` of a stop edge the running instance's people are told. */
export function warnBeforeEdge(timetable: Timetable): Opinion | null {
  const { subject, schedule, next } = timetable;
  const { world, instance } = subject;
  if (next?.to !== 'stopped' || instance.state !== 'running') return null;
  if (schedule.warn === 0 || world.mode === 'observe') return null;
  if (between(world.now, next.at) > schedule.warn) return null;
  return warned(timetable, next, reason('stop-edge', { ...evidence(schedule, next), attempt: 1 }));
}

/** With `enforce` the newest edge's state is held to, also against a person. */
export function enforce(timetable: Timetable, newest: Edge | null): Opinion | null {
  const { subject, schedule, state } = timetable;
  if (!schedule.enforce || newest === null || newest.at <= state.adoptedAt) return null;
  const because = reason('enforced', { schedule: schedule.name, want: newest.to });
  if (subject.instance.state === newest.to) {
    return newest.to === 'running' ? leave('schedule', because) : null;
  }
  if (triedLately(subject, newest)) return leave('schedule', because, 'defer');
  if (newest.to === 'running') {
    return binding({ rule: 'schedule', verdict: 'start', reason: because });
  }
  const unwarned = schedule.warn === 0 || subject.world.mode === 'observe';
  return unwarned ? stop(because) : warned(timetable, newest, because);
}

function triedLately({ record, world }: Case, newest: Edge): boolean {
  const last = newest.to === 'stopped' ? record.lastStop : record.lastStart;
  return last !== null && plus(last.at, ENFORCE_BACK_OFF) > world.now;
}
