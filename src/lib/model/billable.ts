/** What AWS meters of an account's services by the month, and how much of it is free for ever. */
import type { PriceConfidence } from './price.ts';

/**
 * A month's units, each as its allowance is given: provisioned DynamoDB units, alarms and metrics
 * are those held through the whole month, gigabytes are 10^9 bytes.
 */
export const BILLABLE_UNITS = [
  'lambda-requests',
  'lambda-gb-seconds',
  /** All of CloudWatch's API but GetMetricData. */
  'cloudwatch-requests',
  /** Metrics that GetMetricData was asked for. */
  'cloudwatch-metric-data',
  'cloudwatch-alarms',
  /** Custom metrics. */
  'cloudwatch-metrics',
  'log-gigabytes',
  /** Publishes by 64 KB, and SNS's other calls. */
  'sns-requests',
  'sns-emails',
  'scheduler-invocations',
  'dynamodb-write-units',
  'dynamodb-read-units',
  'dynamodb-gigabytes',
  /** Sends, and receives of an event source, which asks whether there is anything or not. */
  'sqs-requests',
  /** Custom events by 64 KB; those of AWS's own services are free. */
  'eventbridge-events',
  /** Standard parameters, read at the standard rate. */
  'ssm-requests',
  'kms-requests',
  /** Of the bucket that deploys go through. */
  's3-gigabytes',
  /** PUT, COPY, POST and LIST. */
  's3-writes',
  's3-reads',
  /** Out to the internet: pages, and what goes to Slack. */
  'transfer-gigabytes',
  /** To other Regions of AWS: the calls of the daily sweep. */
  'region-gigabytes',
] as const;

export type BillableUnit = (typeof BILLABLE_UNITS)[number];

/** One dated amount: so much of a unit is free, or a unit beyond that costs so many USD. */
export interface AlwaysFreeRow {
  readonly unit: BillableUnit;
  readonly tells: 'free' | 'usd';
  readonly amount: number;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  readonly confidence: PriceConfidence;
}

/** How much of each unit; what is not named is not used. */
export type Usage = Readonly<Partial<Record<BillableUnit, number>>>;
