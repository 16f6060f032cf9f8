/** Months of savings that leave the record of their instance, to be kept among the past. */
import { endedAt } from '../meter/saved-time.ts';
import type { Mark } from '../model/decision.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import { later } from '../model/instant.ts';
import type { InstanceSavings, MonthOfSavings } from '../model/savings.ts';
import { type Case, caseOf } from './case.ts';
import type { World } from './world.ts';

/** This month, and the one before, of which the first digest of a month tells. */
const MONTHS_AT_HAND = 2;

const keptMark = (
  { instanceId, sighting: { name } }: InstanceRecord,
  { platform }: InstanceSavings,
  month: MonthOfSavings,
): Mark => ({
  mark: 'savings-kept',
  instanceId,
  savings: { kind: 'savings', instanceId, name, platform, ...month },
});

/** Nothing is added to a month that has two younger ones: what is written twice is the same. */
export const keptMonths = (cases: readonly Case[]): readonly Mark[] =>
  cases.flatMap(({ record }) => {
    const { savings } = record;
    if (savings === undefined || savings.months.length <= MONTHS_AT_HAND) return [];
    return savings.months
      .slice(0, -MONTHS_AT_HAND)
      .map((month) => keptMark(record, savings, month));
  });

/** All of them, of one that is forgotten now; what no list shows has saved until it was listed. */
export function keptWhenGone(world: World, gone: InstanceRecord): readonly Mark[] {
  const instance = world.instances.get(gone.instanceId);
  const record = instance === undefined ? gone : caseOf(world, instance).record;
  const { savings } = record;
  if (savings === undefined) return [];
  const since = savings.open?.since;
  const seenLast = world.snapshot.memory.lastSweepAt;
  const after = since === undefined ? savings : endedAt(savings, later(since, seenLast ?? since));
  return after.months.map((month) => keptMark(record, after, month));
}
