/** What the meter reads: what ran, was stored and was addressed, and since when. */
import type { Instant } from './instant.ts';
import type { BeforeLooking, LimitName } from './meter.ts';
import type { MicroUsd } from './money.ts';
import type { SampledUsage } from './past-usage.ts';
import type { PowerState, Schedule } from './schedule.ts';

/** From when it was `running` to when AWS stopped billing it; null while it goes on. */
export interface Run {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface InstanceRun extends Run {
  /** Elastic IPs that were on it when it ended; not given: none, or nobody knows. */
  readonly elastics?: number | undefined;
}

export interface MeteredInstance {
  readonly id: string;
  readonly type: string;
  readonly region: string;
  readonly platform: 'linux' | 'windows';
  /** What people call it, where it is in another Region than home; not given: nothing. */
  readonly name?: string | undefined;
  /** In order, and none over another. */
  readonly runs: readonly InstanceRun[];
  /**
   * What turns it on and off from now on; null: what it does now goes on. One with `start: none`
   * starts nothing.
   */
  readonly schedule: Schedule | null;
  /** What an edge of this moment turns it to; not given: there is none. */
  readonly due?: PowerState | undefined;
}

export interface MeteredVolume extends Run {
  readonly id: string;
  readonly type: string;
  readonly region: string;
  readonly sizeGiB: number;
  readonly iops: number | null;
  readonly throughputMiBps: number | null;
}

export interface MeteredAddress extends Run {
  readonly id: string;
  readonly region: string;
  readonly kind: 'elastic' | 'auto';
  readonly isInUse: boolean;
  /**
   * The instance that it is on: while a schedule has that stopped, an Elastic IP is idle and an
   * automatic address is gone. Null: it stays as it is.
   */
  readonly instanceId: string | null;
}

export type AccountPlan =
  | {
      readonly kind: 'legacy';
      /** Null: not known, and taken for less than 12 months ago. */
      readonly accountCreated: Instant | null;
    }
  | {
      readonly kind: 'credits';
      /** What was left of them at some time. */
      readonly credits: { readonly amount: MicroUsd; readonly asOf: Instant } | null;
      /** When a free plan ends, and AWS closes the account; null: no free plan, or not known. */
      readonly endsAt: Instant | null;
    }
  | { readonly kind: 'none' };

export interface MeteredUsage {
  readonly plan: AccountPlan;
  readonly instances: readonly MeteredInstance[];
  readonly volumes: readonly MeteredVolume[];
  readonly addresses: readonly MeteredAddress[];
  /** What AWS itself has counted of this month besides all of that; nobody knows whose it is. */
  readonly besides?: readonly Besides[] | undefined;
  /** Not given: nothing of the month went by unseen. */
  readonly before?: MonthBefore | undefined;
  /** What others draw on the same allowances. */
  readonly others?: readonly SharedUse[] | undefined;
}

/** What somebody draws on an allowance that others share, as they counted it themselves. */
export interface SharedUse {
  readonly name: LimitName;
  readonly asOf: Instant;
  /** Hours, or GiB-months, of the month that `asOf` is in: up to then. */
  readonly used: number;
  readonly forecast: number;
  /** What one of them costs above the allowance, not rounded; null: nobody knows. */
  readonly unitMicroUsd: number | null;
}

/** How what was used before anybody looked is known: by the limit. */
export type MonthBefore = Readonly<Record<LimitName, BeforeLooking>>;

/** Hours, or GiB-months, at some time between the month's beginning and now. */
export interface Besides {
  readonly name: LimitName;
  readonly amount: number;
  /** Of whose prices it is taken to be. */
  readonly region: string;
}

/** What the daily sweep saw, for the passes until the next one: they list the home Region alone. */
export interface SurveyedUsage extends Omit<MeteredUsage, 'instances'> {
  /** Of other Regions, where no schedule of ours turns them. */
  readonly instances: readonly Omit<MeteredInstance, 'schedule' | 'due'>[];
  /** Of home, by CPU samples: what passes have not seen themselves. */
  readonly sampled?: Pick<SampledUsage, 'instances' | 'addresses'> | undefined;
  /** What of home is not in these lists, for passes of other Regions of the account. */
  readonly atHome?: readonly SharedUse[] | undefined;
}

/** What the last daily sweep of an account counted, for whoever shares its allowances. */
export interface MeterShare {
  readonly kind: 'meter-share';
  readonly at: Instant;
  readonly uses: readonly SharedUse[];
}
