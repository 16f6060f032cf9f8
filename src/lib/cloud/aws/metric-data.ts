/**
 * GetMetricData: 500 metrics and 100,800 datapoints a call, and the rest by NextToken
 * (AmazonCloudWatch/latest/APIReference/API_GetMetricData.html). It is charged by the metric.
 */
import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import * as z from 'zod';
import { complete, type Family, incomplete } from '../../model/family.ts';
import { fault } from '../../model/fault.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricQuery,
  type MetricReading,
  statisticOf,
} from '../../model/metric.ts';
import { mapConcurrently } from './concurrency.ts';
import { parseDocuments, timeDocument } from './documents.ts';
import { alignedAfter, alignedBefore, wholePeriods } from './metric-periods.ts';
import { chunksOf, readFamily, readPages } from './pages.ts';

const ACTION = 'cloudwatch:GetMetricData';
const QUERIES_MAX = 500;
/** A call of 500 hours is 7,500 datapoints, and 180,000 a second are allowed. */
const CONCURRENT_CALLS = 4;

const resultDocument = z
  .object({
    Id: z.string(),
    Timestamps: z.array(timeDocument).default([]),
    Values: z.array(z.number()).default([]),
    /** `PartialData` goes on with the next page. */
    StatusCode: z.enum(['Complete', 'PartialData', 'InternalError', 'Forbidden']),
  })
  .refine(({ Timestamps, Values }) => Timestamps.length === Values.length, {
    error: 'has not as many values as timestamps',
  });
type ResultDocument = z.output<typeof resultDocument>;

const idOf = (index: number): string => `m${index}`;

const asked = (query: MetricQuery, index: number): MetricDataQuery => ({
  Id: idOf(index),
  MetricStat: {
    Metric: {
      Namespace: 'AWS/EC2',
      MetricName: query.metric,
      Dimensions: [{ Name: 'InstanceId', Value: query.instanceId }],
    },
    Period: METRIC_PERIOD_SECONDS,
    Stat: statisticOf(query.metric),
  },
  ReturnData: true,
});

/** All of one span: a call has one beginning and one end. */
async function readBatch(
  client: CloudWatchClient,
  batch: readonly MetricQuery[],
): Promise<readonly ResultDocument[]> {
  const [first] = batch;
  if (!first) return [];
  const span = {
    StartTime: new Date(alignedBefore(first.from)),
    EndTime: new Date(alignedAfter(first.to)),
  };
  const documents = await readPages(async (NextToken) => {
    const MetricDataQueries = batch.map(asked);
    const page = await client.send(
      new GetMetricDataCommand({ ...span, MetricDataQueries, NextToken }),
    );
    return { documents: page.MetricDataResults, nextToken: page.NextToken };
  });
  return parseDocuments(resultDocument, documents, 'Id');
}

/** What AWS itself calls unfinished is no series: a gap in it would look like a quiet machine. */
function seriesOf(query: MetricQuery, parts: readonly ResultDocument[]): Family<Datapoint> {
  const status = parts.at(-1)?.StatusCode ?? 'missing';
  if (status !== 'Complete') {
    const code = status === 'Forbidden' ? 'access-denied' : 'unreadable-page';
    const permission = status === 'Forbidden' ? ACTION : null;
    const sentence = `GetMetricData ended with ${status} for ${query.metric}`;
    return incomplete(fault(code, sentence, { permission }));
  }
  const points = parts.flatMap(({ Timestamps, Values }) =>
    Timestamps.flatMap((at, index) => {
      const value = Values[index];
      return value === undefined ? [] : [{ at, value }];
    }),
  );
  return complete(wholePeriods(points, query));
}

async function readingsOf(
  client: CloudWatchClient,
  batch: readonly MetricQuery[],
): Promise<readonly MetricReading[]> {
  const results = await readFamily(ACTION, () => readBatch(client, batch));
  if (!results.complete) {
    return batch.map((query) => ({ ...query, series: incomplete(results.fault) }));
  }
  const byId = Map.groupBy(results.items, ({ Id }) => Id);
  return batch.map((query, index) => ({
    ...query,
    series: seriesOf(query, byId.get(idOf(index)) ?? []),
  }));
}

const keyOf = ({ instanceId, metric, from, to }: MetricQuery): string =>
  `${instanceId} ${metric} ${from} ${to}`;

/** In the order of the queries. */
export async function readMetricData(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
): Promise<readonly MetricReading[]> {
  const spans = Map.groupBy(queries, ({ from, to }) => `${from} ${to}`);
  const batches = [...spans.values()].flatMap((alike) => chunksOf(alike, QUERIES_MAX));
  const readings = await mapConcurrently(batches, CONCURRENT_CALLS, (batch) =>
    readingsOf(client, batch),
  );
  const byQuery = new Map(readings.flat().map((reading) => [keyOf(reading), reading]));
  return queries.flatMap((query) => byQuery.get(keyOf(query)) ?? []);
}
