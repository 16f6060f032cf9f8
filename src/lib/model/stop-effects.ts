/** What a stop is worth to its owner, and what goes with it. */
import { type MicroUsd, microUsd } from './money.ts';
import type { SurplusCharge } from './reason.ts';

/** Hours of the free tier that cover a month's use, as it is foreseen. */
export interface FreeHours {
  /** Hours that the month will have taken. */
  readonly forecast: number;
  readonly limit: number;
}

/** What a stop changes for the owner's bill and addresses. */
export interface StopEffects {
  /** The on-demand price that no longer runs up; null when unknown. */
  readonly savesMicroUsdPerHour: MicroUsd | null;
  /** An auto-assigned public address, which is lost at the stop and will be another one. */
  readonly losesPublicIp: string | null;
  /** An Elastic IP, which stays and bills as idle while the instance is stopped. */
  readonly idleElasticIp: string | null;
  /** Null or not given: none, or nobody has looked. */
  readonly surplus?: SurplusCharge | null;
  /**
   * What a public IPv4 address costs an hour, of either kind, used or idle; null or not given:
   * unknown. An auto-assigned one is saved by the stop, an Elastic IP is not.
   */
  readonly ipv4MicroUsdPerHour?: MicroUsd | null;
  /** The share of its price that Reserved Instances pay for either way; not given: none. */
  readonly reservedShare?: number;
  /** The share that a Savings Plan may pay for besides, either way; not given: none. */
  readonly savingsPlanShare?: number;
  /** Given where its hours are free: a stop saves of them, and no money. */
  readonly freeHours?: FreeHours;
  /** True where credits of the account pay: a stop saves some of them, and no money. */
  readonly byCredits?: boolean;
  /** True where the hours of its auto-assigned address are free too. */
  readonly freeAddress?: boolean;
  /** True where the type has instance-store volumes: a stop erases what is on them. */
  readonly losesInstanceStore?: boolean;
}

/** What an hour of being stopped saves, and of what. */
export type HourSaved =
  | { readonly of: 'money' | 'credits'; readonly microUsdPerHour: MicroUsd }
  | { readonly of: 'free-hours'; readonly hours: FreeHours }
  /** Reserved Instances pay for all of it either way. */
  | { readonly of: 'reserved' }
  /** A Savings Plan may pay for all that Reserved Instances do not pay for. */
  | { readonly of: 'savings-plan' };

type Savable = Pick<
  StopEffects,
  'savesMicroUsdPerHour' | 'freeHours' | 'byCredits' | 'reservedShare' | 'savingsPlanShare'
>;

/** Null where its price is unknown. */
export function hourSaved(effects: Savable): HourSaved | null {
  const { savesMicroUsdPerHour: hour, freeHours, byCredits } = effects;
  const { reservedShare = 0, savingsPlanShare = 0 } = effects;
  if (reservedShare >= 1) return { of: 'reserved' };
  if (freeHours) return { of: 'free-hours', hours: freeHours };
  if (hour === null) return null;
  const microUsdPerHour = microUsd(hour * (1 - reservedShare - savingsPlanShare));
  if (savingsPlanShare > 0 && microUsdPerHour <= 0) return { of: 'savings-plan' };
  return { of: byCredits === true ? 'credits' : 'money', microUsdPerHour };
}
