import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import * as z from 'zod';
import { type Family, incomplete } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import { type Instant, instant, plus, seconds } from '../../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricQuery,
  type MetricReading,
  type NotebookQuery,
  statisticOf,
} from '../../model/metric.ts';
import type { Metrics } from '../cloud.ts';
import { mapConcurrently } from './concurrency.ts';
import { parseDocument, timeDocument } from './documents.ts';
import { readMetricData } from './metric-data.ts';
import { alignedAfter, alignedBefore, wholePeriods } from './metric-periods.ts';
import { readFamily } from './pages.ts';

/** GetMetricStatistics allows 400 calls a second; more at once would not be answered sooner. */
const CONCURRENT_CALLS = 10;

/** The most datapoints of one answer: five days of five minutes. */
const DATAPOINTS_MAX = 1_440;

const CALL_SPAN = seconds(METRIC_PERIOD_SECONDS * DATAPOINTS_MAX);

const ACTION = 'cloudwatch:GetMetricStatistics';

type Statistic = 'Average' | 'Sum' | 'Maximum';

/** A datapoint has the statistic that was asked for; no other stands in for it. */
const answerDocument = (statistic: Statistic) => {
  const point = z
    .looseObject({ Timestamp: timeDocument })
    .transform((fields) => ({ at: fields.Timestamp, value: fields[statistic] }))
    .pipe(z.object({ at: z.custom<Instant>(), value: z.number('has no statistic') }));
  return z.object({ Datapoints: z.array(point).default([]) });
};

/** One metric by one dimension. */
interface Measured {
  readonly namespace: string;
  readonly name: string;
  readonly dimension: { readonly Name: string; readonly Value: string };
  readonly statistic: Statistic;
  readonly from: Instant;
  readonly to: Instant;
}

const ofInstance = ({ instanceId, metric, from, to }: MetricQuery): Measured => ({
  namespace: 'AWS/EC2',
  name: metric,
  dimension: { Name: 'InstanceId', Value: instanceId },
  statistic: statisticOf(metric),
  from,
  to,
});

const ofNotebook = ({
  namespace,
  name,
  dimension,
  notebook,
  from,
  to,
}: NotebookQuery): Measured => ({
  namespace,
  name,
  dimension: { Name: dimension, Value: notebook },
  statistic: 'Maximum',
  from,
  to,
});

const spansOf = ({ from, to }: Measured): readonly { from: Instant; to: Instant }[] => {
  const end = alignedAfter(to);
  const spans: { from: Instant; to: Instant }[] = [];
  for (let at = alignedBefore(from); at < end; at = plus(at, CALL_SPAN)) {
    spans.push({ from: at, to: instant(Math.min(end, plus(at, CALL_SPAN))) });
  }
  return spans;
};

async function readSpan(
  client: CloudWatchClient,
  { namespace, name, dimension, statistic }: Measured,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<readonly Datapoint[]> {
  const answer = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: namespace,
      MetricName: name,
      Dimensions: [dimension],
      StartTime: new Date(span.from),
      EndTime: new Date(span.to),
      Period: METRIC_PERIOD_SECONDS,
      Statistics: [statistic],
    }),
  );
  return parseDocument(answerDocument(statistic), answer, dimension.Value).Datapoints;
}

async function readSeries(
  client: CloudWatchClient,
  measured: Measured,
): Promise<readonly Datapoint[]> {
  const points: Datapoint[] = [];
  for (const span of spansOf(measured)) points.push(...(await readSpan(client, measured, span)));
  return wholePeriods(points, measured);
}

function readOneByOne<Query>(
  client: CloudWatchClient,
  queries: readonly Query[],
  measuredBy: (query: Query) => Measured,
): Promise<readonly (Query & { readonly series: Family<Datapoint> })[]> {
  // The action knows no resources: who is denied once is denied always.
  let denied: Fault | null = null;
  return mapConcurrently(queries, CONCURRENT_CALLS, async (query) => {
    if (denied) return { ...query, series: incomplete(denied) };
    const series = await readFamily(ACTION, () => readSeries(client, measuredBy(query)));
    if (!series.complete && series.fault.code === 'access-denied') denied = series.fault;
    return { ...query, series };
  });
}

export const readFreely = (
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
): Promise<readonly MetricReading[]> => readOneByOne(client, queries, ofInstance);

/** Free calls first; what is beyond them goes by GetMetricData, 500 queries a call. */
export const cloudwatchMetrics = (client: CloudWatchClient): Metrics => ({
  async read(queries, freeCalls) {
    const [free, charged] = await Promise.all([
      readFreely(client, queries.slice(0, freeCalls)),
      readMetricData(client, queries.slice(freeCalls)),
    ]);
    return [...free, ...charged];
  },
  readNotebooks: (queries) => readOneByOne(client, queries, ofNotebook),
});
