/** What AWS and our own tags call in English, in Korean. */
import { OFFHOURS_FORM } from '../../model/dialect.ts';
import { TAG } from '../../model/tag.ts';
import { knownWord } from './known-word.ts';
import type { Say } from './say.ts';

const STATES: Readonly<Record<string, string>> = {
  pending: '시작되는 중',
  running: '실행 중',
  stopping: '중지되는 중',
  stopped: '중지됨',
  'shutting-down': '종료되는 중',
  terminated: '종료됨',
};

export const stateKo = (state: string, say: Say): string =>
  knownWord(STATES, state) ?? say.data(state);

/** What our own tags take. */
const FORMS: Readonly<Record<string, string>> = {
  [TAG.holdUntil]: '날짜(2026-11-30), 또는 날짜와 시각(2026-11-30T18:00)',
  [TAG.idle]: 'never, 또는 10분 이상의 시간(45m, 2h)',
  [TAG.eip]: 'eipalloc-으로 시작하는 할당 ID(두 번째 네트워크 인터페이스라면 뒤에 @1)',
  [OFFHOURS_FORM]: 'on, off, 또는 off=(m-f,19);on=(m-f,7);tz=kst 같은 시각',
};

/** A schedule's names are the same in every language. */
export const formKo = (tag: string, expected: string, say: Say): string =>
  knownWord(FORMS, tag) ??
  knownWord(FORMS, expected) ??
  say.data(expected.replace(/^one of: /, ''), 200);

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
  knownWord(FAMILIES, family) ?? say.data(family);
