import type { MicroUsd } from './money.ts';

/** What "a month" means wherever an hourly price is shown by the month: 365 * 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** How a price is known: A from an AWS artefact, B from published bills, C from third parties. */
export type PriceConfidence = 'A' | 'B' | 'C';

/** One dated price with where it came from. */
export interface PriceRow {
  /** For example `instance/us-east-1/t3.micro/linux`; see `isPriceKey`. */
  readonly key: string;
  readonly price: MicroUsd;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  readonly confidence: PriceConfidence;
}

const PRICE_KEYS = [
  /^instance\/[a-z0-9-]+\/[a-z0-9.-]+\/(linux|windows)$/,
  /^volume\/[a-z0-9-]+\/[a-z0-9]+\/(gib|iops|mibps)-month$/,
  /^public-ipv4\/[a-z0-9-]+\/hour$/,
];

/**
 * The stable names of prices, in the table and in the policy's overrides:
 * `instance/REGION/TYPE/linux` (or `windows`), `volume/REGION/TYPE/gib-month` (also `iops-month`
 * and `mibps-month`, for what is provisioned beyond the baseline), `public-ipv4/REGION/hour`.
 */
export const isPriceKey = (key: string): boolean => PRICE_KEYS.some((form) => form.test(key));

/**
 * Dated prices in micro-USD. An unknown price is null, never zero: the sum that lacks it is called
 * partial.
 */
export interface PriceTable {
  /** Date of the newest row, `YYYY-MM-DD`; empty when the table has no rows. */
  readonly asOf: string;
  /** On-demand price of a running hour. */
  instanceHour(of: {
    readonly type: string;
    readonly region: string;
    readonly platform: 'linux' | 'windows';
  }): MicroUsd | null;
  /** A month of the volume as it is: storage, provisioned IOPS and throughput. */
  volumeMonth(of: {
    readonly type: string;
    readonly region: string;
    readonly sizeGiB: number;
    readonly iops: number | null;
    readonly throughputMiBps: number | null;
  }): MicroUsd | null;
  /** An hour of a public IPv4 address, in use or idle. */
  publicIpv4Hour(region: string): MicroUsd | null;
}
