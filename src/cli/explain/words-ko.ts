import { stateReasonOf } from '../../lib/model/state-reason.ts';
import { STATE_REASONS_KO } from '../../lib/tell/render/state-reason-ko.ts';
import { PLAN_KO } from '../plan/words-ko.ts';
import type { ExplainWords, Speech } from './catalogue.ts';
import type { Happening } from './forecast.ts';
import type { Thing } from './without.ts';

function when({ at }: Pick<Happening, 'at'>, { at: now, say }: Speech): string {
  if (at <= now) return '지금';
  return say.day(at) === say.day(now) ? `오늘 ${say.clock(at)}에` : `${say.instant(at)}에`;
}

const IS = { stop: '중지됩니다', start: '시작됩니다', warn: '경고를 받습니다' } as const;
const WOULD = {
  stop: '중지될 차례입니다',
  start: '시작될 차례입니다',
  warn: '경고할 차례입니다',
} as const;

function condition(thing: Thing, { say }: Speech): string {
  switch (thing.kind) {
    case 'hold':
      return `${say.farInstant(thing.hold.until)}까지의 보류가 없다면`;
    case 'tag':
      return `태그(${say.data(`${thing.tag}=${thing.value}`)})가 없다면`;
    case 'warning':
      return `${say.instant(thing.warning.warnedAt)}의 경고가 없었다면`;
    case 'schedule':
      return `"${say.data(thing.schedule, 40)}" 일정을 따르지 않는다면`;
    case 'stop-protection':
      return '중지 방지 기능이 꺼져 있다면';
    case 'nobody-to-warn':
      return '경고를 받겠다고 확인한 사람이 있다면';
    case 'pause':
      return 'Tierkeeper가 일시 정지 중이 아니라면';
    case 'observe':
      return thing.rule === null ? 'act 모드라면' : `정책의 modes.${thing.rule} 값이 act라면`;
  }
}

/** To AWS our calls are a user's too. */
const OURS = 'Tierkeeper가 중지한 것입니다.';

export const EXPLAIN_KO: ExplainWords = {
  headings: {
    rules: '규칙별 판단(우선순위가 높은 것부터)',
    otherwise: '무엇이 달랐다면 결과가 바뀌었을까',
    next: '아무도 손대지 않으면 다음에 일어날 일',
  },
  rules: {
    'not-ours': '관리 대상',
    protected: '보호',
    held: '보류',
    schedule: '일정',
    idle: '유휴',
    limits: '한도',
  },
  cause: ({ stateReason, ours }, say) => {
    if (stateReason === null) return ours ? OURS : '상태의 이유를 알려 주지 않습니다.';
    const { code, message } = stateReason;
    const known = stateReasonOf(code);
    const isOurs = ours && code.startsWith('Client.UserInitiated');
    const means = isOurs ? OURS : known === null ? '' : STATE_REASONS_KO[known];
    return `상태 이유는 "${say.data(message || code, 100)}"입니다. ${means}`.trimEnd();
  },
  silent: '의견이 없습니다.',
  unasked: '묻지 않습니다.',
  decides: '이것으로 정해집니다.',
  otherwise: ({ without, happenings }, speech) => {
    const last = happenings.at(-1);
    const outcome = last ? `${when(last, speech)} ${IS[last.verdict]}` : '아무 일도 하지 않습니다';
    return `${condition(without, speech)} ${outcome}.`;
  },
  nothingElse: '없앨 수 있는 것 가운데 결과를 바꾸는 것은 없습니다.',
  happening: (happening, speech) => {
    const { verdict, rule, told } = happening;
    const proviso = rule === 'idle' && happening.at > speech.at ? '계속 사용하지 않으면 ' : '';
    const does = `${proviso}${when(happening, speech)} ${(told ? WOULD : IS)[verdict]}.`;
    return told ? `${does} ${EXPLAIN_KO.onlyTold(rule)}` : does;
  },
  nothingComes: '지금 알 수 있는 한 아무 일도 일어나지 않습니다.',
  observing: 'observe 모드이므로 실제로 하지는 않고 알리기만 합니다.',
  onlyTold: PLAN_KO.onlyTold,
  nextEdge: '일정의 다음 차례:',
  watched: (isWatched) =>
    isWatched
      ? 'CPU 경보가 있어, 유휴 상태가 되거나 다시 일하기 시작하면 Tierkeeper가 바로 확인합니다.'
      : '경보가 없어 5분마다 확인합니다.',
  noSchedule: '따르는 일정이 없습니다.',
};
