/** What a stop changes, in English. */
import { surplusEn } from './credit-reason-en.ts';
import type { StopEffectWords } from './stop-effects.ts';

const paid = (money: string, credits: boolean): string =>
  credits ? `${money} of your credits` : money;

const PAYERS = {
  reserved: 'Reserved Instances pay',
  'savings-plan': 'A Savings Plan may pay',
  both: 'Reserved Instances, and perhaps a Savings Plan, pay',
} as const;

export const STOP_EFFECTS_EN: StopEffectWords = {
  saves: (hour, day, credits) => `Stopped, it saves ${paid(hour, credits)} an hour, ${day} a day.`,
  savesAnHour: (hour, credits) => `Stopped, it saves ${paid(hour, credits)} an hour.`,
  savesUnknown: 'How much that saves is not known here: its price is unknown.',
  savesFree: (forecast, limit) =>
    'Its hours are free: stopped, it saves some of them, and no money. At this pace the month ' +
    `takes ${forecast} of the ${limit} free hours.`,
  savesReserved: 'That saves no money: a Reserved Instance pays for it, whether it runs or not.',
  savesPlanned: 'That may save no money: a Savings Plan may pay for it, whether it runs or not.',
  paidInPart: (by) => `${PAYERS[by]} for the rest of it, whether it runs or not.`,
  losesAddress: (publicIp, hour) =>
    `It loses its public address ${publicIp}; the next start gives it another.` +
    (hour === null ? '' : ` AWS assigned it, so that saves ${hour} an hour more.`),
  idlesAddress: (publicIp, month, credits) =>
    `It keeps its Elastic IP ${publicIp}. While it is stopped, that counts as idle and costs ` +
    `${month === null ? 'money' : `${paid(month, credits)} a month`}` +
    `${credits ? '.' : ', which no free tier covers.'}`,
  erases: 'A stop erases what is on its instance-store disks, and nothing brings that back.',
  surplus: surplusEn,
};
