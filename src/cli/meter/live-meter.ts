/** The meter over the account that the credentials of the AWS CLI reach. */
import { accountMeter, type SeenAccount, samplesWanted } from '../../lib/meter/account-meter.ts';
import { toldUses } from '../../lib/meter/account-plan.ts';
import { complete, type Family, itemsOf } from '../../lib/model/family.ts';
import { nameOf } from '../../lib/model/instance.ts';
import type { MeteredUsage } from '../../lib/model/metered-usage.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { isReadable } from '../../lib/model/savings-plan.ts';
import type { UsageSight } from '../../lib/model/usage-sight.ts';
import type { AwsUsage } from '../../lib/wiring/aws-meter.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import type { LiveUsage, MeterView, UnreadUsage } from './view.ts';

type Reached = Extract<AwsUsage, { readonly reached: true }>;

const faultOf = (family: Family<unknown>): readonly Omit<UnreadUsage, 'what' | 'regions'>[] =>
  family.complete ? [] : [{ fault: family.fault }];

const OF_ACCOUNT = ['regions', 'plan', 'freeTier', 'reserved', 'savingsPlans'] as const;

/** What a role lacks, it lacks in every Region: that is one line. */
function unreadIn({
  enabled,
  regions,
  planState,
  freeTier,
  reserved = complete([]),
  savingsPlans = complete([]),
}: UsageSight): readonly UnreadUsage[] {
  const families = ['instances', 'volumes', 'addresses'] as const;
  const ofRegions = families.flatMap((what) => {
    const refused = regions.flatMap((one) =>
      faultOf(one[what]).map(({ fault }) => ({ region: one.region, fault })),
    );
    const alike = Map.groupBy(refused, ({ fault }) => `${fault.code} ${fault.permission}`);
    return [...alike.values()].flatMap(([first, ...others]): readonly UnreadUsage[] => {
      if (first === undefined) return [];
      const names = [first, ...others].map(({ region }) => region);
      return [{ what, fault: first.fault, regions: names }];
    });
  });
  const ofAccount = {
    regions: enabled,
    plan: planState,
    freeTier,
    reserved,
    savingsPlans,
  } as const;
  return [
    ...ofRegions,
    ...OF_ACCOUNT.flatMap((what) =>
      faultOf(ofAccount[what]).map((one) => ({ ...one, what, regions: [] })),
    ),
  ];
}

function namesIn({ regions }: UsageSight, { addresses }: MeteredUsage) {
  const instances = regions.flatMap((one) => itemsOf(one.instances));
  const named = instances.flatMap((one): readonly Named[] => {
    const name = nameOf(one);
    return name === one.id ? [] : [[one.id, name]];
  });
  const names = new Map(named);
  for (const { id, instanceId } of addresses) {
    const holder = instanceId === null ? undefined : names.get(instanceId);
    if (holder !== undefined) names.set(id, holder);
  }
  return names;
}

type Named = readonly [id: string, name: string];

export interface LiveMeter {
  readonly found: Reached;
  /** What Tierkeeper remembers; null: it is not deployed, or its ledger could not be read. */
  readonly known: Pick<SeenAccount, 'records' | 'gone' | 'past'> | null;
  readonly policy: Policy;
}

export async function liveMeter(given: LiveMeter): Promise<Omit<MeterView, 'say'>> {
  const { found, known, policy } = given;
  const { account, region, sight } = found;
  const { regions } = sight;
  const prices = knownPrices(policy);
  const remembered = known ?? { records: [], gone: [], past: null };
  const seen = { account, region, sight, ...remembered, policy, prices };
  const questions = samplesWanted(seen);
  const samples = questions.length === 0 ? null : await found.samples(questions);
  const { meter, plan, usage, besides, others, leftOut } = accountMeter({ ...seen, samples });
  const live: LiveUsage = {
    account,
    remembers: known !== null,
    regionsRead: regions.filter((one) => one.instances.complete).length,
    unread: unreadIn(sight),
    told: toldUses(itemsOf(sight.freeTier)).map((one) => ({
      ...one,
      unseen: besides.find(({ name }) => name === one.name)?.amount ?? 0,
    })),
    others,
    reserved: itemsOf(sight.reserved ?? complete([])),
    savingsPlans: itemsOf(sight.savingsPlans ?? complete([])).filter(isReadable),
    names: namesIn(sight, usage),
  };
  return { meter, plan, problems: [], leftOut, live };
}
