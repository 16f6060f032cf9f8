/** What the meter leaves out, in Korean. */
import type { LeftOut, OddUse } from '../../model/meter.ts';
import type { OddPrice } from '../../model/price.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

function count({ usageType, unit, why }: OddUse, say: Say): string {
  const line = usageType === '' ? '이름 없는 줄' : say.data(usageType);
  const said = `AWS가 센 값에서 뺀 것: ${line}.`;
  switch (why) {
    case 'unit':
      return `${said} 단위 ${particle(`"${say.data(unit)}"`, '을/를')} 알 수 없습니다.`;
    case 'limit':
      return `${said} 한도가 0입니다.`;
    case 'shape':
      return `${said} 사용량을 읽을 수 없습니다.`;
  }
}

const WHERE = { policy: '정책', table: 'data/prices.json' } as const;

/** The rest of the prices stands, and sums that lack this one are called partial. */
function price({ of, row, why }: OddPrice, say: Say): string {
  const said = `${WHERE[of]}의 가격에서 뺀 것: "${say.data(row)}".`;
  switch (why) {
    case 'name':
      return `${said} instance/us-east-1/t3.micro/linux 같은 가격 이름이 아닙니다.`;
    case 'amount':
      return `${said} 값이 0.0104 같은 달러 금액이 아닙니다.`;
    case 'source':
      return `${said} 날짜가 있는 가격 목록이 아닙니다.`;
  }
}

export function leftOutKo(what: LeftOut, say: Say): string {
  switch (what.kind) {
    case 'count':
      return count(what, say);
    case 'price':
      return price(what, say);
    case 'savings-plan': {
      const odd = particle(`${say.data(what.odd)} "${say.data(what.value)}"`, '을/를');
      return `빼고 센 것: Savings Plan ${say.data(what.id)}. ${odd} 알 수 없습니다.`;
    }
    case 'future': {
      const more = what.count === 1 ? '' : ` 외 ${what.count - 1}개`;
      return (
        `세지 않은 것: ${say.data(what.id)}${more}. AWS는 ${say.farInstant(what.from)}에 ` +
        '시작했다고 하는데, 여기서는 아직 오지 않은 때입니다. 이 컴퓨터의 시계를 확인해 주세요.'
      );
    }
  }
}
