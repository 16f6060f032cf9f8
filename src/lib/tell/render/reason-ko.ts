/** Every reason in a sentence or two of polite Korean; without a subject it is the instance. */
import type { OutcomeResult } from '../../model/action.ts';
import { OFFHOURS_FORM } from '../../model/dialect.ts';
import { BY_LINK } from '../../model/link.ts';
import type {
  Reason,
  ReasonEvidence,
  ServerSign,
  SignalEvidence,
  SurplusCharge,
} from '../../model/reason.ts';
import { TAG } from '../../model/tag.ts';
import { type ReasonCatalogue, reasonIn } from './catalogue.ts';
import { EDGE_REASONS_KO } from './edge-reason-ko.ts';
import { portsKo } from './exposure-ko.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { failedSinceKo, overKo, passesSinceKo, plannedKo } from './health-ko.ts';
import { OWNERS_KO } from './owner.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

const SELECTORS: Readonly<Record<ReasonEvidence['not-selected']['by'], string>> = {
  manage: '정책이 tierkeeper: 태그가 있는 것만 관리하는데(manage: tagged) 태그가 없습니다.',
  names: '정책이 고른 이름(select.names)이 아닙니다.',
  tags: '정책이 고른 태그(select.tags)가 아닙니다.',
  types: '정책이 고른 유형(select.types)이 아닙니다.',
};

export const SIGNALS_KO = {
  cpu: 'CPU',
  network: '네트워크',
  ebs: '디스크',
  credits: '가득 차지 않은 CPU 크레딧',
} as const;

const value = (amount: number, unit: SignalEvidence['unit'], say: Say): string => {
  switch (unit) {
    case 'percent':
      return `${say.measure(amount)}%`;
    case 'bytes/minute':
      return say.bytes(amount);
    case 'operations/second':
      return `${say.measure(amount)}회`;
    case 'credits':
      return `${say.measure(amount)}개`;
  }
};

const PER = {
  percent: '',
  'bytes/minute': '분당 ',
  'operations/second': '초당 ',
  credits: '',
} as const;

const quietSignal = ({ signal, max, threshold, unit }: SignalEvidence, say: Say): string => {
  const most = value(max, unit, say);
  return (
    `${particle(SIGNALS_KO[signal], '은/는')} ${PER[unit]}최대 ${most}(기준 ` +
    `${value(threshold, unit, say)})`
  );
};

type IdleEvidence = Pick<ReasonEvidence['idle'], 'signals' | 'window'>;

const quiet = ({ signals, window }: IdleEvidence, say: Say): string =>
  `${say.duration(window)} 동안 ${signals.map((one) => quietSignal(one, say)).join(', ')}였습니다.`;

const inUse = ({ signal: one }: { readonly signal: SignalEvidence }, say: Say): string => {
  const [most, threshold] = [one.max, one.threshold].map((amount) => value(amount, one.unit, say));
  return (
    `${particle(SIGNALS_KO[one.signal], '이/가')} ${PER[one.unit]}${most}까지 올라갔습니다(기준 ` +
    `${threshold}).`
  );
};

const sign = (one: ServerSign, say: Say): string => {
  switch (one.sign) {
    case 'elastic-ip':
      return `탄력적 IP ${say.data(one.publicIp)}`;
    case 'open-port':
      return `누구에게나 열린 ${one.port}번 포트`;
    case 'load-balancer':
      return `로드 밸런서 ${say.data(one.group)}의 대상`;
    case 'no-source-dest-check':
      return '라우터처럼 꺼진 소스/대상 확인';
  }
};

/** So many of a list that a sentence stays one. */
const MOST_LISTED = 4;

const some = (items: readonly string[]): string => {
  const rest = items.length - MOST_LISTED;
  return items.slice(0, MOST_LISTED).join(', ') + (rest > 0 ? ` 외 ${rest}개` : '');
};

type HoldEvidence = ReasonEvidence['held'];

const holder = ({ by, why }: HoldEvidence, say: Say): string => {
  const who = by === BY_LINK ? '메시지의 링크에서 요청' : say.data(by);
  const note = say.data(why);
  if (who === '' && note === '') return '';
  return `(${[who, note === '' ? '' : `"${note}"`].filter((part) => part !== '').join(': ')})`;
};

export const RESULTS_KO: Readonly<Record<OutcomeResult, string>> = {
  stopped: '중지되었습니다.',
  started: '실행 중입니다.',
  associated: '주소가 연결되었습니다.',
  held: '그사이 보류나 일시 정지, 모드 변경이 들어와 아무것도 하지 않았습니다.',
  protected: '중지 방지 기능이 켜져 있어 AWS가 거부했습니다.',
  refused: 'AWS가 거부했습니다.',
  'fell-back': '저절로 중지 상태로 되돌아갔습니다.',
  stuck: '10분이 지나도 끝나지 않았습니다.',
  gone: '더 이상 없습니다.',
  interrupted: '호출하기 전에 작업이 끝나, 다시 판단합니다.',
};

const UNKNOWN: Readonly<
  Record<
    ReasonEvidence['idle-unknown']['why'],
    (of: ReasonEvidence['idle-unknown'], say: Say) => string
  >
> = {
  refused: ({ signal, metric }, say) =>
    `CloudWatch에서 ${particle(metric === null ? SIGNALS_KO[signal] : say.data(metric), '을/를')} ` +
    `읽지 못했습니다`,
  'few-datapoints': ({ signal, coveragePercent }, say) =>
    `${SIGNALS_KO[signal]} 데이터 포인트가 ${say.measure(coveragePercent)}%뿐입니다`,
  stale: ({ signal }) => `${SIGNALS_KO[signal]} 데이터 포인트가 너무 오래되었습니다`,
  'not-asked': ({ signal }) =>
    `이번에는 ${particle(SIGNALS_KO[signal], '을/를')} 조회하지 않았습니다`,
  'no-gpu-signal': () => 'GPU 같은 가속기가 있는데, 그 사용량을 보여 주는 지표가 없습니다',
};

/** What helps where it does not help itself. */
const REMEDIES: typeof UNKNOWN = {
  refused: ({ fault }, say) =>
    fault?.code === 'access-denied' && fault.permission !== null
      ? `Tierkeeper의 역할에 ${say.data(fault.permission)} 권한을 허용하세요. ` +
        '다시 배포하면 됩니다.'
      : `${fault === null ? '' : FAULTS_KO[fault.code](fault, say)} 계속 이러면 ` +
        '다른 도구가 이 계정의 CloudWatch 호출 한도를 다 쓰는지 확인하세요.',
  'few-datapoints': () =>
    '늘 이만큼만 켜 두는 인스턴스라면 더 짧은 기간을 태그로 정하고(tierkeeper:idle=30m), ' +
    '아니라면 CloudWatch에 지표가 들어오는지 확인하세요.',
  stale: () => 'CloudWatch에 지표가 들어오는지, 상태 검사를 통과하는지 확인하세요.',
  'not-asked': () => '',
  'no-gpu-signal': () =>
    '일정으로는 중지할 수 있습니다(tierkeeper:schedule 태그). ' +
    'tierkeeper:idle=never 태그를 달면 더 알리지 않습니다.',
};

/** A gap that has only just opened may close by itself. */
const remedy = (evidence: ReasonEvidence['idle-unknown'], say: Say): string =>
  evidence.since === null ? '' : ` ${REMEDIES[evidence.why](evidence, say)}`.trimEnd();

const LIMITS: Readonly<Record<ReasonEvidence['over-limit']['limit'], (allowed: string) => string>> =
  {
    stopsPerPass: (allowed) => `한 번에 최대 ${allowed}대까지만 중지합니다`,
    actionsPerHour: (allowed) => `한 시간에 최대 ${allowed}건까지만 작업합니다`,
    sharePercent: (allowed) =>
      `쓰지 않는 인스턴스는 한 시간에 실행 중인 것의 ${allowed}%까지만 중지합니다`,
  };

/** What a stop charges for credits that were spent in advance. */
export const surplusKo = ({ credits, microUsd }: SurplusCharge, say: Say): string =>
  `중지하면 무제한 모드에서 앞당겨 쓴 CPU 크레딧 ${say.measure(credits)}개의 요금이 ` +
  `청구됩니다: ${microUsd === null ? say.price(null) : `약 ${say.money(microUsd)}`}.`;

const REASONS_KO: ReasonCatalogue = {
  'operator-managed': ({ principal }, say) =>
    `AWS가 ${principal === null ? '' : `${particle(say.data(principal), '을/를')} 위해 `}직접 운영하므로 ` +
    `AWS에 맡깁니다.`,
  'owned-by': ({ owner, tag, value: name }, say) =>
    `${OWNERS_KO[owner]}에 속해 있어(${say.data(tag)}: ${say.data(name)}) 중지하면 새것으로 교체됩니다.`,
  'spot-one-time': ({ requestId }, say) =>
    `일회성 스팟 인스턴스(${say.data(requestId)})라서 AWS에서 중지할 수 없고 종료만 됩니다.`,
  'instance-store-root': () => '루트 디스크가 인스턴스 스토어라서 중지할 수 없고 종료만 됩니다.',
  'dedicated-host': () => '전용 호스트에 있어 중지해도 요금이 같습니다.',
  'capacity-block': () => '용량 블록에 있어 요금을 이미 낸 상태입니다.',
  'not-selected': ({ by }) => SELECTORS[by],
  ignored: ({ tag }, say) => `${say.data(tag)} 태그가 있어 관여하지 않습니다.`,
  gone: ({ state }, say) =>
    state === 'terminated' ? '종료되었습니다.' : `사라지는 중입니다(${stateKo(state, say)}).`,
  'keep-tag': ({ tag }, say) => `${say.data(tag)} 태그가 있어 그대로 둡니다.`,
  'stop-protected': ({ seenAt }, say) =>
    `중지 방지 기능이 켜져 있습니다. ${say.instant(seenAt)}에 AWS가 중지를 거부했습니다.`,
  'too-young': ({ since, minimumUptime }, say) =>
    `${say.instant(since)}에 시작되어, 처음 ${say.duration(minimumUptime)} 동안은 그대로 둡니다.`,
  'unreadable-tag': ({ tag, value: text, expected, problem }, say) =>
    `${say.data(tag)} 태그의 값 ${particle(`"${say.data(text)}"`, '을/를')} ` +
    `읽을 수 없어 그대로 둡니다. 쓸 수 있는 값: ${formOf(tag, expected, say)}.` +
    (problem === undefined ? '' : ` 이유(영어): ${say.data(problem, 200)}`),
  'instance-store-data': ({ type }, say) =>
    `${particle(say.data(type), '은/는')} 인스턴스 스토어 디스크가 있어, 중지하면 그 안의 데이터가 지워집니다.`,
  held: (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 보류 중입니다${holder(evidence, say)}.`,
  'hold-wants-running': (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 켜 두기로 했습니다${holder(evidence, say)}.`,
  'hold-wants-stopped': (evidence, say) =>
    `${say.farInstant(evidence.until)}까지 중지해 두기로 했습니다${holder(evidence, say)}.`,
  paused: ({ since }, say) => `Tierkeeper가 ${say.instant(since)}부터 일시 정지 중입니다.`,
  ...EDGE_REASONS_KO,
  'idle-warned': (evidence, say) =>
    quiet(evidence, say) +
    (evidence.stopAt === null
      ? ''
      : ` 계속 사용하지 않으면 ${say.clock(evidence.stopAt)}에 중지합니다.`) +
    (evidence.surplus ? ` ${surplusKo(evidence.surplus, say)}` : ''),
  'idle-waiting': (evidence, say) =>
    `${quiet(evidence, say)} 미리 알린 대로, 사용하지 않으면 ${say.clock(evidence.stopAt)}에 중지합니다.`,
  'warning-not-sent': ({ warnedAt }, say) =>
    `${say.instant(warnedAt)}의 경고가 아직 전달되지 않아 대기 시간이 시작되지 않았습니다.`,
  idle: (evidence, say) =>
    `${quiet(evidence, say)} ${say.clock(evidence.warnedAt)}에 알린 뒤에도 그대로였습니다.`,
  'idle-server': (evidence, say) =>
    `${quiet(evidence, say)} 다만 서버로 보여(${some(evidence.signs.map((one) => sign(one, say)))}) ` +
    `중지를 제안만 합니다.`,
  'idle-withdrawn': (evidence, say) => `다시 사용 중입니다. ${inUse(evidence, say)}`,
  busy: (evidence, say) => `사용 중입니다. ${inUse(evidence, say)}`,
  'idle-unknown': (evidence, say) =>
    (evidence.since === null
      ? '사용하지 않는지 알 수 없습니다.'
      : `사용하지 않는지를 ${say.instant(evidence.since)}부터 알 수 없습니다.`) +
    ` ${UNKNOWN[evidence.why](evidence, say)}.${remedy(evidence, say)}`,
  'idle-off': ({ by }) =>
    by === 'tag'
      ? 'tierkeeper:idle=never 태그가 있어, 사용하지 않아도 중지하지 않습니다.'
      : '정책에서 유휴 중지(idle.on)를 껐습니다.',
  'boot-grace': ({ until }, say) => `막 시작되어 ${say.clock(until)}까지는 판단하지 않습니다.`,
  'cool-down': ({ until }, say) =>
    `얼마 전에 중지했으므로 ${say.instant(until)}까지는 다시 중지하지 않습니다.`,
  'nobody-to-warn': () => '경고를 받겠다고 확인한 사람이 없어 중지하지 않습니다.',
  'in-transition': ({ state, since }, say) =>
    `상태가 바뀌는 중입니다(${say.instant(since)}부터 ${stateKo(state, say)}).`,
  'over-limit': ({ limit, allowed }, say) =>
    `${LIMITS[limit](say.count(allowed))}(limits.${limit}). 차례를 기다립니다.`,
  incomplete: ({ family, fault }, say) =>
    `${familyKo(family, say)} 목록을 읽지 못해 아무것도 판단하지 않습니다. ${FAULTS_KO[fault.code](fault, say)}`,
  'nothing-due': ({ state }, say) => `지금 할 일이 없습니다(${stateKo(state, say)}).`,
  'address-in-place': ({ publicIp }, say) =>
    `주소 ${particle(say.data(publicIp), '이/가')} 제자리에 있습니다.`,
  'address-lost': ({ allocationId, publicIp }, say) =>
    `태그에 적힌 주소 ${particle(`${say.data(publicIp)}(${say.data(allocationId)})`, '이/가')} ` +
    '연결되어 있지 않습니다.',
  'address-waits': ({ declared, state }, say) =>
    `주소(${say.data(declared)})는 실행 중일 때 연결합니다(지금은 ${stateKo(state, say)}).`,
  'address-unknown': ({ declared }, say) =>
    `태그에 적힌 주소 ${particle(say.data(declared), '은/는')} 이 리전에 없습니다` +
    '(반납되었거나 처음부터 없던 주소입니다).',
  'address-elsewhere': ({ publicIp, holder: other }, say) =>
    `주소 ${particle(say.data(publicIp), '은/는')} ${say.data(other)}에 있습니다. ` +
    `Tierkeeper는 남의 주소를 빼앗지 않습니다.`,
  'address-claimed-twice': ({ declared, claimants }, say) =>
    `${some(claimants.map((one) => say.data(one, 40)))}의 태그에 같은 주소 ` +
    `${particle(say.data(declared), '이/가')} 적혀 있어, 어디에도 연결하지 않습니다.`,
  'address-occupied': ({ declared, publicIp }, say) =>
    `이미 탄력적 IP ${particle(say.data(publicIp), '이/가')} 있어 ${particle(say.data(declared), '을/를')} ` +
    `연결하지 않습니다.`,
  'address-no-interface': ({ declared }, say) =>
    `주소 ${particle(say.data(declared), '을/를')} 연결할 네트워크 인터페이스가 없습니다.`,
  'address-border-group': ({ publicIp, group, zone }, say) =>
    `주소 ${particle(say.data(publicIp), '은/는')} 네트워크 경계 그룹이 ${say.data(group)}입니다. ` +
    `그래서 ${say.data(zone)}의 인스턴스에는 AWS가 연결해 주지 않습니다. 다른 주소가 필요합니다.`,
  'address-managed': ({ declared, by }, say) =>
    `네트워크 인터페이스를 ${particle(say.data(by), '이/가')} 관리하고 있어 AWS가 다른 주소` +
    `(${say.data(declared)})를 연결하지 못하게 합니다.`,
  'pool-empty': ({ pool }, say) =>
    `주소 풀 "${say.data(pool)}"에 남은 주소가 없습니다. 리전마다 다섯 개까지이고, ` +
    '더 필요하면 Service Quotas에서 늘려야 합니다.',
  'address-left': ({ publicIp, instance, monthlyMicroUsd, successor }, say) =>
    `종료된 ${say.data(instance, 40)}에 있던 탄력적 IP ${particle(say.data(publicIp), '을/를')} ` +
    `쓰는 곳이 없는데 ${costs(monthlyMicroUsd, say)}.` +
    (successor === null ? '' : ` 이제 ${say.data(successor, 40)}에 연결할 주소일 수 있습니다.`),
  'address-settled': ({ publicIp }, say) =>
    `주소 ${particle(say.data(publicIp), '이/가')} 다시 쓰이거나 반납되었습니다.`,
  'volume-left': ({ instance, sizeGiB, type, monthlyMicroUsd }, say) =>
    `${particle(say.data(instance, 40), '이/가')} 종료된 뒤에 ` +
    `${say.data(type)} ${say.count(sizeGiB)}GiB가 남아 ${costs(monthlyMicroUsd, say)}.`,
  'volume-kept': ({ tag }, say) => `${say.data(tag)} 태그가 있어 남겨 둡니다.`,
  'volume-attached': ({ instance }, say) => `${say.data(instance, 40)}에 연결되어 있습니다.`,
  'volume-going': ({ state }, say) => `${say.data(state)} 상태이며, 다시 확인합니다.`,
  'volume-waits': ({ next }, say) =>
    `지난번에 볼 때 아직 정리되는 중이었고, ${say.instant(next)}에 다시 확인합니다.`,
  'volume-gone': () => '사라졌습니다.',
  exposed: ({ group, ports, instances, more }, say) => {
    const names = instances.map((name) => say.data(name, 40)).join(', ');
    const others = more > 0 ? ` 외 ${say.count(more)}대` : '';
    return (
      `보안 그룹 "${say.data(group, 40)}" 때문에 인터넷의 누구나 ` +
      `${names}${others}의 ${portsKo(ports)}에 접속할 수 있습니다.`
    );
  },
  'exposure-known': ({ group, ports }, say) =>
    `보안 그룹 "${say.data(group, 40)}"의 ${portsKo(ports)}가 누구에게나 열려 있으며, ` +
    '이미 알렸습니다.',
  'exposure-ended': ({ group }, say) =>
    `보안 그룹 "${say.data(group, 40)}"에는 누구에게나 열린 위험한 포트가 이제 없습니다.`,
  impaired: (evidence, say) => `${failedSinceKo(evidence, say)}.`,
  'impaired-lately': (evidence, say) =>
    `${failedSinceKo(evidence, say)}. 이어지면 ${say.clock(evidence.tellAt)}에 알립니다.`,
  'well-lately': (evidence, say) => `${passesSinceKo(evidence, say)}. 이어지면 정상으로 봅니다.`,
  'well-again': (evidence, say) =>
    `${say.instant(evidence.since)}에 시작된 장애가 끝나 정상으로 돌아왔습니다.`,
  'passing-again': () => '상태 검사에 잠깐 실패했다가 다시 통과합니다.',
  'scheduled-event': (evidence, say) => `${plannedKo(evidence, say)}.`,
  'scheduled-event-over': (evidence) => overKo(evidence),
  'status-unknown': ({ state }, say) =>
    state === 'running'
      ? 'EC2가 지금은 상태를 보여 주지 않습니다.'
      : `EC2는 실행 중일 때만 상태 검사를 보여 주는데, 지금은 ${say.data(state)}입니다.`,
  'notebook-longest': ({ since, longest }, say) =>
    `${say.instant(since)}부터 실행되어 최대 시간 ${particle(say.duration(longest), '을/를')} ` +
    '넘겼습니다(notebooks.longest). SageMaker는 노트북의 사용 여부를 재지 않으므로 ' +
    '쓰던 중이었을 수도 있습니다.',
  'notebook-longest-near': ({ since, longest, stopAt }, say) =>
    `${say.instant(since)}부터 실행 중이고 최대 시간은 ${say.duration(longest)}입니다` +
    `(notebooks.longest). ${say.instant(stopAt)}에 중지합니다. ` +
    'SageMaker는 노트북의 사용 여부를 재지 않으므로 쓰는 중일 수도 있습니다.',
  'notebook-idle': (evidence, say) => `${notebookQuiet(evidence, say)}.`,
  'notebook-idle-near': (evidence, say) =>
    `${notebookQuiet(evidence, say)}. ${say.instant(evidence.stopAt)}에 중지합니다.`,
  'notebook-busy': ({ metric, max, below }, say) =>
    `사용 중입니다. ${particle(say.data(metric, 100), '이/가')} ${say.measure(max)}까지 ` +
    `올라갔습니다(유휴 기준 ${say.measure(below)} 미만).`,
  'notebook-unknown': ({ metric, why, coveragePercent, fault }, say) =>
    `유휴 상태인지 알 수 없습니다. ${NOTEBOOK_GAPS[why](say.measure(coveragePercent))}` +
    `(${say.data(metric, 100)}).${fault === null ? '' : ` ${FAULTS_KO[fault.code](fault, say)}`}`,
  'credits-charged': ({ credits, microUsd: sum }, say) =>
    `지난 24시간 동안 쌓인 것보다 CPU 크레딧 ${say.measure(credits)}개를 더 써서 ` +
    `요금이 청구되었습니다(무제한 모드): ${sum === null ? say.price(null) : say.money(sum)}. ` +
    '표준 모드에서는 청구되지 않는 대신 CPU가 느려집니다.',
  'credits-exhausted': ({ length, isLaunchCredit, vcpuHourMicroUsd: hour }, say) =>
    `지난 24시간 중 ${say.duration(length)} 동안 CPU 크레딧이 바닥나 CPU가 기준 성능으로 ` +
    '제한되었습니다. 무제한 모드로 바꾸면 풀리지만 ' +
    (hour === null
      ? '요금이 청구됩니다.'
      : `적립량을 넘은 vCPU 시간마다 ${particle(say.money(hour), '이/가')} 청구됩니다.`) +
    (isLaunchCredit ? ' t2가 시작할 때 받은 시작 크레딧도 다 썼습니다.' : ''),
  outcome: ({ result }) => RESULTS_KO[result],
};

const notebookQuiet = (
  { metric, window, max, below }: ReasonEvidence['notebook-idle'],
  say: Say,
): string =>
  `${say.duration(window)} 동안 ${particle(say.data(metric, 100), '이/가')} ` +
  `${say.measure(max)} 이하였습니다(유휴 기준 ${say.measure(below)} 미만)`;

const NOTEBOOK_GAPS: Readonly<
  Record<ReasonEvidence['notebook-unknown']['why'], (coverage: string) => string>
> = {
  refused: () => '정책에 적힌 지표를 CloudWatch에서 읽지 못했습니다',
  'few-datapoints': (coverage) => `정책에 적힌 지표의 데이터 포인트가 ${coverage}%뿐입니다`,
  stale: () => '정책에 적힌 지표의 데이터 포인트가 너무 오래되었습니다',
  'not-asked': () => '이번에는 정책에 적힌 지표를 조회하지 않았습니다',
};

const costs = (sum: ReasonEvidence['volume-left']['monthlyMicroUsd'], say: Say): string =>
  sum === null
    ? `요금이 나갑니다(${say.price(null)})`
    : `한 달에 ${particle(say.money(sum), '이/가')} 나갑니다`;

const STATES: Readonly<Record<string, string>> = {
  pending: '시작되는 중',
  running: '실행 중',
  stopping: '중지되는 중',
  stopped: '중지됨',
  'shutting-down': '종료되는 중',
  terminated: '종료됨',
};

/** What our own tags take; a schedule's names are the same in every language. */
const FORMS: Readonly<Record<string, string>> = {
  [TAG.holdUntil]: '날짜(2026-11-30), 또는 날짜와 시각(2026-11-30T18:00)',
  [TAG.idle]: 'never, 또는 10분 이상의 시간(45m, 2h)',
  [TAG.eip]: 'eipalloc-으로 시작하는 할당 ID(두 번째 네트워크 인터페이스라면 뒤에 @1)',
  [OFFHOURS_FORM]: 'on, off, 또는 off=(m-f,19);on=(m-f,7);tz=kst 같은 시각',
};

const formOf = (tag: string, expected: string, say: Say): string =>
  known(FORMS, tag) ?? known(FORMS, expected) ?? say.data(expected.replace(/^one of: /, ''), 200);

const known = (table: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const stateKo = (state: string, say: Say): string => known(STATES, state) ?? say.data(state);

const FAMILIES: Readonly<Record<string, string>> = {
  instances: '인스턴스',
  volumes: '볼륨',
  addresses: '주소',
  'security groups': '보안 그룹',
  'load balancer targets': '로드 밸런서 대상',
  'spot requests': '스팟 요청',
  'EBS snapshots': 'EBS 스냅샷',
  alarms: '경보',
};

export const familyKo = (family: string, say: Say): string =>
  known(FAMILIES, family) ?? say.data(family);

export const reasonKo = (because: Reason, say: Say): string => reasonIn(REASONS_KO, because, say);
