/** What is to be said of how an allowance ends, and of AWS's count of it: languages have words. */
import type { Instant } from '../../model/instant.ts';
import type { LimitUse, ToldCount } from '../../model/meter.ts';
import { lowOf, quantity } from './quantity.ts';

export type LimitOutcome =
  /** It lasts; `least` where stops of what idles make a difference. */
  | { readonly ends: 'inside'; readonly least: string | null; readonly most: string }
  | { readonly ends: 'used-up' | 'used-up-at-the-earliest'; readonly at: Instant }
  /** Unless what idles is stopped. */
  | { readonly ends: 'used-up-or-inside'; readonly at: Instant; readonly least: string };

export function limitOutcome(use: LimitUse): LimitOutcome {
  const { used, limit, forecast, low = forecast, reachedAt: at } = use;
  const least = lowOf(use);
  if (at === null) return { ends: 'inside', least, most: quantity(forecast) };
  if (least === null || used > limit) return { ends: 'used-up', at };
  return low > limit
    ? { ends: 'used-up-at-the-earliest', at }
    : { ends: 'used-up-or-inside', at, least };
}

/** How far AWS's count is from ours: what is unseen here, or what it has not counted yet. */
export interface CountGap {
  readonly unseen: string | null;
  readonly less: string | null;
}

export function countGap({ used: told, unseen }: Omit<ToldCount, 'name'>, used: number): CountGap {
  if (unseen > 0) return { unseen: quantity(unseen), less: null };
  return { unseen: null, less: used > told ? quantity(used - told) : null };
}

/** Ours; where there is none, as much as AWS has counted. */
export const usedIn = (uses: readonly LimitUse[], { name, used }: ToldCount): number =>
  uses.find((use) => use.name === name)?.used ?? used;
