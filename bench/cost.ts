/**
 * Claim: a month of Tierkeeper costs an account of 8 instances 0.00 USD, and takes no more than
 * half of any allowance that is used up. For 50 and 500 instances it prints what it costs.
 *
 *     node bench/cost.ts
 *
 * Lived on the simulated account, every call counted, with computing times measured of the built
 * bundles (bench/functions.ts) and prices and allowances of data/always-free.json. Of the larger
 * accounts some days are lived, and counted up to 31.
 */
import { billOf, billTable, overHalf, usdText } from '../test/simulation/bill-table.ts';
import { liveMonth, MONTHS } from '../test/simulation/month.ts';

const HALF_A_CENT_MICRO_USD = 5_000;
const sizes = process.argv.includes('--short') ? MONTHS.slice(0, 1) : MONTHS;

for (const { instances, days } of sizes) {
  const month = await liveMonth(instances, days);
  const bill = billOf(month);
  const { writePercent, readPercent } = month.capacity;
  console.log(`\n${instances} instances, ${days} days lived\n${billTable(bill)}`);
  console.log(
    `the busiest five minutes of the table: ${writePercent.toFixed(0)} % of its write units, ` +
      `${readPercent.toFixed(0)} % of its read units`,
  );
  if (instances > 8) continue;
  const over = overHalf(bill);
  const met = over.length === 0 && (bill.costMicroUsd ?? Infinity) < HALF_A_CENT_MICRO_USD;
  const figure = `${usdText(bill.costMicroUsd)} USD, over half: ${over.join(', ') || 'nothing'}`;
  console.log(`${figure}  ${met ? 'goal met' : 'TOO MUCH'}`);
  if (!met) process.exitCode = 1;
}
