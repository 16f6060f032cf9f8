/** What one alarm of DescribeAlarms takes of the free ten, and whether it watches as ours do. */
import * as z from 'zod';
import type { Alarm, LowCpuWatch } from '../../model/alarm.ts';
import { isInstanceId } from '../../model/ids.ts';
import { METRIC_PERIOD_SECONDS } from '../../model/metric.ts';

const metricDocument = z.object({
  MetricStat: z.object({ Period: z.number().optional() }).optional(),
  Expression: z.string().optional(),
  Period: z.number().optional(),
});

export const alarmDocument = z.object({
  AlarmName: z.string().min(1),
  AlarmArn: z.string().min(1),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Statistic: z.string().optional(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
  Period: z.number().optional(),
  EvaluationPeriods: z.number().optional(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.number().optional(),
  ComparisonOperator: z.string().optional(),
  TreatMissingData: z.string().optional(),
  Metrics: z.array(metricDocument).optional(),
});
export type AlarmDocument = z.output<typeof alarmDocument>;

/** Below a minute an alarm is of high resolution, and never free. */
const STANDARD_SECONDS = 60;

const isInsightsQuery = ({ Expression }: z.output<typeof metricDocument>): boolean =>
  /^\s*select\b/i.test(Expression ?? '');

/** An anomaly alarm is billed for its metric and for both bounds of the band. */
const isBand = ({ Expression }: z.output<typeof metricDocument>): boolean =>
  /\bANOMALY_DETECTION_BAND\b/.test(Expression ?? '');

/**
 * Counted rather too high than too low where AWS's price page leaves it open: what is counted too
 * low would cost the owner 0.10 USD a month.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_billing.html
 */
function freeMetricsOf({ Metrics = [], Period = METRIC_PERIOD_SECONDS }: AlarmDocument): number {
  if (Metrics.length === 0) return Period < STANDARD_SECONDS ? 0 : 1;
  if (Metrics.some(isInsightsQuery)) return 0;
  const listed = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
  const isHigh = listed.some((metric) => (metric.Period ?? STANDARD_SECONDS) < STANDARD_SECONDS);
  if (isHigh) return 0;
  return Math.max(1, listed.length + 2 * Metrics.filter(isBand).length);
}

function watchOf(document: AlarmDocument): LowCpuWatch | null {
  const { Dimensions = [], Period, EvaluationPeriods, Threshold, DatapointsToAlarm } = document;
  const [dimension, ...more] = Dimensions;
  if (!isLowCpu(document) || dimension?.Name !== 'InstanceId' || more.length > 0) return null;
  if (Period === undefined || EvaluationPeriods === undefined || Threshold === undefined) {
    return null;
  }
  if (!isInstanceId(dimension.Value)) return null;
  if ((DatapointsToAlarm ?? EvaluationPeriods) !== EvaluationPeriods) return null;
  return {
    instanceId: dimension.Value,
    belowPercent: Threshold,
    periodSeconds: Period,
    evaluationPeriods: EvaluationPeriods,
  };
}

const isLowCpu = (document: AlarmDocument): boolean =>
  document.Namespace === 'AWS/EC2' &&
  document.MetricName === 'CPUUtilization' &&
  document.Statistic === 'Average' &&
  document.ComparisonOperator === 'LessThanThreshold' &&
  (document.TreatMissingData ?? 'missing') === 'missing';

export const alarmOf = (
  document: AlarmDocument,
  { region, managed }: Pick<Alarm, 'region' | 'managed'>,
): Alarm => ({
  name: document.AlarmName,
  region,
  freeMetrics: freeMetricsOf(document),
  managed,
  watch: watchOf(document),
});
