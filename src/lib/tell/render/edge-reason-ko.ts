/** Why a schedule does what it does, in Korean. */
import type { EdgeAnswer } from '../../model/action.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { PowerState } from '../../model/schedule.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

const schedule = (name: string, say: Say): string => `"${say.data(name, 40)}" 일정`;

interface Next {
  readonly next: ReasonEvidence['schedule-adopted']['next'];
  readonly nextTo?: PowerState | undefined;
}

const then = ({ next, nextTo }: Next, say: Say): string => {
  if (next === null) return '';
  const what = { running: '시작', stopped: '중지' } as const;
  const turn = nextTo === undefined ? '다음 차례는' : `다음 ${particle(what[nextTo], '은/는')}`;
  return ` ${turn} ${say.instant(next)}입니다.`;
};

const ANSWERS: Readonly<Record<EdgeAnswer, string>> = {
  adopted: '아직 Tierkeeper가 맡기 전이어서 건너뜁니다',
  stopped: '중지했습니다',
  started: '시작했습니다',
  already: '이미 그 상태였습니다',
  person: '사람이 직접 바꾸어, 다음 차례까지 그대로 둡니다',
  held: '보류 중이어서 건너뛰었습니다',
  protected: '보호된 인스턴스여서 건너뛰었습니다',
  retained: '시작 시각 전부터 켜져 있던 것이어서 중지하지 않았습니다(retainRunning)',
  'not-ours': '이 일정이 중지한 것이 아니어서 시작하지 않았습니다',
  missed: '제때 확인하지 못해 건너뛰었습니다',
  'gave-up': '시도했지만 되지 않았습니다',
  observed: 'observe 모드여서 아무것도 하지 않았습니다',
};

const again = (attempt: number): string => (attempt > 1 ? `(${attempt}번째 시도)` : '');

/** A warning that went out late gives its full time all the same. */
const late = ({ edge, stopAt }: ReasonEvidence['stop-edge-near'], say: Say): string =>
  stopAt > edge ? ` 경고가 늦었으므로 실제로는 ${say.clock(stopAt)}에 중지합니다.` : '';

const edgeOf = (evidence: ReasonEvidence['edge-not-ours'], say: Say): string =>
  `${schedule(evidence.schedule, say)}의 ${say.edge(evidence)} 차례`;

export const EDGE_REASONS_KO = {
  'stop-edge': (evidence, say) =>
    `${schedule(evidence.schedule, say)}의 중지 시각은 ` +
    `${say.edge(evidence)}입니다${again(evidence.attempt)}.`,
  'start-edge': (evidence, say) =>
    `${schedule(evidence.schedule, say)}의 시작 시각은 ` +
    `${say.edge(evidence)}입니다${again(evidence.attempt)}.`,
  'stop-edge-near': (evidence, say) =>
    `${schedule(evidence.schedule, say)}에 따라 ${say.edge(evidence)}에 중지합니다.${late(evidence, say)}`,
  'stop-edge-waiting': (evidence, say) =>
    `미리 알린 대로 ${schedule(evidence.schedule, say)}에 따라 ${say.edge(evidence)}에 ` +
    `중지합니다.${late(evidence, say)}`,
  'edge-adopted': (evidence, say) =>
    `${edgeOf(evidence, say)}에는 ${ANSWERS.adopted}.${then(evidence, say)}`,
  'edge-answered': (evidence, say) =>
    `${edgeOf(evidence, say)}에는 ${ANSWERS[evidence.how]}.${then(evidence, say)}`,
  'edge-missed': (evidence, say) =>
    `${edgeOf(evidence, say)}를 ${say.duration(evidence.lateBy)} 늦게 확인했습니다. ` +
    `${say.duration(evidence.catchUp)}(catchUp)보다 늦으면 건너뜁니다.`,
  'edge-person': (evidence, say) =>
    `${edgeOf(evidence, say)} 뒤에 사람이 ` +
    `${evidence.at === null ? '' : `${say.instant(evidence.at)}에 `}직접 ` +
    `${evidence.did === 'start' ? '시작' : '중지'}했으므로, 일정의 다음 차례까지 그대로 둡니다.`,
  'edge-not-ours': (evidence, say) =>
    `${schedule(evidence.schedule, say)}은 ${say.edge(evidence)}에 스스로 중지한 것만 시작합니다. ` +
    '이 인스턴스는 그 일정이 중지하지 않았습니다.',
  'edge-retry': (evidence, say) =>
    `${edgeOf(evidence, say)}는 아직 되지 않았습니다. ${say.clock(evidence.retryAt)}에 ` +
    `${evidence.attempt}번째로 시도합니다.`,
  'edge-gave-up': (evidence, say) =>
    `${edgeOf(evidence, say)}는 ${evidence.attempts}번 시도했지만 되지 않아, 다음 차례를 기다립니다.`,
  'schedule-adopted': (evidence, say) =>
    `지금부터 ${particle(schedule(evidence.schedule, say), '을/를')} 따르며, ` +
    `이미 지난 시각은 건너뜁니다.${then(evidence, say)}`,
  enforced: ({ schedule: name, want }, say) =>
    `${particle(schedule(name, say), '이/가')} ${want === 'running' ? '실행' : '중지'} 상태를 ` +
    `유지합니다(enforce).`,
} satisfies Partial<ReasonCatalogue>;
