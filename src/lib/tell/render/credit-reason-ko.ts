/** What CPU credits cost, in Korean. */
import type { SurplusCharge } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

/** What a stop charges for credits that were spent in advance. */
export const surplusKo = ({ credits, microUsd }: SurplusCharge, say: Say): string =>
  `중지하면 무제한 모드에서 앞당겨 쓴 CPU 크레딧 ${say.measure(credits)}개의 요금` +
  (microUsd === null
    ? '이 청구됩니다(가격 모름).'
    : ` 약 ${particle(say.money(microUsd), '이/가')} 청구됩니다.`);

export const CREDIT_REASONS_KO = {
  'credits-charged': ({ credits, microUsd: sum }, say) =>
    `지난 24시간 동안 쌓인 것보다 CPU 크레딧 ${say.measure(credits)}개를 더 써서 ` +
    (sum === null
      ? '요금이 청구되었습니다(무제한 모드, 가격 모름). '
      : `${particle(say.money(sum), '이/가')} 청구되었습니다(무제한 모드). `) +
    '표준 모드에서는 청구되지 않는 대신 CPU가 느려집니다.',
  'credits-exhausted': ({ length, isLaunchCredit, vcpuHourMicroUsd: hour }, say) =>
    `지난 24시간 중 ${say.duration(length)} 동안 CPU 크레딧이 바닥나 CPU가 기준 성능으로 ` +
    '제한되었습니다. 무제한 모드로 바꾸면 풀리지만 ' +
    (hour === null
      ? '요금이 청구됩니다.'
      : `적립량을 넘은 vCPU 시간마다 ${particle(say.money(hour), '이/가')} 청구됩니다.`) +
    (isLaunchCredit ? ' t2가 시작할 때 받은 시작 크레딧도 다 썼습니다.' : ''),
} satisfies Partial<ReasonCatalogue>;
