/** Which free tier an account has: what the policy says, else what AWS says, else its age. */
import { itemsOf } from '../model/family.ts';
import type { FreeTierUse } from '../model/free-tier.ts';
import { type Instant, instant, parseInstant } from '../model/instant.ts';
import type { LimitName, OddUse, ToldOther } from '../model/meter.ts';
import type { AccountPlan } from '../model/metered-usage.ts';
import type { Policy } from '../model/policy.ts';
import type { UsageSight } from '../model/usage-sight.ts';
import { freePlanEnds } from './allowance.ts';

/** From this day on accounts have credits instead of 12 months (free-tier.html of AWS Billing). */
export const CREDITS_SINCE: Instant = instant(Date.UTC(2025, 6, 15));

type Told = Pick<UsageSight, 'planState' | 'freeTier' | 'takenAt'>;

const createdIn = ({ freeTier: { accountCreated } }: Policy): Instant | null =>
  accountCreated === null ? null : (parseInstant(`${accountCreated}T00:00Z`) ?? null);

function creditsPlan({ planState, takenAt: asOf }: Told, policy: Policy): AccountPlan {
  const [state] = itemsOf(planState);
  const created = createdIn(policy);
  const amount = state?.remaining ?? null;
  const ends = state === undefined && created !== null ? freePlanEnds(created) : null;
  return {
    kind: 'credits',
    credits: amount === null ? null : { amount, asOf },
    endsAt: state?.endsAt ?? ends,
  };
}

const TWELVE_MONTHS = '12 Months Free';

/** Null: nobody says, neither the policy nor AWS. */
export function accountPlan(policy: Policy, told: Told): AccountPlan | null {
  const accountCreated = createdIn(policy);
  const legacy: AccountPlan = { kind: 'legacy', accountCreated };
  switch (policy.freeTier.plan) {
    case 'none':
      return { kind: 'none' };
    case 'legacy':
      return legacy;
    case 'credits':
      return creditsPlan(told, policy);
    case 'auto':
      if (accountCreated !== null) {
        return accountCreated < CREDITS_SINCE ? legacy : creditsPlan(told, policy);
      }
      if (itemsOf(told.freeTier).some(({ kind }) => kind === TWELVE_MONTHS)) return legacy;
      return itemsOf(told.planState).length > 0 ? creditsPlan(told, policy) : null;
  }
}

/** AWS's own count of an allowance. */
export interface ToldUse {
  readonly name: LimitName;
  readonly used: number;
  readonly limit: number;
}

const WINDOWS = 'RunInstances:0002';

function nameOf({ usageType, operation, kind }: FreeTierUse): LimitName | null {
  if (kind !== TWELVE_MONTHS) return null;
  if (usageType.endsWith('BoxUsage:freetier.micro')) {
    return operation === WINDOWS ? 'instanceHoursWindows' : 'instanceHoursLinux';
  }
  if (usageType.endsWith('EBS:VolumeUsage')) return 'volumeGibMonths';
  return usageType.endsWith('PublicIPv4:InUseAddress') ? 'publicIpv4Hours' : null;
}

/** As docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-free-tier-api.html has them. */
const UNITS: Readonly<Record<LimitName | ToldOther['name'], RegExp>> = {
  instanceHoursLinux: /^(hrs|hours)$/i,
  instanceHoursWindows: /^(hrs|hours)$/i,
  publicIpv4Hours: /^(hrs|hours)$/i,
  volumeGibMonths: /^(gb|gib)-mo(nth)?$/i,
  snapshotGibMonths: /^(gb|gib)-mo(nth)?$/i,
  dataOutGb: /^(gb|gigabytes?)$/i,
};

const otherOf = ({ usageType, kind }: FreeTierUse): ToldOther['name'] | null => {
  if (usageType.endsWith('EBS:SnapshotUsage') && kind === TWELVE_MONTHS) return 'snapshotGibMonths';
  return /DataTransfer-Out-Bytes$/.test(usageType) ? 'dataOutGb' : null;
};

/** Of services that are not metered here a line may look as it likes. */
const MAY_BE_OURS =
  /^$|BoxUsage:freetier|EBS:(Volume|Snapshot)Usage$|InUseAddress$|Transfer-Out-Bytes$/;

function oddityOf(use: FreeTierUse): OddUse | null {
  const { usageType, unit } = use;
  if (use.isOdd) return MAY_BE_OURS.test(usageType) ? { usageType, unit, why: 'shape' } : null;
  const name = nameOf(use) ?? otherOf(use);
  if (name === null) return null;
  if (!UNITS[name].test(unit)) return { usageType, unit, why: 'unit' };
  return use.limit > 0 ? null : { usageType, unit, why: 'limit' };
}

export const oddUses = (uses: readonly FreeTierUse[]): readonly OddUse[] =>
  uses.map(oddityOf).filter((odd) => odd !== null);

/** Each of one name together: of one allowance there may be a line an operation. */
function summed<Name extends string>(
  uses: readonly FreeTierUse[],
  nameIn: (use: FreeTierUse) => Name | null,
): readonly { readonly name: Name; readonly used: number; readonly limit: number }[] {
  const sums = new Map<Name, { readonly used: number; readonly limit: number }>();
  for (const use of uses) {
    const name = nameIn(use);
    if (name === null || oddityOf(use) !== null) continue;
    const before = sums.get(name)?.used ?? 0;
    sums.set(name, { used: before + use.used, limit: use.limit });
  }
  return [...sums].map(([name, sum]) => ({ name, ...sum }));
}

export const toldUses = (uses: readonly FreeTierUse[]): readonly ToldUse[] => summed(uses, nameOf);

export const toldOthers = (uses: readonly FreeTierUse[]): readonly ToldOther[] =>
  summed(uses, otherOf);
