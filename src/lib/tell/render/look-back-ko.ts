/** What a week and a month came to, in Korean. */
import { inHours, milliseconds } from '../../model/instant.ts';
import { microUsd } from '../../model/money.ts';
import {
  type LookBack,
  type Saved,
  type Spent,
  STOP_CAUSES,
  type StopCause,
  stopCount,
} from '../../model/tally.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

const CAUSES: Readonly<Record<StopCause, string>> = {
  schedule: '일정',
  idle: '미사용',
  longest: '최대 실행 시간',
  hold: '요청',
  guard: '프리 티어 보호',
};

function stopsOf(back: LookBack): readonly string[] {
  const causes = STOP_CAUSES.flatMap((cause) => {
    const count = back.stops[cause] ?? 0;
    return count === 0 ? [] : [{ count, words: CAUSES[cause] }];
  });
  const total = stopCount(back);
  if (total === 0) return [];
  const why = causes.map(({ count, words }) => `${words} ${count}번`);
  return [`중지 ${total}번(${why.join(', ')})`];
}

export function deedsKo(back: LookBack, say: Say): readonly string[] {
  const { starts, failed, wouldStop, wouldStart, since } = back;
  const done = [
    ...stopsOf(back),
    ...(starts === 0 ? [] : [`시작 ${starts}번`]),
    ...(failed === 0 ? [] : [`실패 ${failed}번`]),
  ];
  const would = [
    ...(wouldStop === 0 ? [] : [`중지 ${wouldStop}번`]),
    ...(wouldStart === 0 ? [] : [`시작 ${wouldStart}번`]),
  ];
  const from = say.day(since);
  return [
    ...(done.length === 0 ? [] : [`${from}부터 ${done.join(', ')}.`]),
    ...(would.length === 0 ? [] : [`${from}부터 ${would.join(', ')}을 알리기만 했습니다.`]),
  ];
}

const inWholeHours = (hours: number, say: Say): string =>
  hours < 1 ? '한 시간 미만' : `${say.count(Math.round(hours))}시간`;

const PLANNED = 'Savings Plans 약정으로 이미 값을 치른 시간일 수 있어 아낀 금액에 넣지 않았습니다.';

export function savedKo(saved: Saved, say: Say, credits: boolean): string {
  const { off, savedMicroUsd, allowance, unpriced, reserved = 0, savingsPlan = 0 } = saved;
  const time = inWholeHours(inHours(off), say);
  if (unpriced >= off) return `${time} 동안 꺼 두었습니다. 가격을 몰라 금액은 알 수 없습니다.`;
  const without =
    unpriced > 0
      ? ` 가격을 모르는 ${particle(inWholeHours(inHours(unpriced), say), '은/는')} 뺀 금액입니다.`
      : '';
  const free = allowance > 0 ? inWholeHours(inHours(allowance), say) : null;
  const of = (time: number): string =>
    ` 그중 ${particle(inWholeHours(inHours(milliseconds(time)), say), '은/는')}`;
  const covered =
    (free === null ? '' : ` 그중 ${particle(free, '은/는')} 무료 한도 안입니다.`) +
    (reserved > 0 ? `${of(reserved)} 예약 인스턴스로 이미 값을 치른 시간입니다.` : '') +
    (savingsPlan > 0 ? `${of(savingsPlan)} ${PLANNED}` : '');
  if (savedMicroUsd > 0) {
    const what = particle(`${credits ? '크레딧 ' : ''}${say.money(savedMicroUsd)}`, '을/를');
    return `${time} 동안 꺼 두어 ${what} 아꼈습니다.${covered}${without}`;
  }
  if (savedMicroUsd < 0) {
    const cost = particle(say.money(microUsd(-savedMicroUsd)), '이/가');
    const why = `쓰지 않는 탄력적 IP 요금으로 ${cost} 더 들었습니다.`;
    return `${time} 동안 꺼 두었습니다.${covered} ${why}`;
  }
  if (savingsPlan > 0) return `${time} 동안 꺼 두었습니다.${covered}`;
  return reserved > 0
    ? `${time} 동안 꺼 두었습니다.${covered} 줄어든 요금은 없습니다.`
    : `${time} 동안 꺼 두어 무료 한도를 아꼈습니다. 줄어든 요금은 없습니다.`;
}

export const savedLatelyKo = (saved: Saved, say: Say, credits: boolean): string =>
  `지난 요약 뒤로 ${savedKo(saved, say, credits)}`;

export const spentKo = ({ spentMicroUsd, partial }: Spent, say: Say): string =>
  `그동안 계정 요금은 ${partial ? '적어도 ' : ''}${say.money(spentMicroUsd)}입니다.`;

const PERIODS = { week: '한 주간', month: '한 달간' } as const;

export function lookedBackKo(back: LookBack, say: Say): string {
  const { of, savedMicroUsd, wouldStop } = back;
  if (savedMicroUsd > 0) return `${PERIODS[of]} ${say.dollars(savedMicroUsd)} 절약`;
  const count = stopCount(back);
  return count === 0 && wouldStop > 0
    ? `${PERIODS[of]} 중지했을 일 ${wouldStop}건`
    : `${PERIODS[of]} 중지 ${count}번`;
}
