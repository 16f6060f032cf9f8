/** With `retainRunning` a stop edge is not for what its own start edge found running already. */
import type { Edge } from '../../model/schedule.ts';
import { newestEdge } from '../../schedule/edges.ts';
import type { Timetable } from './timetable.ts';

/** Nobody has stopped it since that start edge, or it would not have been running all along. */
export function isRetained({ schedule, state, subject }: Timetable, edge: Edge): boolean {
  const { answeredEdge, how } = state;
  if (!schedule.retainRunning || schedule.enforce || edge.to === 'running') return false;
  if (answeredEdge === null || how !== 'already') return false;
  const answered = newestEdge(schedule, answeredEdge);
  return answered?.to === 'running' && subject.instance.launchTime <= answered.at;
}
