/** SageMaker notebook instances: one that runs, seen for days, with nothing to it. */

import { complete, incomplete } from '../../src/lib/model/family.ts';
import type { Fault } from '../../src/lib/model/fault.ts';
import { idOf, isNotebookName } from '../../src/lib/model/ids.ts';
import { hours, type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { NotebookReading } from '../../src/lib/model/metric.ts';
import type { Notebook } from '../../src/lib/model/notebook.ts';
import type { NotebookRecord } from '../../src/lib/model/notebook-record.ts';
import type { NotebookMetric } from '../../src/lib/model/policy.ts';
import { NOON } from './at.ts';
import { datapoints } from './metrics.ts';

export const TUTORIAL = idOf(isNotebookName, 'tutorial');

export const notebook = (overrides: Partial<Notebook> = {}): Notebook => ({
  id: TUTORIAL,
  arn: 'arn:aws:sagemaker:ap-northeast-2:123456789012:notebook-instance/tutorial',
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
  told: [],
  ...overrides,
});

/** As it was published by five minutes, the last for those that end at `now`. */
export const notebookReading = (
  values: readonly (number | null)[] | Fault,
  { namespace, name, dimension }: Omit<NotebookMetric, 'below'>,
  now: Instant = NOON,
): NotebookReading => ({
  ...{ notebook: TUTORIAL, namespace, name, dimension },
  from: minus(now, minutes(75)),
  to: now,
  series: 'code' in values ? incomplete(values) : complete(datapoints(values, now)),
});
