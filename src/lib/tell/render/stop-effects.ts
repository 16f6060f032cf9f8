/** What a stop changes for the owner: the money first, then addresses, disks and credits. */
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { StopEffects } from '../../model/notice.ts';
import { HOURS_PER_MONTH } from '../../model/price.ts';
import type { SurplusCharge } from '../../model/reason.ts';
import type { Say } from './say.ts';

export interface StopEffectWords {
  /** What it saves: an hour, a day. */
  saves(hour: string, day: string): string;
  readonly savesUnknown: string;
  /** An auto-assigned address, and what it costs an hour where that is known. */
  losesAddress(publicIp: string, hour: string | null): string;
  /** An Elastic IP that stays, and what it costs a month while it is idle. */
  idlesAddress(publicIp: string, month: string | null): string;
  readonly erases: string;
  surplus(charge: SurplusCharge, say: Say): string;
}

export function stopEffects(
  effects: StopEffects,
  words: StopEffectWords,
  say: Say,
): readonly string[] {
  const { savesMicroUsdPerHour: hour, losesPublicIp, idleElasticIp, surplus } = effects;
  const ipv4 = effects.ipv4MicroUsdPerHour ?? null;
  const over = (hours: number, of: MicroUsd): string => say.money(microUsd(of * hours));
  return [
    hour === null ? words.savesUnknown : words.saves(over(1, hour), over(24, hour)),
    ...(losesPublicIp === null
      ? []
      : [words.losesAddress(say.data(losesPublicIp), ipv4 === null ? null : over(1, ipv4))]),
    ...(idleElasticIp === null
      ? []
      : [
          words.idlesAddress(
            say.data(idleElasticIp),
            ipv4 === null ? null : over(HOURS_PER_MONTH, ipv4),
          ),
        ]),
    ...(effects.losesInstanceStore === true ? [words.erases] : []),
    ...(surplus ? [words.surplus(surplus, say)] : []),
  ];
}
