import { FREE_ALARM_METRICS } from '../../lib/model/alarm.ts';
import { nameOf } from '../../lib/model/instance.ts';
import { inMinutes } from '../../lib/model/instant.ts';
import type { Upkeep } from '../../lib/model/upkeep.ts';
import { FAULTS_KO } from '../../lib/tell/render/fault-ko.ts';
import { someKo } from '../../lib/tell/render/list.ts';
import { monthlyKo } from '../../lib/tell/render/monthly.ts';
import { particle } from '../../lib/tell/render/particle.ts';
import type { PlanWords, Unreached } from './catalogue.ts';
import { type CredentialTrouble, credentialTrouble, inShort } from './unreached.ts';

const STARTS = {
  ours: ', 이 일정이 중지한 것만',
  all: '',
  none: ', 아무것도 시작하지 않음',
} as const;

const TURNS = { running: '시작', stopped: '중지' } as const;

const SIGN_IN = 'aws sso login으로 로그인하거나 aws configure로 키를 설정한 뒤 다시 실행하세요.';

const CREDENTIALS: Readonly<Record<CredentialTrouble, (whose: string) => string>> = {
  missing: (whose) =>
    `${whose}AWS 자격 증명을 찾지 못했습니다. ${SIGN_IN} ` +
    '다른 프로파일을 쓰려면 --profile을 붙이세요.',
  expired: (whose) => `${whose}AWS 자격 증명이 만료되었습니다. ${SIGN_IN}`,
  'unknown-key': (whose) =>
    `${whose}AWS가 모르는 액세스 키입니다. "aws configure list"로 어떤 키를 쓰는지 확인하세요. ` +
    '키가 삭제 또는 비활성화되었거나, 계정에서 이 리전이 꺼져 있을 수 있습니다.',
  'wrong-secret': (whose) =>
    `${whose}비밀 키가 액세스 키와 맞지 않습니다. 둘 다 다시 설정하세요(aws configure).`,
  clock: () => '이 컴퓨터의 시각이 맞지 않아 AWS가 거부했습니다. 시계를 맞추고 다시 실행하세요.',
};

function refused({ fault }: Extract<Unreached, { why: 'refused' }>, profile?: string): string {
  if (fault.code === 'no-credentials') {
    return CREDENTIALS[credentialTrouble(fault)](profile ? `프로파일 "${profile}": ` : '');
  }
  return `어느 계정인지 AWS가 알려 주지 않습니다(${inShort(fault.message)}). 엔드포인트를 확인하고 다시 실행하세요.`;
}

function unreached(why: Unreached, profile?: string): string {
  switch (why.why) {
    case 'refused':
      return refused(why, profile);
    case 'no-region':
      return '리전이 없습니다. --region ap-northeast-2처럼 인스턴스가 있는 리전을 지정하세요.';
    case 'no-connection':
      return `AWS에 연결하지 못했습니다(${inShort(why.message)}). 네트워크와 리전, 엔드포인트를 확인하세요.`;
    case 'no-answer':
      return (
        `${inMinutes(why.after) * 60}초 동안 AWS나 자격 증명 제공자의 응답이 없습니다. ` +
        '네트워크와 엔드포인트를 확인하세요.'
      );
  }
}

function upkeepKo({ put, remove, usedMetrics, without }: Upkeep): readonly string[] {
  const missing = put.filter(({ why }) => why === 'missing').length;
  const changes = [
    ...(missing > 0 ? [`경보 ${missing}개를 만듭니다.`] : []),
    ...(put.length > missing ? [`경보 ${put.length - missing}개를 바로잡습니다.`] : []),
    ...(remove.length > 0 ? [`경보 ${remove.length}개를 삭제합니다.`] : []),
  ];
  const done = changes.join(' ') || '만들거나 삭제할 경보가 없습니다.';
  const head = `${done} 무료 ${FREE_ALARM_METRICS}개 가운데 ${usedMetrics}개를 쓰고 있습니다.`;
  if (without.length === 0) return [head];
  const rest = `무료 경보를 더 쓰지 않으려고(정책의 alarms) 인스턴스 ${without.length}개에는 만들지 않습니다. `;
  return [head, `${rest}그래도 5분마다 확인합니다.`];
}

export const PLAN_KO: PlanWords = {
  title: ({ account, region, at }, say) => `계정 ${account}, ${region}, ${say.farInstant(at)}`,
  verdicts: {
    stop: '중지',
    start: '시작',
    warn: '경고',
    withdraw: '경고 취소',
    associate: '주소 연결',
    tell: '알림',
    leave: '그대로',
    defer: '보류',
  },
  next: '다음',
  nextEdge: ({ at, to, schedule, start }, say) => {
    const whom = to === 'running' ? STARTS[start] : '';
    return `${say.instant(at)} ${TURNS[to]}("${say.data(schedule, 40)}" 일정${whom})`;
  },
  costs: ({ microUsdPerHour: hour }, say) =>
    hour === null
      ? '요금은 여기서 알 수 없습니다.'
      : `켜져 있는 동안 시간당 ${say.money(hour)}입니다.`,
  wouldStop: (grace, say) => `act 모드라면 먼저 알리고 ${say.duration(grace)} 뒤에 중지합니다.`,
  headings: {
    due: '지금 일어날 일',
    left: '그대로 둘 것',
    addresses: '주소',
    volumes: '볼륨',
    exposure: '누구에게나 열린 포트',
    health: '상태 검사와 예정',
    alarms: 'Tierkeeper의 경보',
    trouble: '읽지 못한 것',
  },
  idle: '유휴',
  idleAddress: ({ instance, publicIp, monthlyMicroUsd }, say) =>
    `${particle(say.data(publicIp), '은/는')} 중지된 ${say.data(nameOf(instance), 40)}에 있지만 ` +
    `요금이 나갑니다: ${monthlyKo(monthlyMicroUsd, say)}.`,
  stays: '남음',
  stayingVolume: ({ instance, volumeId, device }, say) =>
    `${say.data(nameOf(instance), 40)}의 ${volumeId}(${say.data(device)}): ` +
    '인스턴스를 종료해도 삭제되지 않고 남습니다.',
  upkeep: upkeepKo,
  more: (count) => `그 밖에 ${count}건(--json에 모두 있음)`,
  families: {
    instances: '인스턴스',
    addresses: '탄력적 IP 주소',
    volumes: '볼륨',
    'security groups': '보안 그룹',
    'load balancer targets': '로드 밸런서 대상',
    'spot requests': '스팟 요청',
    'instance status': '인스턴스 상태 검사',
    alarms: '모든 리전의 경보',
    metrics: '지표',
  },
  trouble: ({ family, fault }, say) =>
    `${particle(PLAN_KO.families[family], '을/를')} 읽지 못했습니다. ` +
    FAULTS_KO[fault.code](fault, say),
  allow: (permissions) =>
    `이 자격 증명의 사용자나 역할에 ${permissions.join(', ')} 권한을 주고 다시 실행하세요.`,
  nothing: (region) => `${region}에는 인스턴스가 없습니다. 다른 리전: --region 이름`,
  counted: {
    stop: (count) => `중지 ${count}대`,
    start: (count) => `시작 ${count}대`,
    warn: (count) => `경고 ${count}대`,
    withdraw: (count) => `경고 취소 ${count}대`,
    associate: (count) => `주소 연결 ${count}대`,
    tell: (count) => `알림 ${count}대`,
    leave: (count) => `그대로 ${count}대`,
    defer: (count) => `보류 ${count}대`,
  },
  counts: (total, parts) => `인스턴스 ${total}대: ${parts.join(', ')}.`,
  onlyTold: (rule) => `정책의 modes.${rule} 값이 observe이므로 알리기만 합니다.`,
  metrics: ({ statistics, data, passesPerMonth, monthlyMicroUsd }, say) => {
    const free =
      `이렇게 한 번 볼 때 지표 ${say.count(statistics + data)}개, ` +
      `한 달이면 ${say.count((statistics + data) * passesPerMonth)}개를 읽습니다. `;
    return data === 0
      ? `${free}모두 GetMetricStatistics로 읽어 CloudWatch의 무료 호출 100만 건 안에 듭니다.`
      : `${free}한 번에 ${say.count(statistics)}개는 무료인 GetMetricStatistics로, ` +
          `${say.count(data)}개는 GetMetricData로 읽습니다. ${monthlyKo(monthlyMicroUsd, say)}.`;
  },
  mode: (mode, file) => {
    const from = file === null ? 'policy.yml이 없어 기본값' : file;
    return mode === 'observe'
      ? `observe 모드(${from}): Tierkeeper는 이 내용을 알리기만 하고 아무것도 건드리지 않습니다.`
      : `act 모드(${from}): 배포되어 있다면 Tierkeeper가 이대로 합니다.`;
  },
  firstPass:
    '원장 없이 보았으므로 첫 실행에서 내릴 판단입니다. 이미 지난 일정 시각은 세지 않으며, ' +
    '쓰지 않는 인스턴스도 먼저 경고하기 전에는 중지하지 않습니다. 바꾼 것은 없습니다.',
  elsewhere: (names, say) =>
    `정책에는 다른 곳도 있습니다: ${someKo(names.map((one) => say.data(one, 60)))}. --region으로 따로 확인해 주세요. ` +
    '다른 계정이라면 그 계정의 자격 증명이 필요합니다.',
  saved: (file) =>
    `AWS에서 본 내용을 ${file}에 저장했습니다. tierkeeper replay로 같은 판단을 다시 볼 수 있습니다. ` +
    '계정의 ID, 이름, 태그, 주소가 들어 있으니 남에게 주기 전에 먼저 읽어 보세요.',
  unreached,
};
