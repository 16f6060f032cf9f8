/** Law 10: the month's own bill is 0.00 USD for an account of up to 8 instances. */
import { shippedAlwaysFree } from '../../../src/lib/config/always-free-document.ts';
import { type BillLine, ownBill } from '../../../src/lib/meter/own-bill.ts';
import { between, days } from '../../../src/lib/model/instant.ts';
import { usd } from '../../../src/lib/model/money.ts';
import type { Law } from './law.ts';
import { mostInstances, othersUsage, ownUsage } from './own-usage.ts';

const ROWS = shippedAlwaysFree().rows;
const INSTANCES_AT_MOST = 8;
/** A busy evening is no measure of a month. */
const SHORTEST = days(3);
/** AWS bills whole cents: less than that is 0.00 USD. */
const HALF_A_CENT = usd(0.005);

export const costsNothing: Law = {
  number: 10,
  name: "the month's own bill is 0.00 USD for an account of up to 8 instances",
  check: (history) => {
    const { from, until } = history;
    if (between(from, until) < SHORTEST || mostInstances(history) > INSTANCES_AT_MOST) return [];
    const bill = ownBill({ own: ownUsage(history), others: othersUsage(history) }, ROWS);
    if (bill.costMicroUsd !== null && bill.costMicroUsd < HALF_A_CENT) return [];
    return bill.lines
      .filter(({ used, free }) => used > free)
      .map((line) => ({ at: until, says: sayLine(line) }));
  },
};

function sayLine({ unit, used, free, costMicroUsd }: BillLine): string {
  const cost = costMicroUsd === null ? 'nobody knows how much' : `${costMicroUsd / 1_000_000} USD`;
  return `a month takes ${Math.ceil(used)} ${unit}, ${free} are free: ${cost}`;
}
