import type { Cluster } from './cluster.ts';
import type { Database } from './database.ts';
import type { MicroUsd } from './money.ts';
import type { LoadBalancerType } from './network.ts';
import type { SearchDomain } from './search-domain.ts';

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

/** A price that cannot be read: it is left out, and the rest stands. */
export interface OddPrice {
  /** Of the owner's policy, or of the table that is shipped. */
  readonly of: 'policy' | 'table';
  /** Its name; of a part of the table that has none, which it is. */
  readonly row: string;
  readonly why: 'name' | 'amount' | 'source';
}

/** What a policy says of prices. */
export interface PolicyPrices {
  readonly known: Readonly<Record<string, MicroUsd>>;
  readonly odd: readonly OddPrice[];
}

const PRICE_KEYS = [
  /^instance\/[a-z0-9-]+\/[a-z0-9.-]+\/(linux|windows)$/,
  /^volume\/[a-z0-9-]+\/[a-z0-9]+\/(gib|iops|mibps)-month$/,
  /^snapshot\/[a-z0-9-]+\/gib-month$/,
  /^nat-gateway\/[a-z0-9-]+\/hour$/,
  /^load-balancer\/[a-z0-9-]+\/(application|network|gateway|classic)\/hour$/,
  /^public-ipv4\/[a-z0-9-]+\/hour$/,
  /^sagemaker\/[a-z0-9-]+\/(notebook|hosting|studio)\/ml\.[a-z0-9.-]+$/,
  /^metric-data\/[a-z0-9-]+\/metric$/,
  /^cluster\/[a-z0-9-]+\/(standard|extended)$/,
  /^search\/[a-z0-9-]+\/[a-z0-9.-]+\.search$/,
  /^search-storage\/[a-z0-9-]+\/[a-z0-9]+\/gib-month$/,
  /^database\/[a-z0-9-]+\/db\.[a-z0-9.-]+\/[a-z0-9-]+$/,
  /^database-storage\/[a-z0-9-]+\/[a-z0-9]+\/gib-month$/,
  /^surplus-credits\/t[a-z0-9]+\/(linux|windows)$/,
];

/**
 * The stable names of prices, in the table and in the policy's overrides:
 * `instance/REGION/TYPE/linux` (or `windows`), `volume/REGION/TYPE/gib-month` (also `iops-month`
 * and `mibps-month`, for what is provisioned beyond the baseline), `snapshot/REGION/gib-month`,
 * `nat-gateway/REGION/hour`, `load-balancer/REGION/application/hour` (or `network`, `gateway`,
 * `classic`), `public-ipv4/REGION/hour`,
 * `metric-data/REGION/metric` (one metric of one GetMetricData call),
 * `surplus-credits/FAMILY/linux` (or `windows`; 60 credits, the same in all Regions),
 * `database/REGION/CLASS/ENGINE` (an hour of RDS in one zone; CLASS is `db.t3.micro`, ENGINE
 * `mysql`), `database-storage/REGION/TYPE/gib-month`,
 * `cluster/REGION/standard` (or `extended`: an hour of an EKS control plane), for OpenSearch
 * `search/REGION/t3.small.search` (an hour of a node) and `search-storage/REGION/TYPE/gib-month`,
 * and `sagemaker/REGION/notebook/ml.t3.medium` (also `hosting` and `studio`).
 */
export const isPriceKey = (key: string): boolean => PRICE_KEYS.some((form) => form.test(key));

export type PricedDatabase = Pick<
  Database,
  'instanceClass' | 'engine' | 'multiAz' | 'clusterId' | 'sizeGiB' | 'storageType'
> &
  Pick<Database, 'iops' | 'throughputMiBps'> & {
    readonly region: string;
    readonly isRunning: boolean;
  };

export type PricedDomain = Pick<SearchDomain, 'data' | 'masters' | 'hasOtherNodes' | 'disk'> & {
  readonly region: string;
};

/**
 * Dated prices in micro-USD. An unknown price is null, never zero: the sum that lacks it is called
 * partial.
 */
export interface PriceTable {
  /** Date of the newest row, `YYYY-MM-DD`; empty when the table has no rows. */
  readonly asOf: string;
  /** What of it could not be read. */
  readonly odd: readonly OddPrice[];
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
  /** A GiB of a snapshot of the standard tier, which is incremental. */
  snapshotGibMonth(region: string): MicroUsd | null;
  /** An hour of a NAT gateway, without what passes through it. */
  natGatewayHour(region: string): MicroUsd | null;
  /** An hour of a load balancer, without capacity units and traffic. */
  loadBalancerHour(of: {
    readonly type: LoadBalancerType;
    readonly region: string;
  }): MicroUsd | null;
  /** A running hour of a SageMaker notebook instance; `type` is `ml.t3.medium`. */
  notebookHour(of: { readonly type: string; readonly region: string }): MicroUsd | null;
  /** An hour of one instance behind a SageMaker endpoint. */
  hostingHour(of: { readonly type: string; readonly region: string }): MicroUsd | null;
  /** A running hour of an app of SageMaker Studio. */
  studioHour(of: { readonly type: string; readonly region: string }): MicroUsd | null;
  /** An hour of a public IPv4 address, in use or idle. */
  publicIpv4Hour(region: string): MicroUsd | null;
  /** A month of an RDS instance with its storage; of the storage alone while it is stopped. */
  databaseMonth(of: PricedDatabase): MicroUsd | null;
  /** An hour of an EKS control plane. */
  clusterHour(of: Pick<Cluster, 'support' | 'tier'> & { readonly region: string }): MicroUsd | null;
  /** A month of all nodes of an OpenSearch domain with their disks. */
  searchMonth(of: PricedDomain): MicroUsd | null;
  /** One metric of a GetMetricData call, however many datapoints it has. */
  metricRequested(region: string): MicroUsd | null;
  /** A vCPU-hour of CPU credits that were spent before they were earned; `family` is `t3`. */
  surplusVcpuHour(of: {
    readonly family: string;
    readonly platform: 'linux' | 'windows';
  }): MicroUsd | null;
}
