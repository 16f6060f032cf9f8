/** Law 1: losing, delaying, doubling and reordering events does not change the settled state. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { metDifferently } from './deeds-met.ts';
import type { PairLaw, Violation } from './law.ts';
import { type Difference, differences } from './settled-state.ts';

export const eventsDoNotMatter: PairLaw = {
  number: 1,
  name: 'lost, late, doubled and reordered events do not change the settled state',
  check: (one, other) => settledApart(one, other),
};

/** Differences that no person made by coming a minute earlier or later than the product. */
export function settledApart(one: History, other: History): readonly Violation[] {
  const apart = metDifferently(one, other);
  return differences(one, other)
    .filter(({ instanceIds }) => !instanceIds.some((id) => apart.has(id)))
    .map((difference) => ({ at: one.until, says: sayDifference(one, difference) }));
}

function sayDifference({ world }: History, { about, one, other, instanceIds }: Difference): string {
  const [id] = instanceIds;
  const name = id === undefined ? '' : ` of ${world.account.machines.get(id)?.label}`;
  return `${about}${name} is ${one || 'none'} in the one, ${other || 'none'} in the other`;
}
