import { inHours } from '../../lib/model/instant.ts';
import { microUsd } from '../../lib/model/money.ts';
import { particle } from '../../lib/tell/render/particle.ts';
import { quantity } from '../../lib/tell/render/quantity.ts';
import type { SavingsWords } from './savings-catalogue.ts';

const inH = (hours: number): string => `${quantity(hours)}시간`;

export const SAVINGS_KO: SavingsWords = {
  title: ({ month, until }, isOver, say) =>
    `${month}(UTC)에 중지해서 아낀 요금${isOver ? '' : `, ${say.instant(until)}까지`}`,
  headings: ['', '꺼 둔 시간', '아낀 요금', '무료 한도 안'],
  rules: { schedule: '일정', idle: '미사용', guard: '프리 티어 보호' },
  hours: inH,
  sum: '합계',
  nothing: (month) => `기록에 따르면 ${month}에는 Tierkeeper가 중지해서 아낀 것이 없습니다.`,
  total({ total }, say) {
    const { off, savedMicroUsd, allowance } = total;
    const time = inH(inHours(off));
    const free =
      allowance === 0
        ? ''
        : ` 그중 ${particle(inH(inHours(allowance)), '은/는')} 무료 한도로도 쓸 수 있었습니다.`;
    if (savedMicroUsd < 0) {
      const cost = particle(say.money(microUsd(-savedMicroUsd)), '이/가');
      return `${time} 동안 꺼 두었지만, 쓰지 않는 탄력적 IP 요금으로 ${cost} 더 들었습니다.${free}`;
    }
    const saved = particle(say.money(savedMicroUsd), '을/를');
    return `${time} 동안 꺼 두어 ${saved} 아꼈습니다.${free}`;
  },
  paid(paidBy) {
    switch (paidBy) {
      case 'money':
        return null;
      case 'credits':
        return '이 계정은 크레딧으로 요금을 냅니다. 아낀 것은 크레딧입니다.';
      case 'unknown':
        return (
          '이 계정의 프리 티어 종류를 알 수 없어(정책의 freeTier.plan), 무료 한도로 쓸 수 있었을 ' +
          '시간도 요금으로 셌습니다.'
        );
    }
  },
  unpriced: (hours) =>
    `${particle(inH(hours), '은/는')} 가격을 몰라 금액에 넣지 않았습니다. 실제로는 더 많습니다.`,
  reserved: (hours) =>
    `그중 ${particle(inH(hours), '은/는')} 예약 인스턴스로 이미 값을 치른 시간이라 요금이 줄지 않았습니다.`,
  planned: (hours) =>
    `그중 ${particle(inH(hours), '은/는')} Savings Plans 약정으로 이미 값을 치른 시간일 수 있어 금액에 넣지 ` +
    '않았습니다.',
  freeTier: ({ month, asOf }, say) => `${month}(UTC)의 프리 티어, ${say.farInstant(asOf)} 기준`,
  meaning: '무엇을 세는지는 docs/savings.md에 있습니다.',
};
