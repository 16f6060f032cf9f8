import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import * as z from 'zod';
import { incomplete } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import { type Instant, instant, plus, seconds } from '../../model/instant.ts';
import {
  type Datapoint,
  METRIC_PERIOD_SECONDS,
  type MetricQuery,
  type MetricReading,
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

const datapointDocument = z
  .object({ Timestamp: timeDocument, Average: z.number().optional(), Sum: z.number().optional() })
  .transform(({ Timestamp, Average, Sum }) => ({ at: Timestamp, value: Average ?? Sum }))
  .pipe(z.object({ at: z.custom<Instant>(), value: z.number('has no statistic') }));

const answerDocument = z.object({ Datapoints: z.array(datapointDocument).default([]) });

const spansOf = ({ from, to }: MetricQuery): readonly { from: Instant; to: Instant }[] => {
  const end = alignedAfter(to);
  const spans: { from: Instant; to: Instant }[] = [];
  for (let at = alignedBefore(from); at < end; at = plus(at, CALL_SPAN)) {
    spans.push({ from: at, to: instant(Math.min(end, plus(at, CALL_SPAN))) });
  }
  return spans;
};

async function readSpan(
  client: CloudWatchClient,
  query: MetricQuery,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<readonly Datapoint[]> {
  const answer = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/EC2',
      MetricName: query.metric,
      Dimensions: [{ Name: 'InstanceId', Value: query.instanceId }],
      StartTime: new Date(span.from),
      EndTime: new Date(span.to),
      Period: METRIC_PERIOD_SECONDS,
      Statistics: [statisticOf(query.metric)],
    }),
  );
  return parseDocument(answerDocument, answer, query.instanceId).Datapoints;
}

async function readSeries(
  client: CloudWatchClient,
  query: MetricQuery,
): Promise<readonly Datapoint[]> {
  const points: Datapoint[] = [];
  for (const span of spansOf(query)) points.push(...(await readSpan(client, query, span)));
  return wholePeriods(points, query);
}

function readOneByOne(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
): Promise<readonly MetricReading[]> {
  // The action knows no resources: who is denied once is denied always.
  let denied: Fault | null = null;
  return mapConcurrently(queries, CONCURRENT_CALLS, async (query): Promise<MetricReading> => {
    if (denied) return { ...query, series: incomplete(denied) };
    const series = await readFamily(ACTION, () => readSeries(client, query));
    if (!series.complete && series.fault.code === 'access-denied') denied = series.fault;
    return { ...query, series };
  });
}

/** Free calls first; what is beyond them goes by GetMetricData, 500 queries a call. */
export const cloudwatchMetrics = (client: CloudWatchClient): Metrics => ({
  async read(queries, freeCalls) {
    const [free, charged] = await Promise.all([
      readOneByOne(client, queries.slice(0, freeCalls)),
      readMetricData(client, queries.slice(freeCalls)),
    ]);
    return [...free, ...charged];
  },
});
