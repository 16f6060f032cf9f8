/** A SageMaker notebook instance: a machine with Jupyter on it, billed while it runs. */
import type { NotebookName } from './ids.ts';
import type { Instant } from './instant.ts';
import type { PowerState } from './schedule.ts';
import type { Tags } from './tag.ts';

export const NOTEBOOK_STATUSES = [
  'Pending',
  'InService',
  'Stopping',
  'Stopped',
  'Failed',
  'Deleting',
  'Updating',
] as const;
export type NotebookStatus = (typeof NOTEBOOK_STATUSES)[number];

export interface Notebook {
  readonly id: NotebookName;
  readonly arn: string;
  readonly status: NotebookStatus;
  /** `ml.t3.medium` */
  readonly type: string;
  readonly createdAt: Instant;
  /** The last start, stop or update; AWS does not say which. */
  readonly lastModifiedAt: Instant;
  readonly tags: Tags;
}

/** Whether it runs, as far as the status tells; null: it may be either. */
export function powerOf(status: NotebookStatus): PowerState | null {
  switch (status) {
    case 'Pending':
    case 'InService':
      return 'running';
    case 'Stopping':
    case 'Stopped':
    case 'Failed':
    case 'Deleting':
      return 'stopped';
    case 'Updating':
      return null;
  }
}
