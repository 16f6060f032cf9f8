/** What a stop changes for the owner: the money first, then addresses, disks and credits. */
import { type MicroUsd, microUsd } from '../../model/money.ts';
import { HOURS_PER_MONTH } from '../../model/price.ts';
import type { SurplusCharge } from '../../model/reason.ts';
import {
  type FreeHours,
  type HourSaved,
  hourSaved,
  type StopEffects,
} from '../../model/stop-effects.ts';
import type { Say } from './say.ts';

export interface StopEffectWords {
  /** What it saves, of the account's credits or in money: an hour, a day. */
  saves(hour: string, day: string, credits: boolean): string;
  /** The same where an hour is enough. */
  savesAnHour(hour: string, credits: boolean): string;
  readonly savesUnknown: string;
  /** Its hours are free: what a month takes of them, and how many there are. */
  savesFree(forecast: string, limit: string): string;
  /** Reserved Instances pay for all of it. */
  readonly savesReserved: string;
  /** A Savings Plan may pay for all of it. */
  readonly savesPlanned: string;
  /** Who pays, or may pay, for the part of it that `saves` has left out. */
  paidInPart(by: 'reserved' | 'savings-plan' | 'both'): string;
  /** An auto-assigned address, and what it costs an hour where that is known. */
  losesAddress(publicIp: string, hour: string | null): string;
  /** An Elastic IP that stays, and what it costs a month while it is idle, credits or money. */
  idlesAddress(publicIp: string, month: string | null, credits: boolean): string;
  readonly erases: string;
  surplus(charge: SurplusCharge, say: Say): string;
}

/** Whole hours, and never fewer than they are. */
export const ofFreeHours = (
  { forecast, limit }: FreeHours,
  say: Say,
): readonly [forecast: string, limit: string] => [say.count(Math.ceil(forecast)), say.count(limit)];

function savings(effects: StopEffects, words: StopEffectWords, say: Say): string {
  const saved = hourSaved(effects);
  if (saved === null) return words.savesUnknown;
  if (!('microUsdPerHour' in saved)) return savingAnHour(saved, words, say);
  const { of, microUsdPerHour: hour } = saved;
  const day = say.money(microUsd(hour * 24));
  const saves = words.saves(say.money(hour), day, of === 'credits');
  const payers = payersOf(effects);
  return payers === null ? saves : `${saves} ${words.paidInPart(payers)}`;
}

function payersOf({ reservedShare = 0, savingsPlanShare = 0 }: StopEffects) {
  if (reservedShare > 0) return savingsPlanShare > 0 ? 'both' : 'reserved';
  return savingsPlanShare > 0 ? 'savings-plan' : null;
}

/** In one sentence, for a page. */
export function savingAnHour(saved: HourSaved, words: StopEffectWords, say: Say): string {
  switch (saved.of) {
    case 'reserved':
      return words.savesReserved;
    case 'savings-plan':
      return words.savesPlanned;
    case 'free-hours':
      return words.savesFree(...ofFreeHours(saved.hours, say));
    case 'money':
    case 'credits':
      return words.savesAnHour(say.money(saved.microUsdPerHour), saved.of === 'credits');
  }
}

export function stopEffects(
  effects: StopEffects,
  words: StopEffectWords,
  say: Say,
): readonly string[] {
  const { losesPublicIp, idleElasticIp, surplus, freeAddress } = effects;
  const ipv4 = effects.ipv4MicroUsdPerHour ?? null;
  const over = (hours: number, of: MicroUsd): string => say.money(microUsd(of * hours));
  const autoHour = ipv4 === null || freeAddress === true ? null : over(1, ipv4);
  return [
    savings(effects, words, say),
    ...(losesPublicIp === null ? [] : [words.losesAddress(say.data(losesPublicIp), autoHour)]),
    ...(idleElasticIp === null
      ? []
      : [
          words.idlesAddress(
            say.data(idleElasticIp),
            ipv4 === null ? null : over(HOURS_PER_MONTH, ipv4),
            effects.byCredits === true,
          ),
        ]),
    ...(effects.losesInstanceStore === true ? [words.erases] : []),
    ...(surplus ? [words.surplus(surplus, say)] : []),
  ];
}
