/** The meter against the bill that a simulated account comes to by itself, over 1,000 months. */
import { describe, expect, it } from 'vitest';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { monthsAfter } from '../../src/lib/meter/month.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { instant, toIso } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import { type LivedMonth, liveMonth } from './lived/month.ts';
import { meterOf } from './metered.ts';

const WINDOWS = ['t2.micro', 't3.micro', 't3.small'].map(
  (type, index) => [`instance/us-east-1/${type}/windows`, usd(0.0162 + index * 0.006)] as const,
);
const PRICES = priceTable(shippedPrices().rows, Object.fromEntries(WINDOWS));
const CREDITS = usd(1_000);

const SEEDS = Array.from({ length: 1_000 }, (_, index) => index + 1);
const AT_ONCE = 100;

/** Micro-USD: a hundredth of a cent. Each volume may have its last second once more. */
const NOT_A_CENT = 100;

const fileOf = ({ region, plan, accountCreated, witness }: LivedMonth) => ({
  region,
  plan,
  ...(plan === 'legacy' ? { accountCreated: toIso(accountCreated) } : {}),
  ...(plan === 'credits' ? { creditsMicroUsd: CREDITS } : {}),
  ...witness.written(),
});

async function disagreements(seed: number): Promise<readonly string[]> {
  const lived = await liveMonth(seed);
  const { aws, from, to, plan, accountCreated } = lived;
  const freeUntil = plan === 'legacy' ? monthsAfter(accountCreated, 12) : null;
  const bill = aws.invoice({ prices: PRICES, of: from, freeUntil });
  const now = toIso(instant(to - 1));
  const { uses, costMicroUsd: cost, credits } = meterOf(fileOf(lived), now, PRICES);
  const differs = (what: string, [metered, billed]: readonly [number, number], by = NOT_A_CENT) =>
    Math.abs(metered - billed) > by
      ? [`seed ${seed} (${plan}): ${what} metered ${metered}, billed ${billed}`]
      : [];
  return [
    ...differs('so far', [cost.soFar, bill.microUsd]),
    ...differs('forecast', [cost.forecast, bill.microUsd]),
    ...(cost.partial === bill.partial ? [] : [`seed ${seed}: partial ${cost.partial}`]),
    ...uses.flatMap(({ name, used }) => differs(name, [used, bill.used[name]], 0.01)),
    ...(credits ? differs('left', [credits.remainingMicroUsd, CREDITS - bill.microUsd]) : []),
  ];
}

describe('the meter and the bill agree to the cent', () => {
  it.each(SEEDS.filter((seed) => seed % AT_ONCE === 1))(
    'in the 100 months from %d on',
    async (first) => {
      const months = SEEDS.slice(first - 1, first - 1 + AT_ONCE);
      const found: string[] = [];
      for (const seed of months) found.push(...(await disagreements(seed)));
      expect(found).toEqual([]);
    },
  );
});
