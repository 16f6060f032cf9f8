import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cloudwatchMetrics } from '../../src/lib/cloud/aws/cloudwatch.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { days, type Instant, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { MetricName, MetricQuery } from '../../src/lib/model/metric.ts';
import { instanceId } from './ec2-documents.ts';
import { type Answerer, type WireRequest, wire } from './wire.ts';
import { jsonRefusal, ok } from './xml.ts';

const ALL_FREE = 1_000;
const T0 = instant(Date.UTC(2026, 10, 22, 12));
const at = (minute: number): Instant => plus(T0, minutes(minute));

const query = (
  span: { readonly from: Instant; readonly to: Instant },
  metric: MetricName = 'CPUUtilization',
): MetricQuery => ({ instanceId: idOf(isInstanceId, instanceId(1)), metric, ...span });

const statisticsRequest = z.object({
  MetricName: z.string(),
  StartTime: z.number(),
  EndTime: z.number(),
  Statistics: z.array(z.string()),
});

const readRequest = ({ document }: WireRequest) => statisticsRequest.parse(document);

/** A datapoint every five minutes from StartTime, newest first, as CloudWatch may answer. */
const everyFiveMinutes: Answerer = (request) => {
  const { StartTime, EndTime, Statistics } = readRequest(request);
  const Datapoints: Record<string, unknown>[] = [];
  for (let seconds = StartTime; seconds < EndTime; seconds += 300) {
    Datapoints.unshift({ Timestamp: seconds, [Statistics[0] ?? '']: 1.5, Unit: 'Percent' });
  }
  return ok(JSON.stringify({ Label: 'CPUUtilization', Datapoints }));
};

function metricsOver(answer: Answerer) {
  const { settings, requests } = wire(answer);
  return { metrics: cloudwatchMetrics(new CloudWatchClient(settings)), requests };
}

describe('reading metrics', () => {
  it('gives whole five minutes of the span, ascending, in whatever order AWS answers', async () => {
    const { metrics } = metricsOver(everyFiveMinutes);
    const [reading] = await metrics.read([query({ from: at(3), to: at(20) })], ALL_FREE);
    expect(reading?.series).toEqual({
      complete: true,
      items: [5, 10, 15].map((minute) => ({ at: at(minute), value: 1.5 })),
    });
  });

  it('asks for whole periods at both ends, so that no sum lacks a part', async () => {
    const { metrics, requests } = metricsOver(everyFiveMinutes);
    await metrics.read([query({ from: at(3), to: at(18) }, 'NetworkIn')], ALL_FREE);
    const [asked] = requests.map(readRequest);
    expect(asked).toMatchObject({ StartTime: at(0) / 1_000, EndTime: at(20) / 1_000 });
  });

  it('takes the average of CPU and the sum of everything else', async () => {
    const { metrics, requests } = metricsOver(everyFiveMinutes);
    const span = { from: at(0), to: at(60) };
    await metrics.read(
      [query(span), query(span, 'NetworkIn'), query(span, 'EBSReadOps')],
      ALL_FREE,
    );
    const statistics = requests.map((request) => {
      const { MetricName, Statistics } = readRequest(request);
      return [MetricName, ...Statistics];
    });
    expect(statistics).toEqual([
      ['CPUUtilization', 'Average'],
      ['NetworkIn', 'Sum'],
      ['EBSReadOps', 'Sum'],
    ]);
  });

  it('splits a span of more datapoints than one answer holds', async () => {
    const { metrics, requests } = metricsOver(everyFiveMinutes);
    const [reading] = await metrics.read([query({ from: T0, to: plus(T0, days(11)) })], ALL_FREE);
    expect(reading?.series.complete && reading.series.items).toHaveLength(11 * 288);
    expect(requests).toHaveLength(3);
  });

  it('answers in the order of the questions', async () => {
    const { metrics } = metricsOver(everyFiveMinutes);
    const queries = Array.from({ length: 40 }, (_, index) =>
      query({ from: at(0), to: at(5 * (index + 1)) }),
    );
    const readings = await metrics.read(queries, ALL_FREE);
    expect(readings.map(({ series }) => series.complete && series.items.length)).toEqual(
      queries.map((_, index) => index + 1),
    );
  });

  it('is incomplete for the query that is refused, and for no other', async () => {
    const { metrics } = metricsOver((request, index) =>
      readRequest(request).MetricName === 'NetworkIn'
        ? jsonRefusal('ThrottlingException', 'Rate exceeded')
        : everyFiveMinutes(request, index),
    );
    const span = { from: at(0), to: at(60) };
    const readings = await metrics.read([query(span), query(span, 'NetworkIn')], ALL_FREE);
    expect(readings.map(({ series }) => series.complete)).toEqual([true, false]);
    expect(readings[1]?.series).toMatchObject({ fault: { code: 'throttled' } });
  });

  it('does not go on asking what IAM denies', async () => {
    const { metrics, requests } = metricsOver(() => jsonRefusal('AccessDenied', 'No.', 403));
    const span = { from: at(0), to: at(60) };
    const readings = await metrics.read(
      Array.from({ length: 500 }, () => query(span)),
      ALL_FREE,
    );
    expect(readings).toHaveLength(500);
    expect(readings[499]?.series).toMatchObject({
      fault: { code: 'access-denied', permission: 'cloudwatch:GetMetricStatistics' },
    });
    expect(requests.length).toBeLessThanOrEqual(20);
  });

  it('is incomplete where a datapoint lacks its statistic', async () => {
    const answer = { Datapoints: [{ Timestamp: T0 / 1_000, Maximum: 3 }] };
    const { metrics } = metricsOver(() => ok(JSON.stringify(answer)));
    const [reading] = await metrics.read([query({ from: at(0), to: at(60) })], ALL_FREE);
    expect(reading?.series).toMatchObject({ fault: { code: 'unreadable-page' } });
  });
});
