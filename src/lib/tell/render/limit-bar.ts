/** How an allowance stands, as shares of a bar: each layout draws them in its own way. */
import type { LimitUse } from '../../model/meter.ts';

type Sum = Pick<LimitUse, 'used' | 'forecast' | 'low' | 'limit'>;

/** `over`: used up already; `passing`: will be, if this goes on. */
export const standingOf = ({ used, forecast, limit }: Sum): 'inside' | 'passing' | 'over' => {
  if (used > limit) return 'over';
  return forecast > limit ? 'passing' : 'inside';
};

/** Where the bar ends, and what stands on it, in parts of that. */
export interface LimitBar {
  readonly used: number;
  /** What the month ends with at the least. */
  readonly low: number;
  /** What the month ends with; never less than what is used. */
  readonly forecast: number;
  /** Where the allowance ends: 1, or less where the bar goes beyond it. */
  readonly limit: number;
}

/** As wide as the limit, or as what comes to more. */
export function limitBar({ used, forecast, low = forecast, limit }: Sum): LimitBar {
  const most = Math.max(used, forecast);
  const whole = Math.max(most, limit, Number.MIN_VALUE);
  const share = (value: number): number => Math.max(0, value) / whole;
  const least = Math.max(used, Math.min(low, most));
  return { used: share(used), low: share(least), forecast: share(most), limit: share(limit) };
}

export interface LimitCells {
  readonly used: number;
  /** What the forecast adds at the least, and what it may add besides. */
  readonly coming: number;
  readonly perhaps: number;
  readonly free: number;
}

/** A bar of characters is as wide as the limit: what is beyond it does not show. */
export function limitCells(
  { used, forecast, low = forecast, limit }: Sum,
  columns: number,
): LimitCells {
  const cells = (value: number): number =>
    limit <= 0 ? 0 : Math.min(columns, Math.round((Math.max(0, value) / limit) * columns));
  const full = cells(used);
  const most = Math.max(full, cells(forecast));
  const least = Math.min(most, Math.max(full, cells(low)));
  return { used: full, coming: least - full, perhaps: most - least, free: columns - most };
}
