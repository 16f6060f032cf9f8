/** What is free in a month, and until when. */
import type { Instant } from '../model/instant.ts';
import type { LimitName } from '../model/meter.ts';
import type { AccountPlan } from '../model/metered-usage.ts';
import { type Month, monthsAfter } from './month.ts';

/**
 * The allowances of the 12 months of an account from before 2025-07-15, as Free Tier usage types
 * name them (docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/tracking-free-tier-usage.html).
 * Accounts made since then have credits and none of these (free-tier-plans.html).
 */
export const LEGACY_LIMITS: Readonly<Record<LimitName, number>> = {
  instanceHoursLinux: 750,
  instanceHoursWindows: 750,
  volumeGibMonths: 30,
  publicIpv4Hours: 750,
};

/** docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-free-tier-usage.html: both, in all Regions. */
const LEGACY_TYPES: ReadonlySet<string> = new Set(['t2.micro', 't3.micro']);

/** The same page; Provisioned IOPS volumes (io1, io2) are not among them. */
const FREE_VOLUMES: ReadonlySet<string> = new Set(['gp2', 'gp3', 'st1', 'sc1', 'standard']);

export const drawsOnHours = (type: string): boolean => LEGACY_TYPES.has(type);
export const drawsOnStorage = (type: string): boolean => FREE_VOLUMES.has(type);

/** When the 12 months are over; null where there are none, or nobody knows since when. */
export const allowanceEnds = (plan: AccountPlan): Instant | null =>
  plan.kind === 'legacy' && plan.accountCreated !== null
    ? monthsAfter(plan.accountCreated, 12)
    : null;

/** A free plan lasts six months; then AWS closes the account (free-tier-plans.html). */
export const freePlanEnds = (accountCreated: Instant): Instant => monthsAfter(accountCreated, 6);

/** Whether some part of the month has an allowance. */
export function hasAllowance(plan: AccountPlan, month: Month): boolean {
  if (plan.kind !== 'legacy') return false;
  const ends = allowanceEnds(plan);
  return ends === null || ends > month.from;
}
