/** What the free-tier meter shows, as numbers: no sentence, no language. */
import type { Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';
import type { OddPrice } from './price.ts';
import type { OddPlan } from './savings-plan.ts';

export const LIMIT_NAMES = [
  'instanceHoursLinux',
  'instanceHoursWindows',
  'volumeGibMonths',
  'publicIpv4Hours',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/**
 * How what was used this month before Tierkeeper first looked is known: AWS has counted it, or CPU
 * samples tell of it; else what is used is a lower bound.
 */
export const BEFORE_LOOKING = ['aws', 'samples', 'unknown'] as const;
export type BeforeLooking = (typeof BEFORE_LOOKING)[number];

export interface LimitUse {
  readonly name: LimitName;
  /** Hours, or GiB-months: this UTC month up to now. */
  readonly used: number;
  readonly limit: number;
  /** What the month ends with if what runs now, and the schedules, go on. */
  readonly forecast: number;
  /**
   * What it ends with at the least: if all that may be stopped for idleness is, as soon as it may,
   * and stays off. Not given: the same as the forecast.
   */
  readonly low?: number | undefined;
  /** The instant after which `used` is above the limit; null if that never comes this month. */
  readonly reachedAt: Instant | null;
  /** Not given: it looked all month, or the usage is that of a file. */
  readonly before?: BeforeLooking | undefined;
}

/** AWS's own count of an allowance, which is up to a day late. */
export interface ToldCount extends Pick<LimitUse, 'name' | 'used'> {
  /** What of it nobody has seen here; it is counted all the same. */
  readonly unseen: number;
}

/** What AWS alone can count: no list shows how many bytes a snapshot holds, or what went out. */
export interface ToldOther {
  readonly name: 'snapshotGibMonths' | 'dataOutGb';
  readonly used: number;
  readonly limit: number;
}

/** A line of AWS's own count that cannot be counted with. */
export interface OddUse {
  readonly usageType: string;
  readonly unit: string;
  /** `shape`: it is no line of such a count at all. */
  readonly why: 'unit' | 'limit' | 'shape';
}

/** What is in no sum, since it cannot be read or is not of this time. */
export type LeftOut =
  | ({ readonly kind: 'count' } & OddUse)
  | ({ readonly kind: 'price' } & OddPrice)
  | ({ readonly kind: 'savings-plan' } & OddPlan)
  /** AWS dates their start after this clock's now; the first of them by its id. */
  | {
      readonly kind: 'future';
      readonly id: string;
      readonly from: Instant;
      readonly count: number;
    };

/** Which free tier the account has, and when it is over; null: nobody knows, or it never is. */
export interface PlanEnd {
  readonly kind: 'legacy' | 'credits' | 'none';
  /** Of the 12 months; of a free plan, with which AWS closes the account. */
  readonly endsAt: Instant | null;
}

/** When a plan of that kind ends; null where it is of another. */
export const endOf = ({ kind, endsAt }: PlanEnd, of: PlanEnd['kind']): Instant | null =>
  kind === of ? endsAt : null;

/** What a place, or an account with all of its places, has of allowances that are shared. */
export interface PlaceShare {
  /** As its owner tells it from the others. */
  readonly place: string;
  readonly uses: readonly Pick<LimitUse, 'name' | 'used' | 'forecast'>[];
}

export interface MeterReport {
  /** `2026-11`, a month of UTC, as AWS bills. */
  readonly month: string;
  readonly asOf: Instant;
  readonly limits: readonly LimitUse[];
  readonly cost: {
    readonly soFar: MicroUsd;
    readonly forecast: MicroUsd;
    /** As a limit's `low`; not given: no less than the forecast. */
    readonly low?: MicroUsd | undefined;
    /** Something of it has no known price. */
    readonly partial: boolean;
  };
  readonly credits: {
    readonly remaining: MicroUsd;
    /** Of the last seven days, or of as many as there were. */
    readonly burnPerDay: MicroUsd;
    /** What the last 24 hours cost; not given: it was written down before this was. */
    readonly burnLastDay?: MicroUsd | undefined;
    readonly endsAt: Instant | null;
  } | null;
  /** Not given: AWS says nothing, or was not asked. */
  readonly told?: readonly ToldCount[] | undefined;
  /** Not given: AWS has counted none of it. */
  readonly others?: readonly ToldOther[] | undefined;
  /** Not given: nothing. */
  readonly leftOut?: readonly LeftOut[] | undefined;
  /** Not given: it was written down before this was. */
  readonly plan?: PlanEnd | undefined;
  /** Who has what of the sums; not given: there is only one place. */
  readonly places?: readonly PlaceShare[] | undefined;
  /** Of whom nothing is counted, since nobody could look, or not for days. */
  readonly missing?: readonly string[] | undefined;
}
