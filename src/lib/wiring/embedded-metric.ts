import type { Instant } from '../model/instant.ts';

const NAMESPACE = 'Tierkeeper';

/**
 * Every metric that Tierkeeper puts, without dimensions: each name with each set of dimensions is
 * one of the account's ten free custom metrics, and 0.30 USD a month beyond them.
 */
export type MetricName =
  | 'NoopWakes'
  /** Looks at the whole Region that came to their end: none for 15 minutes is an alarm. */
  | 'RegionLooksCompleted';

/**
 * The members that make a JSON log line a data point in CloudWatch too (embedded metric format):
 * no call, no permission, no charge but the line's bytes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedMetric = (
  name: MetricName,
  value: number,
  at: Instant,
): Readonly<Record<string, unknown>> => ({
  _aws: {
    Timestamp: at,
    CloudWatchMetrics: [
      { Namespace: NAMESPACE, Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] },
    ],
  },
  [name]: value,
});
