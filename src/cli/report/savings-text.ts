/** A month of savings for people: a table by instance and rule, and what it comes to. */
import { inHours } from '../../lib/model/instant.ts';
import type { SavingsLine, SavingsReport } from '../../lib/model/savings.ts';
import type { Saved } from '../../lib/model/tally.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { inTable } from '../columns.ts';
import type { Terminal } from '../terminal.ts';
import type { SavingsWords } from './savings-catalogue.ts';
import { savingsWords } from './savings-words.ts';

export interface SavingsView {
  readonly report: SavingsReport;
  /** The month has ended. */
  readonly isOver: boolean;
  readonly say: Say;
}

const labelOf = ({ name, instanceId, type, rule }: SavingsLine, words: SavingsWords, say: Say) =>
  `${say.name({ name, instanceId })} (${say.data(type)}), ${words.rules[rule]}`;

function cellsOf(saved: Saved, words: SavingsWords, say: Say): readonly string[] {
  const { off, savedMicroUsd, allowance, unpriced } = saved;
  const money = unpriced > 0 && savedMicroUsd === 0 ? null : savedMicroUsd;
  const free = allowance === 0 ? '' : words.hours(inHours(allowance));
  return [words.hours(inHours(off)), say.dollars(money), free];
}

export function printSavings(terminal: Terminal, { report, isOver, say }: SavingsView): void {
  const words = savingsWords(say.view.language);
  const { lines, total, paidBy, month } = report;
  const paragraph = (text: string | null): readonly string[] =>
    text === null ? [] : wrap(text, terminal.columns);
  if (lines.length === 0) {
    terminal.print(...paragraph(words.nothing(month)));
    return;
  }
  const rows = [
    words.headings,
    ...lines.map((line) => [labelOf(line, words, say), ...cellsOf(line.saved, words, say)]),
    ...(lines.length > 1 ? [[words.sum, ...cellsOf(total, words, say)]] : []),
  ];
  terminal.print(
    terminal.style('heading', words.title(report, isOver, say)),
    '',
    ...inTable(rows, terminal.columns).map((row) => row.trimEnd()),
    '',
    ...paragraph(words.total(report, say)),
    ...(total.unpriced === 0 ? [] : paragraph(words.unpriced(inHours(total.unpriced)))),
    ...(total.reserved ? paragraph(words.reserved(inHours(total.reserved))) : []),
    ...(total.savingsPlan ? paragraph(words.planned(inHours(total.savingsPlan))) : []),
    ...paragraph(words.paid(paidBy)),
    ...paragraph(words.meaning),
  );
}
