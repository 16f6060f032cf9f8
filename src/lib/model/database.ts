import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

/** A DB instance as DescribeDBInstances shows it. */
export interface Database {
  /** Its DBInstanceIdentifier, by which every command names it. */
  readonly name: string;
  readonly arn: string;
  /** `db.t3.micro`; `db.serverless` has no price of its own. */
  readonly instanceClass: string;
  /** `mysql`, `postgres`, `aurora-mysql`, `sqlserver-ex`, … */
  readonly engine: string;
  /** AWS's word: `available`, `stopped`, `backing-up`, … New ones come. */
  readonly status: string;
  /** A second instance with a disk of its own stands by, and bills as much. */
  readonly multiAz: boolean;
  /** Of a cluster (Aurora, Multi-AZ cluster): its storage bills with the cluster. */
  readonly clusterId: string | null;
  readonly sizeGiB: number;
  readonly storageType: string;
  readonly iops: number | null;
  readonly throughputMiBps: number | null;
  /** Null while it is created. */
  readonly createdAt: Instant | null;
  /** When AWS starts it again by itself: seven days after it was stopped. */
  readonly restartsAt: Instant | null;
  readonly tags: Tags;
}

/**
 * What bills in each status; whatever is not listed bills in full.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const UNBILLED: ReadonlySet<string> = new Set([
  'creating',
  'deleting',
  'failed',
  'inaccessible-encryption-credentials',
  'incompatible-create',
  'incompatible-network',
  'incompatible-restore',
  'insufficient-capacity',
]);
const STORAGE_ONLY: ReadonlySet<string> = new Set([
  'inaccessible-encryption-credentials-recoverable',
  'starting',
  'stopped',
  'stopping',
]);

export type DatabaseBilling = 'nothing' | 'storage' | 'everything';

export function billingOf({ status }: Pick<Database, 'status'>): DatabaseBilling {
  if (UNBILLED.has(status)) return 'nothing';
  return STORAGE_ONLY.has(status) ? 'storage' : 'everything';
}
