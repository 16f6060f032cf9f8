import { complete, type Family, incomplete } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import type { Datapoint, MetricQuery, MetricReading } from '../../model/metric.ts';
import type { Metrics } from '../cloud.ts';
import type { Account } from './account.ts';
import type { SeriesLookup } from './datapoints.ts';
import type { Gate } from './gate.ts';
import type { Mishaps } from './mishaps.ts';

export interface MetricsOptions {
  readonly account: Account;
  readonly gate: Gate;
  readonly mishaps: Mishaps;
  readonly datapoints: SeriesLookup;
}

const OPERATION = 'cloudwatch:GetMetricStatistics';

/** GetMetricStatistics over what the machines did. An unknown instance has no datapoints. */
export function createMetrics({ account, gate, mishaps, datapoints }: MetricsOptions): Metrics {
  const { engine, journal, machines } = account;
  const { actor } = gate;

  const seriesFor = ({ instanceId, metric, from, to }: MetricQuery): Family<Datapoint> => {
    const machine = machines.get(instanceId);
    return complete(machine ? datapoints(machine, metric).between(from, to) : []);
  };
  const read = (queries: readonly MetricQuery[]): readonly MetricReading[] => {
    let firstRefused: Fault | null = null;
    const readings = queries.map((query) => {
      const refused = mishaps.refusalOf(OPERATION);
      firstRefused ??= refused;
      return { ...query, series: refused ? incomplete(refused) : seriesFor(query) };
    });
    const at = engine.now();
    journal.write({ kind: 'read', at, actor, operation: OPERATION, refused: firstRefused });
    return readings;
  };
  return {
    read: (queries) => {
      const answerLost = mishaps.losesAnswer();
      return gate.call({ to: 'cloudwatch', answerLost, work: () => read(queries) });
    },
  };
}
