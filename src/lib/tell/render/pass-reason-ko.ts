/** What a pass met on its way, and what became of it, in Korean. */
import type { OutcomeResult } from '../../model/action.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { familyKo, stateKo } from './term-ko.ts';

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

const LIMITS: Readonly<Record<ReasonEvidence['over-limit']['limit'], (allowed: string) => string>> =
  {
    stopsPerPass: (allowed) => `한 번에 최대 ${allowed}대까지만 중지합니다`,
    actionsPerHour: (allowed) => `한 시간에 최대 ${allowed}건까지만 작업합니다`,
    sharePercent: (allowed) =>
      `쓰지 않는 인스턴스는 한 시간에 실행 중인 것의 ${allowed}%까지만 중지합니다`,
  };

export const PASS_REASONS_KO = {
  'in-transition': ({ state, since }, say) =>
    `상태가 바뀌는 중입니다(${say.instant(since)}부터 ${stateKo(state, say)}).`,
  'over-limit': ({ limit, allowed }, say) =>
    `${LIMITS[limit](say.count(allowed))}(limits.${limit}). 차례를 기다립니다.`,
  incomplete: ({ family, fault }, say) =>
    `${familyKo(family, say)} 목록을 읽지 못해 아무것도 판단하지 않습니다. ${FAULTS_KO[fault.code](fault, say)}`,
  'nothing-due': ({ state }, say) => `지금 할 일이 없습니다(${stateKo(state, say)}).`,
  outcome: ({ result }) => RESULTS_KO[result],
} satisfies Partial<ReasonCatalogue>;
