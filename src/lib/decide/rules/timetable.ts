/**
 * What the parts of the schedule rule share: one schedule at one pass, and the marks of an edge.
 */

import type { EdgeAnswer } from '../../model/action.ts';
import type { Mark, Opinion } from '../../model/decision.ts';
import type { ScheduleState } from '../../model/instance-record.ts';
import { between, type Instant, minutes } from '../../model/instant.ts';
import { type Reason, reason } from '../../model/reason.ts';
import type { Edge, PowerState, Schedule } from '../../model/schedule.ts';
import { newestEdge } from '../../schedule/edges.ts';
import type { Case } from '../case.ts';
import { aside, binding } from '../opinion.ts';
import { toldOnce } from '../told-once.ts';

export interface Timetable {
  readonly subject: Case;
  readonly schedule: Schedule;
  readonly state: ScheduleState;
  readonly next: Edge | null;
}

/** With all edges up to then answered. */
export const adoptedFrom = (schedule: Schedule, adoptedAt: Instant): ScheduleState => ({
  schedule: schedule.name,
  hash: schedule.hash,
  adoptedAt,
  answeredEdge: newestEdge(schedule, adoptedAt)?.at ?? null,
  how: 'adopted',
  attempts: 0,
  lastAttemptAt: null,
});

/** How often the clock ticks. */
export const TICK = minutes(5);

/** Edges closer than a tick are answered by the later one, wherever the clock ticks. */
export const isOvertaken = (edge: Edge, next: Edge | null): boolean =>
  next !== null && between(edge.at, next.at) < TICK;

/** While observing: what would be done, said once an edge. */
export function would(subject: Case, edge: Edge, because: Reason): Opinion {
  const verb = edge.to === 'stopped' ? 'stop' : 'start';
  const line = { line: `would-${verb}`, reason: because } as const;
  const marks = toldOnce(subject, line, String(edge.at));
  return binding({ rule: 'schedule', verdict: verb, reason: because, marks });
}

/** An edge that was only observed counts as answered. */
export function observed(subject: Case, edge: Edge, because: Reason): Opinion {
  const opinion = would(subject, edge, because);
  return { ...opinion, marks: [edgeMark(subject, edge, 'observed'), ...opinion.marks] };
}

/** The edge needs nothing (any more), and why. */
export function answered(timetable: Timetable, edge: Edge, how: EdgeAnswer): Opinion {
  const { subject, schedule, next } = timetable;
  const known = { ...evidence(schedule, edge), ...nextOf(next), how };
  return aside('schedule', reason('edge-answered', known), [edgeMark(subject, edge, how)]);
}

export const evidence = (
  { name, zone }: Schedule,
  edge: Edge,
): { readonly schedule: string; readonly zone: string; readonly edge: Instant } => ({
  schedule: name,
  zone,
  edge: edge.at,
});

export const nextOf = (
  next: Edge | null,
): { readonly next: Instant | null; readonly nextTo?: PowerState } =>
  next === null ? { next: null } : { next: next.at, nextTo: next.to };

export const edgeMark = ({ instance }: Case, edge: Edge, how: EdgeAnswer): Mark => ({
  mark: 'edge-answered',
  instanceId: instance.id,
  edge: edge.at,
  how,
});
