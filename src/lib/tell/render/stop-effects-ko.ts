/** What a stop changes, in Korean. */
import { surplusKo } from './credit-reason-ko.ts';
import { particle } from './particle.ts';
import type { StopEffectWords } from './stop-effects.ts';

const ofCredits = (credits: boolean): string => (credits ? '크레딧을 ' : '');

const PAYERS = {
  reserved: '예약 인스턴스로 값을 치릅니다',
  'savings-plan': 'Savings Plans 약정으로 값을 치를 수 있습니다',
  both: '예약 인스턴스나 Savings Plans 약정으로 값을 치릅니다',
} as const;

export const STOP_EFFECTS_KO: StopEffectWords = {
  saves: (hour, day, credits) =>
    credits
      ? `중지해 두면 크레딧을 시간당 ${hour}, 하루 ${day}씩 아낍니다.`
      : `중지해 두면 시간당 ${hour}, 하루 ${particle(day, '을/를')} 아낍니다.`,
  savesAnHour: (hour, credits) => `중지해 두면 ${ofCredits(credits)}시간당 ${hour} 아낍니다.`,
  savesUnknown: '가격을 몰라 얼마나 아끼는지는 알 수 없습니다.',
  savesFree: (forecast, limit) =>
    '프리 티어 시간 안이라, 중지해도 요금이 줄지는 않고 무료 시간을 아낍니다. ' +
    `이대로면 이번 달에 무료 ${limit}시간 중 ${forecast}시간을 씁니다.`,
  savesReserved: '예약 인스턴스로 이미 값을 치른 것이라, 중지해도 요금은 줄지 않습니다.',
  savesPlanned:
    'Savings Plans 약정으로 이미 값을 치르고 있을 수 있어, 중지해도 요금이 줄지 않을 수 있습니다.',
  paidInPart: (by) => `나머지는 켜 두든 꺼 두든 ${PAYERS[by]}.`,
  losesAddress: (publicIp, hour) =>
    `퍼블릭 IP ${particle(publicIp, '은/는')} 사라지고, 다시 시작하면 다른 주소를 받습니다.` +
    (hour === null ? '' : ` 자동 할당된 주소라 시간당 ${hour}의 주소 요금도 아낍니다.`),
  idlesAddress: (publicIp, month, credits) =>
    `탄력적 IP ${particle(publicIp, '은/는')} 그대로 남습니다. 중지된 동안에는 쓰지 않는 주소로 ` +
    (credits
      ? `계산되어 ${month === null ? '크레딧이' : `한 달에 크레딧 ${particle(month, '이/가')}`} 나갑니다.`
      : `계산되어, 프리 티어와 상관없이 ${month === null ? '요금이' : `한 달 ${month}의 요금이`} 나갑니다.`),
  erases: '중지하면 인스턴스 스토어 디스크에 있는 데이터가 지워지고 되살릴 수 없습니다.',
  surplus: surplusKo,
};
