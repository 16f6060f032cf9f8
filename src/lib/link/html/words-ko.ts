/** The Korean of the pages. */
import type { Hold } from '../../model/ledger.ts';
import type { Pressed } from '../../model/link.ts';
import { savedKo } from '../../tell/render/look-back-ko.ts';
import { METER_KO } from '../../tell/render/meter-ko.ts';
import { particle } from '../../tell/render/particle.ts';
import { reasonKo } from '../../tell/render/reason-ko.ts';
import type { Say } from '../../tell/render/say.ts';
import { STOP_EFFECTS_KO } from '../../tell/render/stop-effects-ko.ts';
import { REST_WORDS } from '../rest-words.ts';
import type { PageWords } from './catalogue.ts';
import { STATUS_KO } from './status-ko.ts';

/** Who asked for it, where that is more than "a link". */
function by({ by: who }: Pick<Hold, 'by'>, say: Say): string {
  const name = say.data(who, 40);
  return name === '' || name === 'link' ? '' : `(${name})`;
}

const held = (hold: Hold, say: Say): string => {
  const until = `${say.instant(hold.until)}까지`;
  const who = by(hold, say);
  switch (hold.want) {
    case 'running':
      return `${until} 켜 둡니다${who}.`;
    case 'stopped':
      return `${until} 꺼 둡니다${who}.`;
    case 'leave':
      return `${until} 보류 중입니다${who}. 그때까지 중지하지도 시작하지도 않습니다.`;
  }
};

function title({ result, until, want }: Pressed, say: Say): string {
  switch (result) {
    case 'held':
      return want === 'running' ? '다시 시작합니다' : `${say.instant(until)}까지 보류했습니다`;
    case 'starts-again':
      return '중지가 이미 시작되어 다시 시작합니다';
    case 'released':
      return '보류를 풀었습니다';
    case 'nothing-held':
      return '풀 보류가 없습니다';
  }
}

function sentences({ result, until, want }: Pressed, name: string, say: Say): readonly string[] {
  const start =
    `5분 안에 ${particle(name, '을/를')} 시작하고, ${say.instant(until)}까지 켜 둡니다. ` +
    '볼륨에 있는 것은 그대로입니다.';
  switch (result) {
    case 'held':
      if (want === 'running') return [start];
      return [`그때까지 ${particle(name, '을/를')} 중지하지도 시작하지도 않습니다.`];
    case 'starts-again':
      return ['보류하기에는 조금 늦었습니다.', start];
    case 'released':
      return [`이제 ${particle(name, '은/는')} 다시 일정과 정책을 따릅니다.`];
    case 'nothing-held':
      return [`${particle(name, '은/는')} 이미 일정과 정책을 따르고 있습니다.`];
  }
}

export const PAGE_WORDS_KO: PageWords = {
  reason: reasonKo,
  effects: STOP_EFFECTS_KO,
  saved: savedKo,
  languages: '언어',
  states: {
    pending: '시작하는 중',
    running: '실행 중',
    stopping: '중지하는 중',
    stopped: '중지됨',
    'shutting-down': '종료하는 중',
    terminated: '종료됨',
  },
  offer: {
    eyebrow: { stops: '곧 중지합니다', off: '꺼져 있습니다', on: '켜져 있습니다' },
    gone: '이 인스턴스는 더 이상 보이지 않습니다.',
    stops: (at, say) => `${say.instant(at)}에 중지합니다`,
    in: (length, say) => `${say.duration(length)} 뒤`,
    overdue: '곧',
    held,
    choose: { running: '계속 켜 두기', off: '켜기' },
    actions: {
      hour: '한 시간 더',
      tomorrow: '내일까지',
      date: '날짜를 정해서',
      tonight: '오늘 밤은 켜 두기',
      start: '다시 시작',
      release: '보류 풀기',
    },
    until: (at, say) => `${say.instant(at)}까지`,
    releaseNote: '다시 일정을 따릅니다',
    nothing: '지금 이 링크로 할 수 있는 것이 없습니다.',
    expires: (at, say) => `이 링크는 ${say.instant(at)}까지, 가진 사람 누구나 쓸 수 있습니다.`,
    harmless: '이 페이지를 여는 것만으로는 아무것도 바뀌지 않습니다.',
  },
  rest: REST_WORDS.ko,
  date: {
    heading: '날짜를 정해서',
    label: '이 날이 끝날 때까지 그대로 두기',
    hint: (latest, say) => `${say.farDay(latest)}까지 고를 수 있습니다.`,
    submit: '이 날까지 보류',
  },
  answer: {
    eyebrow: {
      done: '처리했습니다',
      late: '다른 방법으로 처리했습니다',
      nothing: '할 일이 없습니다',
    },
    title,
    sentences,
    asked: (pressed, say) => `요청한 시각: ${say.instant(pressed.at)}${by(pressed, say)}`,
    undo: '보류 풀기',
    undoNote: '다시 일정을 따릅니다',
    back: '다른 선택 보기',
  },
  refused: {
    title: '쓸 수 없는 날짜입니다',
    sentence: (latest, say) =>
      `아무것도 바꾸지 않았습니다. 오늘부터 ${say.farDay(latest)} 사이의 날짜를 골라 주세요.`,
  },
  status: STATUS_KO,
  meter: METER_KO,
  problem: {
    title: '쓸 수 없는 링크입니다',
    sentences: [
      '기한이 지났거나, 주소가 끝까지 복사되지 않았을 수 있습니다. 아무것도 바뀌지 않았습니다.',
      '가장 최근에 받은 Tierkeeper 메시지의 링크를 써 주세요.',
    ],
  },
};
