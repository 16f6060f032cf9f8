/** What a notebook does, in Korean. */
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

const notebookQuiet = (
  { metric, window, max, below }: ReasonEvidence['notebook-idle'],
  say: Say,
): string =>
  `${say.duration(window)} 동안 ${particle(say.data(metric, 100), '이/가')} ` +
  `${say.measure(max)} 이하였습니다(유휴 기준 ${say.measure(below)} 미만)`;

const NOTEBOOK_GAPS: Readonly<
  Record<ReasonEvidence['notebook-unknown']['why'], (coverage: string) => string>
> = {
  refused: () => '정책에 적힌 지표를 CloudWatch에서 읽지 못했습니다',
  'few-datapoints': (coverage) => `정책에 적힌 지표의 데이터 포인트가 ${coverage}%뿐입니다`,
  stale: () => '정책에 적힌 지표의 데이터 포인트가 너무 오래되었습니다',
  'not-asked': () => '이번에는 정책에 적힌 지표를 조회하지 않았습니다',
};

export const NOTEBOOK_REASONS_KO = {
  'notebook-longest': ({ since, longest }, say) =>
    `${say.instant(since)}부터 실행되어 최대 시간 ${particle(say.duration(longest), '을/를')} ` +
    '넘겼습니다(notebooks.longest). SageMaker는 노트북의 사용 여부를 재지 않으므로 ' +
    '쓰던 중이었을 수도 있습니다.',
  'notebook-longest-near': ({ since, longest, stopAt }, say) =>
    `${say.instant(since)}부터 실행 중이고 최대 시간은 ${say.duration(longest)}입니다` +
    `(notebooks.longest). ${say.instant(stopAt)}에 중지합니다. ` +
    'SageMaker는 노트북의 사용 여부를 재지 않으므로 쓰는 중일 수도 있습니다.',
  'notebook-idle': (evidence, say) => `${notebookQuiet(evidence, say)}.`,
  'notebook-idle-near': (evidence, say) =>
    `${notebookQuiet(evidence, say)}. ${say.instant(evidence.stopAt)}에 중지합니다.`,
  'notebook-busy': ({ metric, max, below }, say) =>
    `사용 중입니다. ${particle(say.data(metric, 100), '이/가')} ${say.measure(max)}까지 ` +
    `올라갔습니다(유휴 기준 ${say.measure(below)} 미만).`,
  'notebook-unknown': ({ metric, why, coveragePercent, fault }, say) =>
    `유휴 상태인지 알 수 없습니다. ${NOTEBOOK_GAPS[why](say.measure(coveragePercent))}` +
    `(${say.data(metric, 100)}).${fault === null ? '' : ` ${FAULTS_KO[fault.code](fault, say)}`}`,
} satisfies Partial<ReasonCatalogue>;
