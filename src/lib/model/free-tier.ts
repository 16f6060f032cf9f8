/** What AWS itself says of the account's free tier; it lags, and not every account is told. */
import type { Family } from './family.ts';
import type { Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';

/** GetAccountPlanState: of accounts made since 2025-07-15. */
export interface PlanState {
  /** `free`: the plan ends, and AWS closes the account then. */
  readonly kind: 'free' | 'paid';
  /** Null where AWS names no amount in USD. */
  readonly remaining: MicroUsd | null;
  /** Of a free plan. */
  readonly endsAt: Instant | null;
}

/** One line of GetFreeTierUsage: only what was used this month has one. */
export interface FreeTierUse {
  /** `Global-BoxUsage:freetier.micro`. */
  readonly usageType: string;
  /** `RunInstances`; Windows is `RunInstances:0002`. */
  readonly operation: string;
  /** `12 Months Free`, `Always Free`, `Free Trial`. */
  readonly kind: string;
  readonly used: number;
  readonly limit: number;
  /** `Hrs`, `GB-Mo`. */
  readonly unit: string;
  /** True where the line has no amount or limit that can be read: both are 0 then. */
  readonly isOdd?: boolean | undefined;
}

/**
 * The Free Tier API, which costs nothing and answers for the whole account. It never throws because
 * AWS is out of reach: without it the meter stands alone.
 */
export interface FreeTier {
  /** Incomplete where AWS does not say; else one item. */
  planState(): Promise<Family<PlanState>>;
  /** Updated up to three times a day. */
  usage(): Promise<Family<FreeTierUse>>;
}
