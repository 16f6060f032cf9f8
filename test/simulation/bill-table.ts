/** A month's own bill as people read it: each unit with its share of what is free, and the sum. */
import { shippedAlwaysFree } from '../../src/lib/config/always-free-document.ts';
import { type BillLine, type OwnBill, ownBill } from '../../src/lib/meter/own-bill.ts';
import type { BillableUnit } from '../../src/lib/model/billable.ts';
import { othersUsage, ownUsage } from './checkers/own-usage.ts';
import type { Month } from './month.ts';

export const SHARE_PERCENT_MOST = 50;

export const billOf = ({ history }: Month): OwnBill =>
  ownBill({ own: ownUsage(history), others: othersUsage(history) }, shippedAlwaysFree().rows);

/** What takes more than half of its allowance, for good. */
export const overHalf = ({ lines }: OwnBill): readonly BillableUnit[] =>
  lines
    .filter(({ sharePercent }) => (sharePercent ?? 0) > SHARE_PERCENT_MOST)
    .map(({ unit }) => unit);

const count = (value: number): string =>
  value >= 1 || value === 0
    ? Math.ceil(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(2)));

const percent = (share: number): string => (share < 0.01 ? '0 %' : `${share.toPrecision(2)} %`);

function shareText({ sharePercent, free, costMicroUsd }: BillLine): string {
  if (sharePercent !== null)
    return sharePercent >= 100 ? `${Math.round(sharePercent)} %` : percent(sharePercent);
  return free === 0 && costMicroUsd === 0 ? 'no charge' : 'none is free';
}

/** Parts of a cent with four places: a bill rounds them away, and a reader wants to see them. */
export function usdText(costMicroUsd: number | null): string {
  if (costMicroUsd === null) return 'unknown';
  const usd = costMicroUsd / 1_000_000;
  return usd > 0 && usd < 0.005 ? usd.toFixed(4) : usd.toFixed(2);
}

export function billTable(bill: OwnBill): string {
  const cells = bill.lines.map((line) => [
    line.unit,
    count(line.used),
    line.free === 0 ? '' : count(line.free),
    shareText(line),
    usdText(line.costMicroUsd),
  ]);
  const total = bill.costMicroUsd === null ? 'unknown' : (bill.costMicroUsd / 1_000_000).toFixed(2);
  const rows = [['', 'a month', 'free', 'share', 'USD'], ...cells, ['sum', '', '', '', total]];
  return rows
    .map(([unit = '', ...rest]) => {
      const [used = '', free = '', share = '', usd = ''] = rest;
      const columns = `${used.padStart(12)}${free.padStart(13)}${share.padStart(14)}`;
      return `${unit.padEnd(23)}${columns}${usd.padStart(9)}`.trimEnd();
    })
    .join('\n');
}
