/** What is remembered of a notebook. */
import type { NotebookName } from './ids.ts';
import type { OwnAction, ScheduleState } from './instance-record.ts';
import type { Instant } from './instant.ts';
import type { PowerState } from './schedule.ts';

export const NOTEBOOK_CAUSES = ['nightly', 'longest', 'idle'] as const;
export type NotebookCause = (typeof NOTEBOOK_CAUSES)[number];

/** A warned stop of a notebook; void once it has been off. */
export interface NotebookWarning {
  readonly cause: NotebookCause;
  /** The edge, or when its longest time is over, or the start since which it idles. */
  readonly dueAt: Instant;
  readonly warnedAt: Instant;
  /** Grace runs from that message's first accepted delivery to a confirmed recipient. */
  readonly noticeKey: string;
}

/** A notebook as passes have seen it; SageMaker does not say when one was started. */
export interface NotebookRecord {
  readonly kind: 'notebook';
  readonly name: NotebookName;
  readonly type: string;
  readonly power: PowerState;
  /** When a pass first saw it so. */
  readonly since: Instant;
  readonly schedule: ScheduleState | null;
  readonly warning: NotebookWarning | null;
  readonly lastStop: OwnAction | null;
  readonly lastStart: OwnAction | null;
  /** It is off because our own schedule stopped it. */
  readonly stoppedBySchedule: boolean;
  /** Things told once, as of an instance. */
  readonly told: readonly string[];
}

export type NotebookChange = Partial<Omit<NotebookRecord, 'kind' | 'name'>>;
