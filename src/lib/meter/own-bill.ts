/** What a month of our own stack costs: what it uses, held against what is always free. */
import {
  type AlwaysFreeRow,
  BILLABLE_UNITS,
  type BillableUnit,
  type Usage,
} from '../model/billable.ts';
import { type MicroUsd, microUsd, sumOf, usd } from '../model/money.ts';

export interface BillLine {
  readonly unit: BillableUnit;
  readonly used: number;
  /** What the rest of the account leaves of the allowance. */
  readonly free: number;
  /** Of what is free; null where something is used of which nothing is free. */
  readonly sharePercent: number | null;
  /** Null where something beyond the allowance has no known price: unknown, never zero. */
  readonly costMicroUsd: MicroUsd | null;
}

export interface OwnBill {
  /** One for each billable unit, in the order of `BILLABLE_UNITS`. */
  readonly lines: readonly BillLine[];
  /** Null where the cost of a line is unknown. */
  readonly costMicroUsd: MicroUsd | null;
}

export interface Metered {
  readonly own: Usage;
  /** What the account uses besides: its allowances are shared by all that is in it. */
  readonly others: Usage;
}

export function ownBill(metered: Metered, rows: readonly AlwaysFreeRow[]): OwnBill {
  const lines = BILLABLE_UNITS.map((unit) => lineOf(unit, metered, rows));
  const costs = lines.map(({ costMicroUsd }) => costMicroUsd);
  return { lines, costMicroUsd: costs.every((cost) => cost !== null) ? sumOf(costs) : null };
}

function lineOf(
  unit: BillableUnit,
  { own, others }: Metered,
  rows: readonly AlwaysFreeRow[],
): BillLine {
  const amountOf = (tells: AlwaysFreeRow['tells']): number | undefined =>
    rows.find((row) => row.unit === unit && row.tells === tells)?.amount;
  const used = own[unit] ?? 0;
  const free = Math.max(0, (amountOf('free') ?? 0) - (others[unit] ?? 0));
  const sharePercent = free > 0 ? (100 * used) / free : null;
  return {
    unit,
    used,
    free,
    sharePercent: used === 0 ? 0 : sharePercent,
    costMicroUsd: costOf(Math.max(0, used - free), amountOf('usd')),
  };
}

function costOf(beyond: number, usdEach: number | undefined): MicroUsd | null {
  if (beyond === 0) return microUsd(0);
  return usdEach === undefined ? null : usd(beyond * usdEach);
}
