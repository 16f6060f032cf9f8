/** SageMaker notebook instances: one that runs, seen for days, with nothing to it. */
import { idOf, isNotebookName } from '../../src/lib/model/ids.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import type { NotebookRecord } from '../../src/lib/model/ledger.ts';
import type { Notebook } from '../../src/lib/model/notebook.ts';
import { NOON } from './at.ts';

export const TUTORIAL = idOf(isNotebookName, 'tutorial');

export const notebook = (overrides: Partial<Notebook> = {}): Notebook => ({
  id: TUTORIAL,
  status: 'InService',
  type: 'ml.t3.medium',
  createdAt: minus(NOON, hours(240)),
  lastModifiedAt: minus(NOON, hours(72)),
  tags: {},
  ...overrides,
});

/** Running for three days. */
export const notebookRecord = (overrides: Partial<NotebookRecord> = {}): NotebookRecord => ({
  kind: 'notebook',
  name: TUTORIAL,
  type: 'ml.t3.medium',
  power: 'running',
  since: minus(NOON, hours(72)),
  schedule: null,
  warning: null,
  lastStop: null,
  lastStart: null,
  stoppedBySchedule: false,
  ...overrides,
});
