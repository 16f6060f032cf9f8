/** What the parts of the schedule rule share: one schedule at one pass, and the marks of an edge. */
import type { Mark } from '../../model/decision.ts';
import type { Instant } from '../../model/instant.ts';
import type { EdgeAnswer, ScheduleState } from '../../model/ledger.ts';
import type { Edge, Schedule } from '../../model/schedule.ts';
import type { Case } from '../world.ts';

export interface Timetable {
  readonly subject: Case;
  readonly schedule: Schedule;
  readonly state: ScheduleState;
  readonly next: Edge | null;
}

/** What observing writes: the edge counts as answered, and the digest says what would have been. */
export const observedMarks = (subject: Case, edge: Edge, told: readonly Mark[]): readonly Mark[] =>
  subject.world.mode === 'observe' ? [edgeMark(subject, edge, 'observed'), ...told] : [];

export const evidence = (
  { name, zone }: Schedule,
  edge: Edge,
): { readonly schedule: string; readonly zone: string; readonly edge: Instant } => ({
  schedule: name,
  zone,
  edge: edge.at,
});

export const edgeMark = ({ instance }: Case, edge: Edge, how: EdgeAnswer): Mark => ({
  mark: 'edge-answered',
  instanceId: instance.id,
  edge: edge.at,
  how,
});
