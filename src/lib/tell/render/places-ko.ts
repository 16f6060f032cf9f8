import type { DigestContent } from '../../model/digest.ts';
import type { PlaceWords } from './place-catalogue.ts';

const running = (fleet: DigestContent['fleet']): string =>
  fleet === null
    ? '인스턴스 목록을 읽지 못했습니다'
    : `실행 중 ${fleet.running}대, 중지 ${fleet.stopped}대`;

const named = (names: readonly string[], unnamed: number): string =>
  `${names.join(', ')}${unnamed === 0 ? '' : ` 외 ${unnamed}곳`}`;

export const PLACES_KO: PlaceWords = {
  title: (day, places) => `Tierkeeper ${day} 요약, ${places}곳`,
  subject: (day, places) => `${day}, ${places}곳`,
  fleet: ({ fleet }, { heard, places }) =>
    `지금 ${heard === places ? `${places}곳을 합쳐` : `${places}곳 중 ${heard}곳에서`} ${running(fleet)}.`,
  nothing: '지난 요약 뒤로 아무 일도 없었습니다.',
  there: (fleet) => `지금 ${running(fleet)}.`,
  account: (id) => `계정 ${id}.`,
  late: (day) => `${day} 내용으로, 그날 요약에 늦어 이번에 알립니다.`,
  homePage: (name) => `${name}의 지금 상태를 한 페이지로 보려면:`,
  page: '페이지 보기',
  short:
    '자리가 모자라 줄여서 알립니다. 전체는 각각의 페이지에서, 또는 다음 명령으로 볼 수 있습니다: ' +
    'npx tierkeeper report --html --place 이름',
  quiet: (names, unnamed) => `새 소식 없음: ${named(names, unnamed)}.`,
  missing: (names, unnamed) =>
    `제때 소식이 오지 않은 곳: ${named(names, unnamed)}. 알릴 것이 있으면 다음 요약에 함께 알립니다.`,
  unread: (names, unnamed) =>
    `보내 온 내용을 읽지 못한 곳: ${named(names, unnamed)}. ` +
    '다음 명령으로 볼 수 있습니다: npx tierkeeper report --place 이름',
  unshown: (names, unnamed) => `소식이 더 있는 곳: ${named(names, unnamed)}.`,
  whereToRun: '명령은 그 위에 적힌 계정의 AWS CloudShell에 붙여 넣으면 됩니다.',
  footer: (places, { view: { account, region, mode } }) =>
    `Tierkeeper, 모두 ${places}곳. 계정 ${account}, ${region}에서 보냅니다.` +
    (mode === 'observe' ? ' 관찰만 하는 중이며, 바꾼 것은 없습니다.' : ''),
};
