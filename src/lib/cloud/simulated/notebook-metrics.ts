/** What lifecycle scripts of the owner's publish of notebooks; SageMaker publishes nothing. */
import { complete, incomplete } from '../../model/family.ts';
import { instant, plus, seconds } from '../../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type NotebookQuery,
  type NotebookReading,
} from '../../model/metric.ts';
import type { Account } from './account.ts';
import type { Caller } from './read.ts';

const PERIOD = seconds(METRIC_PERIOD_SECONDS);

/** A script publishes what it sees, so that a notebook that is off has no datapoints. */
function publishedOf(account: Account, query: NotebookQuery): readonly Datapoint[] {
  const { notebook: id, namespace, name, dimension, from, to } = query;
  const published = account.published.get(id);
  const notebook = account.notebooks.get(id);
  if (!published || notebook?.status !== 'InService') return [];
  const isAsked =
    published.namespace === namespace &&
    published.name === name &&
    published.dimension === dimension;
  if (!isAsked) return [];
  const points: Datapoint[] = [];
  const first = Math.ceil(Math.max(from, notebook.lastModifiedAt) / PERIOD);
  const now = account.engine.now();
  for (
    let at = instant(first * PERIOD);
    at < to && plus(at, PERIOD) <= now;
    at = plus(at, PERIOD)
  ) {
    const value = published.valueAt(at);
    if (value !== null) points.push({ at, value });
  }
  return points;
}

/** A call each, as AWS answers them. */
export function readNotebookMetrics(
  { account, gate, mishaps }: Caller,
  queries: readonly NotebookQuery[],
): Promise<readonly NotebookReading[]> {
  const operation = 'cloudwatch:GetMetricStatistics';
  const work = (): readonly NotebookReading[] => {
    const refusals = queries.map(() => mishaps.refusalOf(operation));
    const refused = refusals.find((one) => one !== null) ?? null;
    const at = account.engine.now();
    const requests = queries.length;
    account.journal.write({ kind: 'read', at, actor: gate.actor, operation, refused, requests });
    return queries.map((query, index) => {
      const no = refusals[index] ?? null;
      return { ...query, series: no ? incomplete(no) : complete(publishedOf(account, query)) };
    });
  };
  return gate.call({ to: 'cloudwatch', answerLost: mishaps.losesAnswer(), work });
}
