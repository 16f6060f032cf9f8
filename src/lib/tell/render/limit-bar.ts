/** How an allowance stands, as shares of a bar: each layout draws them in its own way. */
import type { LimitUse } from '../../model/meter.ts';

type Sum = Pick<LimitUse, 'used' | 'forecast' | 'limit'>;

/** `over`: used up already; `passing`: will be, if this goes on. */
export const standingOf = ({ used, forecast, limit }: Sum): 'inside' | 'passing' | 'over' => {
  if (used > limit) return 'over';
  return forecast > limit ? 'passing' : 'inside';
};

/** Where the bar ends, and what stands on it, in parts of that. */
export interface LimitBar {
  readonly used: number;
  /** What the month ends with; never less than what is used. */
  readonly forecast: number;
  /** Where the allowance ends: 1, or less where the bar goes beyond it. */
  readonly limit: number;
}

/** As wide as the limit, or as what comes to more. */
export function limitBar({ used, forecast, limit }: Sum): LimitBar {
  const most = Math.max(used, forecast);
  const whole = Math.max(most, limit, Number.MIN_VALUE);
  const share = (value: number): number => Math.max(0, value) / whole;
  return { used: share(used), forecast: share(most), limit: share(limit) };
}

/** A bar of characters is as wide as the limit: what is beyond it does not show. */
export function limitCells(
  { used, forecast, limit }: Sum,
  columns: number,
): { readonly used: number; readonly coming: number; readonly free: number } {
  const cells = (value: number): number =>
    limit <= 0 ? 0 : Math.min(columns, Math.round((Math.max(0, value) / limit) * columns));
  const full = cells(used);
  const coming = Math.max(0, cells(forecast) - full);
  return { used: full, coming, free: columns - full - coming };
}
