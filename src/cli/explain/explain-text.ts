/** An explanation as a person reads it. */
import { isLowered } from '../../lib/decide/modes.ts';
import type { Opinion } from '../../lib/model/decision.ts';
import { nameOf } from '../../lib/model/instance.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import { inColumns } from '../columns.ts';
import { NOT_CARRIED } from '../not-carried.ts';
import { planWords } from '../plan/words.ts';
import type { Terminal } from '../terminal.ts';
import type { Explanation, Hearing } from './explanation.ts';
import { explainWords } from './words.ts';

interface Page {
  readonly terminal: Terminal;
  readonly say: Say;
  readonly explanation: Explanation;
}

export function printExplanation(terminal: Terminal, explanation: Explanation, say: Say): void {
  const page = { terminal, say, explanation };
  const sections = [headOf(page), rulesOf(page), otherwiseOf(page), nextOf(page)];
  sections.forEach((lines, index) => {
    if (index > 0) terminal.print('');
    terminal.print(...lines);
  });
}

const sentenceOf = ({ reason }: Pick<Opinion, 'reason'>, say: Say): string =>
  wordsOf(say.view.language).reason(reason, say);

const onlyTold = (
  explanation: Explanation,
  { rule }: Pick<Opinion, 'rule'>,
  say: Say,
): readonly string[] =>
  isLowered(explanation, rule) ? [explainWords(say.view.language).onlyTold(rule)] : [];

function headOf({ terminal, say, explanation }: Page): readonly string[] {
  const { instance, cause, decision, others, at } = explanation;
  const { verdicts } = planWords(say.view.language);
  const name = say.name({ name: nameOf(instance), instanceId: instance.id });
  const facts = [instance.id, say.data(instance.type), instance.state, say.farInstant(at)];
  const rows = [decision, ...others].map((one) => [
    `  ${verdicts[one.verdict]}`,
    [sentenceOf(one, say), ...onlyTold(explanation, one, say)].join(' '),
  ]);
  const head = [terminal.style('heading', name), ...facts].join('  ');
  const why = cause ? [['  AWS', explainWords(say.view.language).cause(cause, say)]] : [];
  return [head, ...inColumns([...rows, ...why], terminal.columns)];
}

function rulesOf(page: Page): readonly string[] {
  const { terminal, say, explanation } = page;
  const { headings } = explainWords(say.view.language);
  const rows = explanation.hearings.flatMap((hearing) => rowsOf(page, hearing));
  return [terminal.style('heading', headings.rules), ...inColumns(rows, terminal.columns)];
}

function rowsOf({ say, explanation }: Page, hearing: Hearing): readonly (readonly string[])[] {
  const words = explainWords(say.view.language);
  const { rule, opinions, unasked } = hearing;
  const [winner] = explanation.decision.opinions;
  const said = opinions.map((opinion) =>
    [...(opinion === winner ? [words.decides] : []), sentenceOf(opinion, say)].join(' '),
  );
  const texts = said.length > 0 ? said : [unasked ? words.unasked : words.silent];
  return texts.map((text, index) => [index === 0 ? `  ${words.rules[rule]}` : '', text]);
}

function listed({ terminal }: Page, heading: string, texts: readonly string[]): readonly string[] {
  const lines = texts.flatMap((text) =>
    wrap(text, terminal.columns - 4).map((line, index) => (index === 0 ? '  - ' : '    ') + line),
  );
  return [terminal.style('heading', heading), ...lines];
}

function otherwiseOf(page: Page): readonly string[] {
  const { say, explanation } = page;
  const words = explainWords(say.view.language);
  const texts = explanation.otherwise.map((other) =>
    words.otherwise(other, { say, at: explanation.at }),
  );
  return listed(page, words.headings.otherwise, texts.length > 0 ? texts : [words.nothingElse]);
}

function nextOf(page: Page): readonly string[] {
  const { say, explanation } = page;
  const { happenings, mode, at, watched } = explanation;
  const words = explainWords(say.view.language);
  const coming = happenings.map((happening) => words.happening(happening, { say, at }));
  return listed(page, words.headings.next, [
    ...(coming.length > 0 ? coming : [words.nothingComes]),
    ...(mode === 'observe' && coming.length > 0 ? [words.observing] : []),
    ...edgeLines(page),
    ...explanation.notCarried.map((one) => NOT_CARRIED[say.view.language][one]),
    ...(watched === null ? [] : [words.watched(watched)]),
  ]);
}

function edgeLines({ say, explanation }: Page): readonly string[] {
  const { nextEdge, decision, hearings } = explanation;
  const words = explainWords(say.view.language);
  if (nextEdge) {
    return [`${words.nextEdge} ${planWords(say.view.language).nextEdge(nextEdge, say)}`];
  }
  const hasNone = decision.rule !== 'not-ours' && hearings.every(isNotOfSchedule);
  return hasNone ? [words.noSchedule] : [];
}

const isNotOfSchedule = ({ rule, opinions }: Hearing): boolean =>
  rule !== 'schedule' || opinions.length === 0;
