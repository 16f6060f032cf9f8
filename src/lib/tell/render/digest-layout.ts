/** How the lines of a digest are counted, and laid out for a mail. */
import type { DigestContent, LeftCost } from '../../model/digest.ts';
import type { DigestCounts, DigestSection } from '../../model/digest-section.ts';
import { isUpperBound } from '../../model/finding.ts';
import { type MicroUsd, sumOf } from '../../model/money.ts';
import type { Words } from './catalogue.ts';
import type { Line, Sections, Voice } from './digest-line.ts';
import { overLimits } from './digest-sections.ts';
import { type Room, whileTrue } from './size.ts';
import {
  actionBlocks,
  BLANK,
  type Block,
  INDENT,
  item,
  layOut,
  mergeActions,
  offerBlocks,
  prose,
  tableOf,
} from './text.ts';

/** What could not be read is something to look at, and nothing that was forgotten. */
export const countsOf = (content: DigestContent, sections: Sections): DigestCounts => ({
  trouble: sections.trouble.length + (content.forgotten?.unread.length ?? 0),
  health: sections.health.length,
  warnings: sections.warnings.length,
  week: 0,
  month: 0,
  meter: overLimits(content),
  done: sections.done.length,
  would: sections.would.length,
  proposals: sections.proposals.length,
  unreadable: sections.unreadable.length,
  left: sections.left.length,
  forgotten: (content.forgotten?.findings.length ?? 0) + (content.forgotten?.leftOut ?? 0),
  holds: sections.holds.length,
  next: 0,
  uncertain: sections.uncertain.length,
});

/** More lines than this are only named, and more than that are counted. */
const MOST_LINES = 20;
const MOST_NAMED = 200;

export interface SectionLines {
  readonly section: DigestSection;
  readonly lines: readonly Line[];
  /** Under the heading. */
  readonly costs?: readonly string[] | undefined;
  /** Names of those that are no lines any more, and how many are not even named. */
  readonly others?: readonly string[];
  readonly more?: number;
}

/** Nothing at all where it has no lines. */
export function sectionBlocks(told: SectionLines, words: Words, room: Room): readonly Block[] {
  const { section, costs = [], lines } = told;
  if (lines.length === 0) return [];
  const heading = [prose(words.digest.headings[section]), ...costs.map((cost) => prose(cost))];
  return [...heading, ...linesBlocks(told, words, room), BLANK];
}

/** A sentence by itself, of nothing that has a name. */
const isSentence = (line: Line): boolean => !line.isNamed && line.name === line.text;

/** So many of what has a name, which could stand for it, and so many sentences. */
export function firstOf(lines: readonly Line[], most: number): readonly Line[] {
  const named = lines.filter((line) => !isSentence(line)).slice(0, most);
  const first = new Set([...named, ...lines.filter(isSentence).slice(0, most)]);
  return lines.filter((line) => first.has(line));
}

/** So many names of the lines that are not shown. */
export function namesBeside(
  shown: readonly Line[],
  lines: readonly Line[],
  most: number,
): readonly string[] {
  const rest = lines.filter((line) => !shown.includes(line) && !isSentence(line));
  return rest.slice(0, most).map(({ name }) => name);
}

function linesBlocks(
  { lines, others = [], more = 0 }: SectionLines,
  words: Words,
  room: Room,
): readonly Block[] {
  const shown = whileTrue(firstOf(lines, MOST_LINES), (line) =>
    room.take(layOut(lineBlocks(line))),
  );
  const rest = [...namesBeside(shown, lines, MOST_NAMED - shown.length), ...others];
  const names = whileTrue(rest, (name) => room.take(`${name}, `));
  const left = lines.length + others.length + more - shown.length - names.length;
  const actions = actionBlocks(mergeActions(shown.flatMap((line) => line.actions)));
  return [
    ...rowsOf(shown),
    ...(left + names.length > 0 ? [item(words.pass.others(names, left))] : []),
    ...(room.take(layOut(actions)) ? actions : []),
  ];
}

/** Those with cells first, as one table; the others below it. */
function rowsOf(lines: readonly Line[]): readonly Block[] {
  const rows = lines.flatMap(({ cells, text }) => (cells ? [{ ...cells, text }] : []));
  const items = lines.filter(({ cells }) => !cells).flatMap(lineBlocks);
  return [...tableOf(rows), ...items];
}

const lineBlocks = ({ text, offered = null }: Line): readonly Block[] => [
  item(text),
  ...(offered === null ? [] : [...offerBlocks(offered, INDENT), BLANK]),
];

/** Sections that money runs through say their sum under the heading. */
const COSTS: Partial<Record<DigestSection, (content: DigestContent) => readonly LeftCost[]>> = {
  left: ({ leftVolumes, leftAddresses }) => [costOf([...leftVolumes, ...leftAddresses])],
  forgotten: ({ forgotten }) =>
    forgotten === null || forgotten.findings.length === 0
      ? []
      : [{ ...costOf(forgotten.findings), atMost: forgotten.findings.some(isUpperBound) }],
};

function costOf(things: readonly { readonly monthlyMicroUsd: MicroUsd | null }[]): LeftCost {
  const prices = things.map(({ monthlyMicroUsd }) => monthlyMicroUsd);
  const known = prices.filter((price) => price !== null);
  return { monthlyMicroUsd: sumOf(known), unpriced: prices.length - known.length, atMost: false };
}

/** Under the headings of the sections that have any. */
export const costSentences = (
  content: DigestContent,
  { words, say }: Voice,
): Readonly<Partial<Record<DigestSection, readonly string[]>>> =>
  Object.fromEntries(
    Object.entries(COSTS).map(([section, of]) => [
      section,
      of(content).map((cost) => words.digest.leftCost(cost, say)),
    ]),
  );
