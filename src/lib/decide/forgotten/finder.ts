/** What the rules of the daily sweep share: each looks at one Region and names what it finds. */
import type { EstateSight, RegionSight } from '../../model/estate.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
import type { Instant } from '../../model/instant.ts';
import type { LeftAddress, LeftVolume } from '../../model/ledger.ts';
import { type MicroUsd, microUsd, sumOf } from '../../model/money.ts';
import type { Policy } from '../../model/policy.ts';
import { HOURS_PER_MONTH, type PriceTable } from '../../model/price.ts';
import { flagOf, TAG, type Tags } from '../../model/tag.ts';

/** A Region with what is known beside it. */
export interface Sweep {
  readonly sight: EstateSight;
  readonly region: RegionSight;
  readonly isHome: boolean;
  /** Ticks look at it: at home, and at other Regions that the policy names. */
  readonly isManaged: boolean;
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** What a terminated instance left: the digest tells of these already. */
  readonly leftVolumes: readonly LeftVolume[];
  readonly leftAddresses: readonly LeftAddress[];
  readonly now: Instant;
}

/** A finding before it is known whether an earlier sweep has found it, too. */
export type Found<Kind extends FindingKind = FindingKind> = {
  [Among in Kind]: Omit<Finding<Among>, 'foundAt' | 'region'>;
}[Kind];

export type Finder = (sweep: Sweep) => readonly Found[];

/** A month of an hourly price. */
export const monthOf = (hourly: MicroUsd | null): MicroUsd | null =>
  hourly === null ? null : microUsd(hourly * HOURS_PER_MONTH);

/** Somebody has said that this is no mistake. */
export const isMeant = ({ tags }: { readonly tags: Tags }): boolean =>
  flagOf(tags, TAG.keep) || flagOf(tags, TAG.ignore);

/** The Name tag; empty where there is none. */
export const nameTag = ({ tags }: { readonly tags: Tags }): string => tags['Name']?.trim() ?? '';

/** Unknown as soon as one part is: the rest alone would pass for the whole. */
export const sumIfKnown = (prices: readonly (MicroUsd | null)[]): MicroUsd | null =>
  prices.every((price) => price !== null) ? sumOf(prices) : null;
