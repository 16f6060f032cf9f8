import { complete, type Family, incomplete } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import type { Datapoint, MetricQuery, MetricReading } from '../../model/metric.ts';
import type { Metrics } from '../cloud.ts';
import type { Account } from './account.ts';
import type { SeriesLookup } from './datapoints.ts';
import type { Gate } from './gate.ts';
import type { Mishaps } from './mishaps.ts';
import { readNotebookMetrics } from './notebook-metrics.ts';

export interface MetricsOptions {
  readonly account: Account;
  readonly gate: Gate;
  readonly mishaps: Mishaps;
  readonly datapoints: SeriesLookup;
}

const ONE_BY_ONE = 'cloudwatch:GetMetricStatistics';
const IN_BATCHES = 'cloudwatch:GetMetricData';
/** The most queries of one GetMetricData call. */
const BATCH = 500;

/** Both ways over what the machines did. An unknown instance has no datapoints. */
export function createMetrics({ account, gate, mishaps, datapoints }: MetricsOptions): Metrics {
  const { engine, journal, machines } = account;
  const { actor } = gate;

  const seriesFor = ({ instanceId, metric, from, to }: MetricQuery): Family<Datapoint> => {
    const machine = machines.get(instanceId);
    return complete(machine ? datapoints(machine, metric).between(from, to) : []);
  };
  /** What is refused is the call, with all queries in it. */
  const read = (
    queries: readonly MetricQuery[],
    { operation, size }: { readonly operation: string; readonly size: number },
  ): readonly MetricReading[] => {
    let firstRefused: Fault | null = null;
    let refused: Fault | null = null;
    const readings = queries.map((query, index) => {
      if (index % size === 0) refused = mishaps.refusalOf(operation);
      firstRefused ??= refused;
      return { ...query, series: refused ? incomplete(refused) : seriesFor(query) };
    });
    // Either way each metric is counted: as a free request, or as a charged metric.
    const requests = queries.length;
    const told = { operation, refused: firstRefused, requests };
    journal.write({ kind: 'read', at: engine.now(), actor, ...told });
    return readings;
  };
  const readBoth = (queries: readonly MetricQuery[], freeCalls: number) => {
    const free = queries.slice(0, freeCalls);
    const charged = queries.slice(freeCalls);
    return [
      ...(free.length > 0 ? read(free, { operation: ONE_BY_ONE, size: 1 }) : []),
      ...(charged.length > 0 ? read(charged, { operation: IN_BATCHES, size: BATCH }) : []),
    ];
  };
  return {
    readNotebooks: (queries) => readNotebookMetrics({ account, gate, mishaps }, queries),
    read: (queries, freeCalls) => {
      const answerLost = mishaps.losesAnswer();
      const work = () => readBoth(queries, freeCalls);
      return gate.call({ to: 'cloudwatch', answerLost, work });
    },
  };
}
