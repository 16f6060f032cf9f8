/** What a notebook does, in English. */
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { FAULTS_EN } from './fault-en.ts';
import type { Say } from './say.ts';

const notebookQuiet = (
  { metric, window, max, below }: ReasonEvidence['notebook-idle'],
  say: Say,
): string =>
  `${say.data(metric, 100)} stayed at ${say.measure(max)} or less for ${say.duration(window)} ` +
  `(idle is under ${say.measure(below)})`;

const NOTEBOOK_GAPS: Readonly<
  Record<ReasonEvidence['notebook-unknown']['why'], (coverage: string) => string>
> = {
  refused: () => 'CloudWatch did not show the metric that the policy names',
  'few-datapoints': (coverage) =>
    `only ${coverage} % of the datapoints are there of the metric that the policy names`,
  stale: () => 'the newest datapoint of the metric that the policy names is too old',
  'not-asked': () => 'the metric that the policy names was not asked for in this pass',
};

export const NOTEBOOK_REASONS_EN = {
  'notebook-longest': ({ since, longest }, say) =>
    `It has run since ${say.instant(since)}, longer than ${say.duration(longest)} ` +
    '(notebooks.longest). SageMaker does not say whether a notebook is idle: it may have been in use.',
  'notebook-longest-near': ({ since, longest, stopAt }, say) =>
    `It has run since ${say.instant(since)}, and may run for ${say.duration(longest)} ` +
    `(notebooks.longest): it stops on ${say.instant(stopAt)}. ` +
    'SageMaker does not say whether a notebook is idle: it may be in use.',
  'notebook-idle': (evidence, say) => `${notebookQuiet(evidence, say)}.`,
  'notebook-idle-near': (evidence, say) =>
    `${notebookQuiet(evidence, say)}: it stops on ${say.instant(evidence.stopAt)}.`,
  'notebook-busy': ({ metric, max, below }, say) =>
    `It is in use: ${say.data(metric, 100)} rose to ${say.measure(max)} (idle is under ` +
    `${say.measure(below)}).`,
  'notebook-unknown': ({ metric, why, coveragePercent, fault }, say) =>
    `Whether it is idle is not known: ${NOTEBOOK_GAPS[why](say.measure(coveragePercent))} ` +
    `(${say.data(metric, 100)}).${fault === null ? '' : ` ${FAULTS_EN[fault.code](fault, say)}`}`,
} satisfies Partial<ReasonCatalogue>;
