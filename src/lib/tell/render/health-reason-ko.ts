/** How an instance is, in Korean. */
import type { ReasonCatalogue } from './catalogue.ts';
import { failedSinceKo, overKo, passesSinceKo, plannedKo } from './health-ko.ts';
import { stateKo } from './term-ko.ts';

export const HEALTH_REASONS_KO = {
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
      : `EC2는 실행 중일 때만 상태 검사를 보여 주는데, 지금은 ${stateKo(state, say)} 상태입니다.`,
} satisfies Partial<ReasonCatalogue>;
