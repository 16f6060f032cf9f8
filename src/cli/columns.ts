/** Text in columns, East Asian width counted. */
import { widthOf } from '../lib/tell/render/plain.ts';
import { wrap } from '../lib/tell/render/text.ts';

const GAP = 2;
/** Below this a last column is put under the others instead. */
const LAST_COLUMNS_MIN = 20;

/** To a width; `start` puts the blanks in front, for numbers. */
export function pad(text: string, columns: number, blanks: 'start' | 'end' = 'end'): string {
  const fill = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return blanks === 'start' ? fill + text : text + fill;
}

/** How wide each column must be for its widest cell. */
export function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, index) =>
    Math.max(...rows.map((row) => widthOf(row[index] ?? ''))),
  );
}

/** Cells under one another, each row on one line as far as the last cell does not wrap. */
export function inColumns(
  rows: readonly (readonly string[])[],
  columns: number,
): readonly string[] {
  const widths = widthsOf(rows.map((row) => row.slice(0, -1)));
  const before = widths.reduce((sum, width) => sum + width + GAP, 0);
  const indent = columns - before < LAST_COLUMNS_MIN ? 2 * GAP : before;
  return rows.flatMap((row) => {
    const head = row.slice(0, -1).map((cell, index) => pad(cell, (widths[index] ?? 0) + GAP));
    const [first = '', ...rest] = wrap(row.at(-1) ?? '', columns - indent);
    const below = (line: string): string => ' '.repeat(indent) + line;
    const lines = [first, ...rest].filter((line) => line !== '');
    if (indent !== before) return [head.join('').trimEnd(), ...lines.map(below)];
    return [(head.join('') + first).trimEnd(), ...rest.map(below)];
  });
}

/**
 * A first row of headings, then rows of a label and numbers under them. Where the window is too
 * narrow, each number gets a line of its own behind its heading.
 */
export function inTable(rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const widths = widthsOf(rows);
  const width = widths.reduce((sum, one) => sum + one + GAP, -GAP);
  if (width > columns) return stacked(rows);
  return rows.map(([label = '', ...cells]) =>
    [
      pad(label, widths[0] ?? 0),
      ...cells.map((cell, index) => pad(cell, widths[index + 1] ?? 0, 'start')),
    ].join(' '.repeat(GAP)),
  );
}

function stacked([headings = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...headings.map(widthOf));
  return rows.flatMap(([label = '', ...cells]) => [
    label,
    ...cells.map((cell, index) => `  ${pad(headings[index + 1] ?? '', width)}  ${cell}`),
  ]);
}
