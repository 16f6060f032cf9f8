import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cloudwatchMetrics } from '../../src/lib/cloud/aws/cloudwatch.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { type Instant, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { MetricName, MetricQuery } from '../../src/lib/model/metric.ts';
import { instanceId } from './ec2-documents.ts';
import { type Answerer, type WireRequest, wire } from './wire.ts';
import { jsonRefusal, ok } from './xml.ts';

const T0 = instant(Date.UTC(2026, 10, 22, 12));
const at = (minute: number): Instant => plus(T0, minutes(minute));
const seconds = (minute: number): number => at(minute) / 1_000;

const query = (
  number = 1,
  { metric = 'CPUUtilization', to = 60 }: { metric?: MetricName; to?: number } = {},
): MetricQuery => ({
  instanceId: idOf(isInstanceId, instanceId(number)),
  metric,
  from: at(0),
  to: at(to),
});

const dataRequest = z.object({
  MetricDataQueries: z.array(
    z.object({ Id: z.string(), MetricStat: z.object({ Period: z.number(), Stat: z.string() }) }),
  ),
  StartTime: z.number(),
  EndTime: z.number(),
  NextToken: z.string().optional(),
});
const readRequest = ({ document }: WireRequest) => dataRequest.parse(document);

/** Two datapoints of each metric, the newest first. */
const twoPoints: Answerer = (request) =>
  ok(
    JSON.stringify({
      MetricDataResults: readRequest(request).MetricDataQueries.map(({ Id }) => ({
        Id,
        StatusCode: 'Complete',
        Timestamps: [seconds(5), seconds(0)],
        Values: [2, 1],
      })),
    }),
  );

function metricsOver(answer: Answerer) {
  const { settings, requests } = wire(answer);
  return { metrics: cloudwatchMetrics(new CloudWatchClient(settings)), requests };
}

const TWO = [
  { at: at(0), value: 1 },
  { at: at(5), value: 2 },
];

describe('reading metrics in batches', () => {
  it('asks for 500 metrics a call, and answers in the order of the questions', async () => {
    const { metrics, requests } = metricsOver(twoPoints);
    const queries = Array.from({ length: 1_001 }, (_, number) => query(number));
    const readings = await metrics.read(queries, 0);
    const sizes = requests.map((request) => readRequest(request).MetricDataQueries.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([500, 500, 1]);
    expect(readings.map(({ instanceId: id }) => id)).toEqual(queries.map((one) => one.instanceId));
    expect(readings.every(({ series }) => series.complete && series.items.length === 2)).toBe(true);
  });

  it('spends the free calls first', async () => {
    const { metrics, requests } = metricsOver((request, index) =>
      request.action === 'GetMetricData'
        ? twoPoints(request, index)
        : ok(JSON.stringify({ Datapoints: [] })),
    );
    await metrics.read([query(1), query(2), query(3)], 2);
    expect(requests.map(({ action }) => action).toSorted()).toEqual([
      'GetMetricData',
      'GetMetricStatistics',
      'GetMetricStatistics',
    ]);
  });

  it('reads pages to the last, and puts the parts of a metric together', async () => {
    const parts = [
      { StatusCode: 'PartialData', Timestamps: [seconds(5)], Values: [2] },
      { StatusCode: 'Complete', Timestamps: [seconds(0)], Values: [1] },
    ];
    const { metrics } = metricsOver((request) => {
      const isSecond = readRequest(request).NextToken === 'more';
      return ok(
        JSON.stringify({
          MetricDataResults: [{ Id: 'm0', ...parts[isSecond ? 1 : 0] }],
          NextToken: isSecond ? undefined : 'more',
        }),
      );
    });
    const [reading] = await metrics.read([query()], 0);
    expect(reading?.series).toEqual({ complete: true, items: TWO });
  });

  it('takes a page token that comes twice for an unreadable answer', async () => {
    const { metrics } = metricsOver(() =>
      ok(JSON.stringify({ MetricDataResults: [], NextToken: 'again' })),
    );
    const [reading] = await metrics.read([query()], 0);
    expect(reading?.series).toMatchObject({ fault: { code: 'unreadable-page' } });
  });

  it('gives spans of their own calls of their own, in whole periods', async () => {
    const { metrics, requests } = metricsOver(twoPoints);
    await metrics.read([query(1), query(2, { to: 33 }), query(3)], 0);
    const spans = requests.map(readRequest).map(({ StartTime, EndTime }) => [StartTime, EndTime]);
    expect(spans.toSorted()).toEqual([
      [seconds(0), seconds(35)],
      [seconds(0), seconds(60)],
    ]);
  });

  it('takes the average of CPU and the sum of everything else', async () => {
    const { metrics, requests } = metricsOver(twoPoints);
    await metrics.read([query(1), query(1, { metric: 'NetworkIn' })], 0);
    const [asked] = requests.map(readRequest);
    expect(asked?.MetricDataQueries.map(({ MetricStat }) => MetricStat)).toEqual([
      { Period: 300, Stat: 'Average' },
      { Period: 300, Stat: 'Sum' },
    ]);
  });

  it.each([
    ['InternalError', 'unreadable-page'],
    ['PartialData', 'unreadable-page'],
    ['Forbidden', 'access-denied'],
  ])('is incomplete for the metric that ends with %s, and for no other', async (status, code) => {
    const { metrics } = metricsOver(() =>
      ok(
        JSON.stringify({
          MetricDataResults: [
            { Id: 'm0', StatusCode: status, Timestamps: [], Values: [] },
            { Id: 'm1', StatusCode: 'Complete', Timestamps: [], Values: [] },
          ],
        }),
      ),
    );
    const readings = await metrics.read([query(1), query(2)], 0);
    expect(readings[0]?.series).toMatchObject({ complete: false, fault: { code } });
    expect(readings[1]?.series).toEqual({ complete: true, items: [] });
  });

  it('is incomplete for a metric that AWS left out', async () => {
    const { metrics } = metricsOver(() => ok(JSON.stringify({ MetricDataResults: [] })));
    const [reading] = await metrics.read([query()], 0);
    expect(reading?.series).toMatchObject({ fault: { code: 'unreadable-page' } });
  });

  it.each([
    ['throttled', jsonRefusal('ThrottlingException', 'Rate exceeded')],
    ['access-denied', jsonRefusal('AccessDenied', 'No.', 403)],
  ] as const)('is incomplete for every metric of a call that is %s', async (code, refusal) => {
    const { metrics } = metricsOver(() => refusal);
    const readings = await metrics.read([query(1), query(2)], 0);
    expect(readings.map(({ series }) => !series.complete && series.fault.code)).toEqual([
      code,
      code,
    ]);
  });

  it('asks nothing where there is nothing to ask', async () => {
    const { metrics, requests } = metricsOver(twoPoints);
    expect(await metrics.read([], 0)).toEqual([]);
    expect(requests).toEqual([]);
  });
});
