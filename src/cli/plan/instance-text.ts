/** The instances of a plan: first those to which something would happen. */
import { isLowered } from '../../lib/decide/modes.ts';
import type { Decision } from '../../lib/model/decision.ts';
import { nameOf } from '../../lib/model/instance.ts';
import type { Reason } from '../../lib/model/reason.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import { pad, widthsOf } from '../columns.ts';
import { details, INDENT, type Layout, VERDICT_STYLE } from './layout.ts';
import type { InstanceRow } from './report.ts';

const NOTHING_DUE: ReadonlySet<Verdict> = new Set(['leave', 'defer']);

export function instanceSections(layout: Layout): readonly (readonly string[])[] {
  const { report, words, terminal } = layout;
  const { snapshot } = report.world;
  if (snapshot.instances.complete && report.instances.length === 0) {
    return [wrap(words.nothing(snapshot.region), terminal.columns)];
  }
  const isDue = ({ decision }: InstanceRow): boolean => !NOTHING_DUE.has(decision.verdict);
  const section = (heading: string, rows: readonly InstanceRow[]) =>
    rows.length === 0 ? [] : [[terminal.style('heading', heading), ...instanceLines(layout, rows)]];
  return [
    ...section(words.headings.due, report.instances.filter(isDue)),
    ...section(
      words.headings.left,
      report.instances.filter((row) => !isDue(row)),
    ),
  ];
}

/** Each instance with what would happen and why below it. */
function instanceLines(layout: Layout, rows: readonly InstanceRow[]): readonly string[] {
  const widths = widthsOf(rows.map((row) => cellsOf(layout, row)));
  return rows.flatMap((row) => [...headLines(layout, row, widths), ...detailLines(layout, row)]);
}

const cellsOf = ({ say }: Layout, { instance }: InstanceRow): readonly string[] => [
  say.name({ name: nameOf(instance), instanceId: instance.id }),
  instance.id,
  say.data(instance.type),
  instance.state,
];

const GAP = '  ';

/** On one line, its columns under those of the others; in a narrow window the name has its own. */
function headLines(layout: Layout, row: InstanceRow, widths: readonly number[]): readonly string[] {
  const { terminal } = layout;
  const cells = cellsOf(layout, row);
  const width = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  if (width > terminal.columns) {
    const [name = '', ...others] = cells;
    const lines = wrap(others.join(' '), terminal.columns - INDENT.length);
    return [terminal.style('name', name), ...lines.map((line) => INDENT + line)];
  }
  const [name = '', ...others] = cells.map((cell, index) => pad(cell, widths[index] ?? 0));
  return [[terminal.style('name', name), ...others].join(GAP).trimEnd()];
}

function detailLines(layout: Layout, row: InstanceRow): readonly string[] {
  const { words, say } = layout;
  const { verdict, reason } = row.decision;
  const sentence = wordsOf(say.view.language).reason(withoutNext(reason), say);
  const more = NOTHING_DUE.has(verdict)
    ? []
    : [...afterwards(layout, reason), ...onlyTold(layout, row.decision), words.costs(row, say)];
  const text = [sentence, ...more].join(' ');
  const what = { label: words.verdicts[verdict], style: VERDICT_STYLE[verdict], text };
  if (row.next === null) return details(layout, [what]);
  const next = { label: words.next, style: 'quiet', text: words.nextEdge(row.next, say) } as const;
  return details(layout, [what, next]);
}

export const onlyTold = (
  { words, report }: Pick<Layout, 'words' | 'report'>,
  { rule }: Decision,
): readonly string[] => (isLowered(report.plan, rule) ? [words.onlyTold(rule)] : []);

/** Observing warns nobody, so it has no time to name. */
const afterwards = (
  { words, say, report }: Layout,
  { key, evidence }: Reason,
): readonly string[] =>
  key === 'idle-warned' && evidence.stopAt === null
    ? [words.wouldStop(report.world.policy.idle.grace, say)]
    : [];

/** The next edge has a line of its own. */
function withoutNext(reason: Reason): Reason {
  switch (reason.key) {
    case 'edge-adopted':
      return { key: reason.key, evidence: { ...reason.evidence, next: null } };
    case 'edge-answered':
      return { key: reason.key, evidence: { ...reason.evidence, next: null } };
    case 'schedule-adopted':
      return { key: reason.key, evidence: { ...reason.evidence, next: null } };
    default:
      return reason;
  }
}
