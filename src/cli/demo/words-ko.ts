import { particle } from '../../lib/tell/render/particle.ts';
import type { DemoWords } from './catalogue.ts';
import { NIGHTLY } from './company.ts';
import type { Deed } from './story.ts';
import type { Trait } from './trait.ts';

const object = (name: string): string => particle(name, '을/를');

const DEEDS: Readonly<Record<Deed['verb'], (deed: Deed) => string>> = {
  confirm: () => '메일 구독을 확인합니다. 이제부터 경고가 사람에게 전달됩니다',
  hold: ({ on, note }) =>
    `메일의 링크를 엽니다. ${particle(on, '은/는')} 아직 필요합니다("${note}")`,
  stop: ({ on }) => `${object(on)} 중지합니다`,
  start: ({ on }) => `${object(on)} 시작합니다`,
  terminate: ({ on }) => `${object(on)} 종료(terminate)합니다`,
  'shut-down-from-inside': ({ on }) => `${on} 안에서 shutdown을 실행합니다`,
  launch: ({ on }) => `${object(on)} 새로 만듭니다`,
  tag: ({ on, note }) =>
    note === null ? `${on}의 태그를 바꿉니다` : `${on}에 ${note} 태그를 답니다`,
  protect: ({ on }) => `${on}의 중지 방지 설정을 바꿉니다`,
  'allocate-address': ({ on }) => `주소 ${object(on)} 할당받습니다`,
  associate: ({ on }) => `${on}에 주소를 연결합니다`,
  disassociate: ({ on }) => `실수로 ${on}에서 주소를 떼어 냅니다`,
  'release-address': ({ on }) => `주소 ${object(on)} 반납합니다`,
  'create-volume': ({ on }) => `볼륨 ${object(on)} 만듭니다`,
  'attach-volume': ({ on }) => `볼륨 ${object(on)} 붙입니다`,
  'detach-volume': ({ on }) => `볼륨 ${object(on)} 떼어 냅니다`,
  'stop-notebook': ({ on }) => `노트북 ${object(on)} 중지합니다`,
  'start-notebook': ({ on }) => `노트북 ${object(on)} 시작합니다`,
  'modify-volume': ({ on }) => `볼륨 ${object(on)} 변경합니다`,
  'delete-volume': ({ on }) => `볼륨 ${object(on)} 삭제합니다`,
};

function trait(one: Trait): string {
  switch (one.trait) {
    case 'elastic-ip':
      return `탄력적 IP ${one.publicIp}`;
    case 'spot':
      return '스팟 인스턴스';
    case 'auto-scaling':
      return `Auto Scaling 그룹 ${one.group} 소속`;
    case 'stop-protected':
      return '중지 방지';
    case 'tag':
      return one.tag;
  }
}

const FAULTS = {
  none: '이야기에 나오는 것 말고는 AWS에 장애가 없습니다',
  light: 'AWS가 가끔 실패하거나 이벤트를 잃거나 거듭 보냅니다(faults light)',
  heavy: 'AWS가 자주 실패하고 이벤트를 잃거나 거듭 보냅니다(faults heavy)',
} as const;

/** By the name that a law has in English. */
const LAWS: Readonly<Record<string, string>> = {
  'nothing is told twice, and one digest a date':
    '같은 일을 두 번 알리지 않고, 요약은 하루에 한 번',
  'only who has the lease writes what is kept of the ledger':
    '원장에서 기억해 두는 것은 차례를 잡은 실행만 씀',
  'no action without a recorded intent, and every intent gets an outcome':
    '의도를 기록하지 않고는 아무 일도 하지 않으며, 모든 의도에 결과를 남김',
  'an outcome says what has been seen': '결과는 실제로 본 것만 말함',
  'no power action on what is not ours, protected or held':
    '우리 것이 아니거나 보호·보류 중인 것은 켜지도 끄지도 않음',
  'never more than the limits allow, and no flapping inside the cool-down':
    '한도를 넘지 않고, 쉬는 시간 안에 다시 끄지 않음',
  'an incomplete family never stops anything': '목록을 다 읽지 못하면 아무것도 중지하지 않음',
  'every target gets exactly one decision with a reason': '대상마다 이유가 있는 판단은 꼭 하나',
  'observe changes nothing outside our own stack': '관찰 모드에서는 스택 밖의 것을 바꾸지 않음',
  'nothing is terminated, deleted or released, and no address is taken from anybody':
    '종료·삭제·반납하지 않고, 남의 주소를 빼앗지 않음',
  'a warned stop comes no sooner than its grace': '알린 중지는 유예 시간이 지나야 함',
  'no alarm of anybody else is changed or deleted': '남의 경보를 바꾸거나 지우지 않음',
  "the month's own bill is 0.00 USD for an account of up to 8 instances":
    '인스턴스 8대까지는 Tierkeeper 자신의 한 달 요금이 0달러',
  'what the guard stops is not started again before the next month':
    '가드가 중지한 것은 다음 달이 되기 전에 다시 시작하지 않음',
  'what is said to be saved was off because of us, and is counted once':
    '아꼈다고 말한 시간은 우리가 꺼 둔 시간이고, 한 번만 셈',
  'nothing is stopped or started for an edge before adoption':
    '맡기 전에 지난 시각 때문에 켜거나 끄지 않음',
};

export const DEMO_KO: DemoWords = {
  title: (days) => `서울의 작은 회사, 시뮬레이션한 AWS 계정의 ${days}일`,
  setting: ({ seed, faults }, say) =>
    `리전 ${say.view.region}, 시드 ${seed}. ${FAULTS[faults]}. 시각은 모두 한국 시각입니다.`,
  policy: ({ mode, idle }, say) =>
    `정책: ${mode} 모드, 매일 ${NIGHTLY.stop}에 끄고 ${NIGHTLY.start}에 켭니다. ` +
    `${say.duration(idle.window)} 동안 쓰지 않으면 먼저 알리고 ` +
    `${say.duration(idle.grace)} 뒤에 중지합니다. 2025년 7월보다 먼저 만든 계정이라 무료 12개월이 ` +
    '있습니다.',
  cast: '처음 계정에 있는 것',
  trait,
  deed: (deed) => {
    const done = `${particle(deed.person, '이/가')} ${DEEDS[deed.verb](deed)}`;
    return deed.refused ? `${done}. AWS가 거부합니다` : done;
  },
  found: (howMany) =>
    `모든 리전을 하루 한 번 살펴보다가 잊힌 것 ${howMany}개를 찾았습니다(한 달 금액):`,
  digest: (subject) => `일일 요약 메일을 보냅니다. 이제 매일 아침 보냅니다: "${subject}"`,
  mail: '경고 메일을 보냅니다. 받는 사람은 이렇게 읽습니다:',
  subject: '제목',
  aws: (name, reason) => `AWS가 ${object(name)} 회수합니다(${reason})`,
  asUsual: '평소대로',
  saved: (amount) => `${amount} 절약`,
  bill: {
    heading: '이 기간의 요금',
    without: 'Tierkeeper 없이',
    with: 'Tierkeeper와 함께',
    saved: (amount) => `절약한 금액: ${amount}.`,
    kinds: {
      instance: '인스턴스',
      volume: '볼륨',
      'ipv4-in-use': '퍼블릭 IPv4, 사용 중',
      'ipv4-idle': '퍼블릭 IPv4, 유휴',
    },
    sum: '합계',
    note: (asOf) =>
      '초 단위 온디맨드 가격이며 프리 티어는 적용하지 않았습니다. 똑같은 기간을 아무도 돌보지 않는 ' +
      `계정에서 다시 돌려 비교했습니다. 원화는 ${asOf} 환율입니다.`,
  },
  freeTier: ({ month, asOf }, say) => `${month}(UTC)의 프리 티어, ${say.instant(asOf)} 기준`,
  tally: (tally, say) =>
    `Tierkeeper는 계정을 ${say.count(tally.looks)}번 살펴보았습니다. 중지 ${tally.stops}번, ` +
    `시작 ${tally.starts}번, 주소 재연결 ${tally.associations}번, 메일 ${tally.mails}통입니다.`,
  mishaps: ({ eventsLost, callsFailed, invocationsEnded }, say) =>
    `그동안 이벤트 ${say.count(eventsLost)}건이 사라지고, 호출 ${say.count(callsFailed)}건이 ` +
    `실패하고, 실행 ${say.count(invocationsEnded)}건이 도중에 끊겼습니다.`,
  laws: {
    heading: '일어난 모든 일로 확인한 법칙',
    name: (law) => LAWS[law] ?? law,
    held: '지킴',
    broken: (count) => `${count}번 어김`,
  },
  verdict: (of) =>
    (of.violations === 0
      ? '모든 법칙을 지켰습니다.'
      : `위반이 ${of.violations}건 있습니다. Tierkeeper의 버그입니다.`) +
    ` 요금은 Tierkeeper와 함께 ${of.with}, 없이 ${of.without}입니다.`,
};
