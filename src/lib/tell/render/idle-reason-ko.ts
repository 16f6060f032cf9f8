/** What the signals of an instance say, in Korean. */
import type { ReasonEvidence, ServerSign, SignalEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { surplusKo } from './credit-reason-ko.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { someKo } from './list.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

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
  return `${SIGNALS_KO[signal]} ${PER[unit]}최대 ${most}(기준 ${value(threshold, unit, say)})`;
};

type IdleEvidence = Pick<ReasonEvidence['idle'], 'signals' | 'window'>;

const quiet = ({ signals, window }: IdleEvidence, say: Say): string =>
  `${say.duration(window)} 동안 쓰지 않았습니다: ${signals.map((one) => quietSignal(one, say)).join(', ')}.`;

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

export const IDLE_REASONS_KO = {
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
    `${quiet(evidence, say)} 다만 서버로 보여(${someKo(evidence.signs.map((one) => sign(one, say)))}) ` +
    `중지를 제안만 합니다.`,
  'idle-withdrawn': (evidence, say) => `다시 사용 중입니다. ${inUse(evidence, say)}`,
  busy: (evidence, say) => `사용 중입니다. ${inUse(evidence, say)}`,
  'idle-unknown': (evidence, say) =>
    (evidence.since === null
      ? '쓰고 있는지 판단할 수 없습니다.'
      : `${say.instant(evidence.since)}부터 쓰고 있는지 판단할 수 없습니다.`) +
    ` ${UNKNOWN[evidence.why](evidence, say)}.${remedy(evidence, say)}`,
  'idle-off': ({ by }) =>
    by === 'tag'
      ? 'tierkeeper:idle=never 태그가 있어, 사용하지 않아도 중지하지 않습니다.'
      : '정책에서 유휴 중지(idle.on)를 껐습니다.',
  'boot-grace': ({ until }, say) => `막 시작되어 ${say.clock(until)}까지는 판단하지 않습니다.`,
  'cool-down': ({ until }, say) =>
    `얼마 전에 중지했으므로 ${say.instant(until)}까지는 다시 중지하지 않습니다.`,
  'nobody-to-warn': () => '경고를 받겠다고 확인한 사람이 없어 중지하지 않습니다.',
} satisfies Partial<ReasonCatalogue>;
