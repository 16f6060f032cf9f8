/**
 * How metrics are read, and what that costs a month. GetMetricStatistics is inside CloudWatch's
 * free million requests, GetMetricData is charged from the first metric
 * (aws.amazon.com/cloudwatch/pricing). So each pass makes as many free calls as a month of passes
 * can afford, and asks for what is beyond them in batches. Nothing has to be counted from month to
 * month: no pass can spend more than its part.
 */
import { type MicroUsd, microUsd } from '../model/money.ts';
import type { PriceTable } from '../model/price.ts';

/** GetMetricStatistics and most other calls together, for the whole account. */
const FREE_REQUESTS_PER_MONTH = 1_000_000;

/** The rest is for the owner's own callers, and for the passes that events bring about. */
const OUR_SHARE_PERCENT = 75;

/** A tick every five minutes of the longest month. */
export const PASSES_PER_MONTH = 31 * 24 * 12;

export interface MetricLoad {
  readonly queriesPerPass: number;
  readonly passesPerMonth: number;
}

/** How many of a pass's queries go which way. */
export interface MetricCalls {
  /** Each of them a GetMetricStatistics call. */
  readonly statistics: number;
  /** Metrics of GetMetricData, 500 a call. */
  readonly data: number;
}

/** So many free calls a pass may make. */
const freeCallsPerPass = (passesPerMonth: number): number =>
  Math.floor((FREE_REQUESTS_PER_MONTH * OUR_SHARE_PERCENT) / 100 / passesPerMonth);

export function metricCalls({ queriesPerPass, passesPerMonth }: MetricLoad): MetricCalls {
  const statistics = Math.min(queriesPerPass, freeCallsPerPass(passesPerMonth));
  return { statistics, data: queriesPerPass - statistics };
}

/**
 * How many more of this pass's queries may each be a free call. The million is the account's: each
 * of the Regions that ticks look at has its part of it.
 */
export const freeCallsLeft = (askedBefore: number, regions: number): number =>
  Math.max(0, freeCallsPerPass(PASSES_PER_MONTH * Math.max(1, regions)) - askedBefore);

/** What the metrics of GetMetricData cost a month; null where their price is not known. */
export function metricsMonth(
  load: MetricLoad,
  prices: Pick<PriceTable, 'metricRequested'>,
  region: string,
): MicroUsd | null {
  const { data } = metricCalls(load);
  if (data === 0) return microUsd(0);
  const price = prices.metricRequested(region);
  return price === null ? null : microUsd(price * data * load.passesPerMonth);
}
