/** SageMaker notebook instances of a snapshot, and what their own scripts publish of their use. */
import * as z from 'zod';
import { oneOf } from '../../lib/config/fields.ts';
import { complete } from '../../lib/model/family.ts';
import { NOTEBOOK_STATUSES } from '../../lib/model/notebook.ts';
import { keyed, listOf, notebookName, refusal, tags, time, words } from './fields.ts';

export const notebookDocument = keyed({
  id: notebookName(),
  arn: words().default(''),
  status: oneOf(...NOTEBOOK_STATUSES),
  type: words().default(''),
  createdAt: time().optional(),
  lastModifiedAt: time().optional(),
  tags: tags(),
});

const point = z.tuple([time(), z.number({ error: 'must be a number' })], {
  error: 'must be a time with its value such as ["2026-11-23T12:00Z", 1]',
});

export const notebookMetricDocument = keyed({
  notebook: notebookName(),
  namespace: words(),
  name: words(),
  dimension: words(),
  from: time().optional(),
  to: time().optional(),
  points: listOf(point).default([]),
  refused: refusal().optional(),
}).transform(({ notebook, namespace, name, dimension, from, to, points, refused }) => ({
  ...{ notebook, namespace, name, dimension, from, to },
  series: refused ?? complete(points.map(([at, value]) => ({ at, value }))),
}));
