/** Reserved Instances of EC2: paid for whether anything runs or not, so what they cover is. */
import type { Instant } from './instant.ts';

/** One purchase that is in force, as DescribeReservedInstances shows it. */
export interface ReservedInstances {
  readonly id: string;
  /** Of so many instances of that type. */
  readonly count: number;
  readonly type: string;
  readonly platform: 'linux' | 'windows';
  readonly tenancy: 'default' | 'dedicated';
  /** Of a zonal one; null: of the whole Region. */
  readonly availabilityZone: string | null;
  readonly endsAt: Instant;
}
