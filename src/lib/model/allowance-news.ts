/** What there is to say of the free tier: facts, no sentence. */
import type { Ending } from './allowance-record.ts';
import type { Instant } from './instant.ts';
import type { LimitUse, PlaceShare } from './meter.ts';
import type { MicroUsd } from './money.ts';

/** What of an allowance one resource has. */
export interface AllowanceShare {
  readonly id: string;
  /** The id where it has none. */
  readonly name: string;
  /** An instance of the home Region. */
  readonly isHere: boolean;
  readonly used: number;
  readonly forecast: number;
}

/** Why the guard leaves one running: it may not stop it, or what is left is enough for it. */
export const LEFT_BECAUSE = ['not-ours', 'protected', 'held', 'elsewhere', 'fits'] as const;
export type LeftBecause = (typeof LEFT_BECAUSE)[number];

export interface GuardedInstance {
  readonly id: string;
  readonly name: string;
}

export interface LeftRunning extends GuardedInstance {
  readonly because: LeftBecause;
  /** What a day of it costs once the allowance is used up; null: the price is unknown. */
  readonly dayMicroUsd: MicroUsd | null;
}

export type AllowanceNews =
  | {
      readonly news: 'threshold';
      readonly use: LimitUse;
      readonly of: 'used' | 'forecast';
      /** The threshold that was reached. */
      readonly percent: number;
      /** Those that will have most of it by the month's end; `moreShares` others are not listed. */
      readonly shares: readonly AllowanceShare[];
      readonly moreShares: number;
      /** Which places have used so much of it, where several share it. */
      readonly places?: readonly PlaceShare[] | undefined;
      /** What each day costs from then on; null: it is not used up this month, or nobody knows. */
      readonly dayMicroUsd: MicroUsd | null;
      /** At which percentage the guard begins to stop; null: nothing is stopped for it. */
      readonly stopsAtPercent: number | null;
    }
  | {
      readonly news: 'guard';
      readonly use: LimitUse;
      readonly stopAtPercent: number;
      /** When the next month begins, and with it a new allowance. */
      readonly until: Instant;
      /** In the order in which they are stopped. */
      readonly stops: readonly GuardedInstance[];
      readonly left: readonly LeftRunning[];
      readonly restarts: boolean;
    }
  | {
      readonly news: 'ending';
      readonly ending: Ending;
      readonly endsAt: Instant;
      /** The step of the countdown: no more days than that. */
      readonly days: number;
      /** AWS closes the account then. */
      readonly closesAccount: boolean;
      /** What a day came to lately, where nothing is free. */
      readonly dayMicroUsd: MicroUsd;
      /** Of the credits; null: nobody says, or there are none. */
      readonly remainingMicroUsd: MicroUsd | null;
    };
