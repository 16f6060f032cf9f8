/** What every part of the printed plan shares: its window, its words, and lines behind a label. */
import type { Verdict } from '../../lib/model/verdict.ts';
import { widthOf } from '../../lib/tell/render/plain.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { pad } from '../columns.ts';
import type { Style, Terminal } from '../terminal.ts';
import type { PlanWords } from './catalogue.ts';
import type { PlanView } from './view.ts';

export interface Layout extends PlanView {
  readonly terminal: Terminal;
  readonly words: PlanWords;
}

export const INDENT = '  ';

export const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  stop: 'careful',
  start: 'careful',
  warn: 'careful',
  withdraw: 'careful',
  associate: 'careful',
  tell: 'careful',
  leave: 'quiet',
  defer: 'bad',
};

export interface Detail {
  readonly label: string;
  readonly style: Style;
  readonly text: string;
}

/** `  leave     It is in use: …`, with the labels of the whole plan under one another. */
export function details({ words, terminal }: Layout, lines: readonly Detail[]): readonly string[] {
  const labels = [...Object.values(words.verdicts), words.next, words.idle, words.stays];
  const width = Math.max(...labels.map(widthOf));
  const before = INDENT.length + width + 2;
  return lines.flatMap(({ label, style, text }) =>
    wrap(text, terminal.columns - before).map((line, index) =>
      index === 0
        ? INDENT + terminal.style(style, pad(label, width + 2)) + line
        : ' '.repeat(before) + line,
    ),
  );
}
