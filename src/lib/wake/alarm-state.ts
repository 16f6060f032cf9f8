import * as z from 'zod';
import { type InstanceId, isInstanceId } from '../model/ids.ts';
import { complaintOf, plain } from './complaint.ts';
import { type Reading, WHOLE_REGION } from './reading.ts';

/** One entry of an alarm: a metric, or an expression (metric math, Metrics Insights). */
const AlarmMetric = z.object({
  metricStat: z
    .object({
      metric: z.object({
        namespace: z.string().optional(),
        dimensions: z.record(z.string(), z.string()).optional(),
      }),
    })
    .optional(),
  expression: z.string().optional(),
});

/** A composite alarm has an `alarmRule` and no metrics. The new state itself is not read. */
const AlarmState = z.object({
  alarmName: z.string(),
  configuration: z.object({ metrics: z.array(AlarmMetric).optional() }),
  /** In "CloudWatch Alarm Contributor State Change": the values of the query's GROUP BY keys. */
  alarmContributor: z.object({ attributes: z.record(z.string(), z.string()) }).optional(),
});
type AlarmState = z.infer<typeof AlarmState>;

const dimensionsOf = ({ alarmContributor, configuration }: AlarmState) => [
  alarmContributor?.attributes,
  ...(configuration.metrics ?? []).map((entry) => entry.metricStat?.metric.dimensions),
];

function instancesOf(alarm: AlarmState): readonly InstanceId[] {
  const named = dimensionsOf(alarm).map((dimensions) => dimensions?.['InstanceId'] ?? '');
  return [...new Set(named.filter(isInstanceId))];
}

const isAboutEc2 = ({ metricStat, expression }: z.infer<typeof AlarmMetric>): boolean =>
  metricStat?.metric.namespace === 'AWS/EC2' || (expression ?? '').includes('"AWS/EC2"');

/**
 * An alarm that names no instance may still be about some: of an Auto Scaling group, of a query
 * over all instances, or of whatever lies under a composite alarm. Then the Region is looked at.
 */
const mayConcernInstances = ({ configuration: { metrics } }: AlarmState): boolean =>
  metrics === undefined || metrics.some(isAboutEc2);

/** CloudWatch Alarm State Change and Alarm Contributor State Change, whatever the new state. */
export function readAlarmState(detail: unknown): Reading {
  const parsed = AlarmState.safeParse(detail);
  if (!parsed.success) return { why: complaintOf(parsed.error, ['detail']) };
  const ids = instancesOf(parsed.data);
  if (ids.length > 0) return { cause: 'alarm', scope: { kind: 'instances', ids } };
  if (mayConcernInstances(parsed.data)) return { cause: 'alarm', scope: WHOLE_REGION };
  return { why: `the alarm ${JSON.stringify(plain(parsed.data.alarmName))} watches no instance` };
}
