/** The Korean of the status page. */
import type { StatusWords } from './status-words.ts';

const TURNS = { running: '시작합니다', stopped: '중지합니다' } as const;
const WOULD = { running: '시작할 차례입니다', stopped: '중지할 차례입니다' } as const;
const STATES = { running: '켜짐', stopped: '꺼짐' } as const;

const monthOf = (month: string): string => {
  const [year = '', number = ''] = month.split('-');
  return `${year}년 ${Number(number)}월`;
};

export const STATUS_KO: StatusWords = {
  title: '현황',
  place: ({ account, region }) => `계정 ${account}, ${region}`,
  looked: (ago, at, say) => `마지막 확인: ${say.duration(ago)} 전, ${say.instant(at)}`,
  late: (ago, at, say) => `${say.instant(at)} 뒤로 ${say.duration(ago)} 동안 확인하지 못했습니다.`,
  lateAdvice:
    '5분마다 확인해야 하며, 그때까지는 아무것도 중지하거나 시작하지 않습니다. ' +
    'CloudWatch에서 clock-ticked 함수의 로그를 보면 까닭을 알 수 있습니다.',
  neverLooked: '아직 리전 전체를 확인한 적이 없습니다. 처음에는 5분쯤 걸립니다.',
  modes: {
    act: '실제로 중지하고 시작합니다.',
    observe: '관찰만 합니다. 판단한 것을 알리기만 하고 하지는 않습니다.',
  },
  instances: '인스턴스',
  noInstances: '없습니다.',
  more: (count) => `외 ${count}대`,
  since: ({ since }, say) => `${say.instant(since)}부터`,
  labels: { next: '다음', hold: '보류', why: '이유' },
  next({ at, to }, doing, say) {
    if (to === null) return `다음 차례는 ${say.instant(at)}입니다`;
    return `${say.instant(at)}에 ${doing === 'observe' ? WOULD[to] : TURNS[to]}`;
  },
  verdicts: {
    stop: '중지',
    start: '시작',
    warn: '경고',
    withdraw: '경고 취소',
    associate: '주소 연결',
    tell: '알림',
    leave: '그대로 둠',
    defer: '미룸',
  },
  day: '앞으로 24시간',
  dayNotes: {
    act: '일정대로라면 이렇습니다. 쓰지 않는 것은 알린 뒤에 더 일찍 중지할 수 있습니다.',
    observe: '일정대로라면 이렇습니다. 관찰만 하는 동안에는 실제로 하지 않습니다.',
    paused: '일시 정지하는 동안에는 일정과 관계없이 모두 지금 그대로 둡니다.',
  },
  legend: { on: '켜짐', off: '꺼짐', held: '보류' },
  now: '지금',
  stretches: (stretches, say) =>
    stretches
      .map(({ state, to }, index) =>
        index === stretches.length - 1 ? STATES[state] : `${say.instant(to)}까지 ${STATES[state]}`,
      )
      .join(', 그 뒤 '),
  heldUntil: (until, say) => `${say.instant(until)}까지 보류`,
  noSchedule: '일정 없음',
  decisions: '최근 판단',
  noDecisions: '아직 판단한 것이 없습니다.',
  columns: { at: '언제', name: '대상', verdict: '판단', why: '이유' },
  meter: ({ month }) => `${monthOf(month)}의 프리 티어`,
  counted: (at, say) =>
    `${say.instant(at)}에 Tierkeeper가 센 값이며, 적어도 이만큼 썼습니다. 보지 못한 실행은 AWS가 ` +
    '센 만큼만 들어 있습니다.',
  saved: ({ month }) => `${monthOf(month)}에 아낀 것`,
  savedCounted: (at, say) =>
    `${say.instant(at)}에 센 값으로, 이번 달(UTC)에 Tierkeeper가 중지해서 꺼져 있던 시간만 셉니다.`,
  rules: { schedule: '일정', idle: '미사용', guard: '프리 티어 보호' },
  freeTierUnknown:
    '이 계정의 프리 티어 종류를 알 수 없어(정책의 freeTier.plan), 무료 한도로 쓸 수 있었을 시간도 ' +
    '요금으로 셌습니다.',
  asOf: (at, say) => `${say.farInstant(at)} 기준입니다.`,
};
