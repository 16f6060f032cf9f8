/** Plain text for a mail: 72 columns, East Asian width counted, commands never broken. */
import { type Action, besideLink, type Offered, type Worded } from './catalogue.ts';
import { type Command, commandLine } from './command.ts';
import { graphemesOf, widthOf } from './plain.ts';

export const TEXT_COLUMNS = 72;

export type Block =
  | { readonly kind: 'prose'; readonly text: string; readonly indent: number }
  /** The first line of a list's item. */
  | { readonly kind: 'item'; readonly text: string; readonly indent: number }
  /** A row of a table: its first columns, already as wide as those of the other rows. */
  | { readonly kind: 'row'; readonly head: string; readonly text: string }
  /** Stays on one line however long it is, so that it can be copied. */
  | { readonly kind: 'command'; readonly text: string; readonly indent: number }
  /** The same, and no command: every mail program makes a link of it. */
  | { readonly kind: 'address'; readonly text: string; readonly indent: number }
  | { readonly kind: 'blank' };

export const BLANK: Block = { kind: 'blank' };
export const prose = (text: string, indent = 0): Block => ({ kind: 'prose', text, indent });
export const item = (text: string, indent = 0): Block => ({ kind: 'item', text, indent });

const MARKER = '- ';
export const INDENT = 2;

/** One blank line at most between blocks, none at the ends. */
export function layOut(blocks: readonly Block[]): string {
  const lines = blocks.flatMap(linesOf);
  const kept = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
  return kept.join('\n').trim();
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'blank':
      return [''];
    case 'command':
    case 'address':
      return [' '.repeat(block.indent) + block.text];
    case 'row':
      return tabled(block.head, block.text);
    case 'prose':
      return hang(block.text, block.indent, '');
    case 'item':
      return hang(block.text, block.indent, MARKER);
  }
}

function tabled(head: string, text: string): readonly string[] {
  const margin = ' '.repeat(widthOf(head));
  return wrap(text, TEXT_COLUMNS - margin.length).map((line, index) =>
    index === 0 ? head + line : margin + line,
  );
}

export interface Row {
  readonly amount: string;
  readonly place: string;
  readonly text: string;
}

/** Amounts to the right, places to the left, and what is said beside both in as much as is left. */
export function tableOf(rows: readonly Row[]): readonly Block[] {
  const amounts = Math.max(...rows.map(({ amount }) => widthOf(amount)));
  const places = Math.max(...rows.map(({ place }) => widthOf(place)));
  const space = (width: number, text: string): string => ' '.repeat(width - widthOf(text));
  return rows.map(({ amount, place, text }) => ({
    kind: 'row',
    head: `${space(amounts, amount)}${amount}  ${place}${space(places, place)}  `,
    text,
  }));
}

function hang(text: string, indent: number, marker: string): readonly string[] {
  const margin = ' '.repeat(indent);
  const rest = margin + ' '.repeat(marker.length);
  return wrap(text, TEXT_COLUMNS - rest.length).map((line, index) =>
    index === 0 ? margin + marker + line : rest + line,
  );
}

/**
 * Breaks at spaces, but not between a number and its %; a word wider than the line is cut where it
 * must be. How wide a text is, `string-width` knows, and keeps up with Unicode; wrap-ansi around it
 * would add what terminals need, escapes and hyperlinks, of which a mail has none.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of text.split(/ (?!%)/).flatMap((one) => cut(one, columns))) {
    const wordWidth = widthOf(word);
    if (line !== '' && width + 1 + wordWidth > columns) {
      lines.push(line);
      [line, width] = [word, wordWidth];
    } else {
      [line, width] = line === '' ? [word, wordWidth] : [`${line} ${word}`, width + 1 + wordWidth];
    }
  }
  return [...lines, line];
}

function cut(word: string, columns: number): readonly string[] {
  if (widthOf(word) <= columns) return [word];
  const pieces = [''];
  for (const one of graphemesOf(word)) {
    const last = pieces.at(-1) ?? '';
    if (widthOf(last + one) > columns) pieces.push(one);
    else pieces[pieces.length - 1] = last + one;
  }
  return pieces;
}

/** Commands of one label stand under it together. */
export const actionBlocks = (actions: readonly Action[], indent = 0): readonly Block[] =>
  actions.flatMap(({ label, command }, index) => [
    ...(actions[index - 1]?.label === label ? [] : [BLANK, prose(label, indent)]),
    { kind: 'command', text: commandLine(command), indent: indent + INDENT },
  ]);

/** What the reader can press, before what can be copied. */
export const offerBlocks = (offered: Offered | null, indent = 0): readonly Block[] =>
  offered === null
    ? []
    : [BLANK, prose(offered.label, indent), addressOf(offered, indent + INDENT)];

const addressOf = ({ url }: Offered, indent: number): Block => ({
  kind: 'address',
  text: url,
  indent,
});

/** Parts beyond these are only named: a message is to be read on a phone. */
const MOST_PARTS = 10;

/** One notice that is the whole message. */
export const wholeBlocks = (worded: Worded): Block[] => [
  prose(worded.title),
  BLANK,
  ...worded.sentences.map((sentence) => prose(sentence)),
  ...(worded.about === '' ? [] : [prose(worded.about)]),
  ...offerBlocks(worded.offered),
  ...actionBlocks(besideLink(worded)),
  BLANK,
  ...partBlocks(worded.parts, 0),
];

/** One notice among others: its sentences run together. */
export const itemBlocks = (worded: Worded): Block[] => [
  ...itemHead(worded),
  ...offerBlocks(worded.offered, INDENT),
  ...actionBlocks(besideLink(worded), INDENT),
  BLANK,
  ...partBlocks(worded.parts, INDENT),
];

/** One among many, which share what is said of their links, and their commands. */
export const shortItemBlocks = (worded: Worded): Block[] => [
  ...itemHead(worded),
  ...(worded.offered === null ? [] : [addressOf(worded.offered, INDENT)]),
  BLANK,
  ...partBlocks(worded.parts, INDENT),
];

const itemHead = ({ title, sentences, about }: Worded): Block[] => [
  item(about === '' ? title : `${title} (${about})`),
  prose(sentences.join(' '), INDENT),
];

function partBlocks(parts: readonly Worded[], indent: number): readonly Block[] {
  const shown = parts
    .slice(0, MOST_PARTS)
    .flatMap(({ title, sentences, actions }) => [
      item(title, indent),
      ...sentences.map((sentence) => prose(sentence, indent + INDENT)),
      ...actionBlocks(actions, indent + INDENT),
      BLANK,
    ]);
  return [...shown, ...parts.slice(MOST_PARTS).map(({ title }) => item(title, indent))];
}

/** What closes every message. */
export const closing = (blocks: readonly Block[], { whereToRun, footer }: Closing): Block[] => [
  BLANK,
  ...(blocks.some(({ kind }) => kind === 'command') ? [prose(whereToRun)] : []),
  prose(footer),
];

interface Closing {
  readonly whereToRun: string;
  readonly footer: string;
}

/** Actions that say the same of many resources become one command for all of them. */
export function mergeActions(actions: readonly Action[]): readonly Action[] {
  const byLabel = Map.groupBy(actions, ({ label }) => label);
  return [...byLabel].flatMap(([label, group]) => {
    const byCommand = Map.groupBy(group, ({ command: { before, after } }) => `${before}\n${after}`);
    return [...byCommand.values()].map((same) => ({ label, command: forAll(same) }));
  });
}

function forAll(actions: readonly Action[]): Command {
  const ids = [...new Set(actions.flatMap(({ command }) => command.ids))];
  return { before: '', after: '', ...actions[0]?.command, ids };
}
