/** Stops of a schedule: announced before the edge, made at it, and held to where it is enforced. */
import type { Opinion } from '../../model/decision.ts';
import { minus, plus } from '../../model/instant.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { attemptsFor } from '../../model/remember.ts';
import type { Edge, Schedule } from '../../model/schedule.ts';
import { desiredAt, nextEdge } from '../../schedule/edges.ts';
import { binding, leave } from '../opinion.ts';
import { triedLately } from '../transition.ts';
import { nobodyToWarn, type WarningTerms, warn, warningState } from '../warning.ts';
import { isRetained } from './retained.ts';
import { evidence, isOvertaken, observed, TICK, type Timetable, would } from './timetable.ts';

/** The newest edge asks for a stop and has no answer: warn if nobody has been warned, then stop. */
export function stopAtEdge(timetable: Timetable, edge: Edge): Opinion {
  const { subject, schedule, state } = timetable;
  const attempt = attemptsFor(state, edge.at) + 1;
  const because = reason('stop-edge', { ...evidence(schedule, edge), attempt });
  return subject.world.modes.schedule === 'observe'
    ? observed(subject, edge, because)
    : warned(timetable, edge, because);
}

/** Warn, wait, and at last `because`: the same for an edge, a late one and an enforced. */
function warned(timetable: Timetable, edge: Edge, because: Reason): Opinion {
  const silent = timetable.schedule.warn === 0;
  const stop = binding({ rule: 'schedule', verdict: 'stop', reason: because });
  return silent ? stop : (announced(timetable, edge) ?? stop);
}

/** The warning, or the wait that follows it; null once its time is over. */
function announced({ subject, schedule }: Timetable, edge: Edge): Opinion | null {
  const terms = termsOf(schedule, edge);
  const warning = warningState(subject, terms);
  switch (warning.state) {
    case 'due':
      return null;
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
const termsOf = ({ warn: grace }: Schedule, { at }: Edge): WarningTerms => ({
  rule: 'schedule',
  edge: at,
  grace,
  notBefore: at,
});

/**
 * From the tick before `warn` on, the running instance's people are told of a stop edge: a warning
 * that waits for the last tick would make its stop late.
 */
export function warnBeforeEdge(timetable: Timetable): Opinion | null {
  const { subject, schedule, next } = timetable;
  const { world, instance } = subject;
  if (next?.to !== 'stopped' || instance.state !== 'running') return null;
  if (isRetained(timetable, next)) return null;
  if (schedule.warn === 0 || world.modes.schedule === 'observe') return null;
  if (plus(world.now, schedule.warn) < minus(next.at, TICK)) return null;
  if (isOvertaken(next, nextEdge(schedule, next.at))) return null;
  return announced(timetable, next);
}

/** With `enforce` the newest edge's state is held to, also against a person. */
export function enforce(timetable: Timetable, newest: Edge | null): Opinion | null {
  const { subject, schedule } = timetable;
  const { state } = subject.instance;
  if (newest === null || !isEnforced(timetable, newest)) return null;
  const because = reason('enforced', { schedule: schedule.name, want: newest.to });
  if (state === newest.to) return state === 'running' ? leave('schedule', because) : null;
  if (newest.to === 'running' && schedule.start === 'none') return null;
  if (subject.world.modes.schedule === 'observe') return would(subject, newest, because);
  const verb = newest.to === 'stopped' ? 'stop' : 'start';
  if (triedLately(subject, verb)) return leave('schedule', because, 'defer');
  return verb === 'stop'
    ? warned(timetable, newest, because)
    : binding({ rule: 'schedule', verdict: 'start', reason: because });
}

/** Not for an edge from before adoption, and not once the schedule has ended. */
const isEnforced = ({ subject, schedule, state, next }: Timetable, newest: Edge): boolean =>
  schedule.enforce &&
  !isOvertaken(newest, next) &&
  newest.at > state.adoptedAt &&
  desiredAt(schedule, subject.world.now) === newest.to;
