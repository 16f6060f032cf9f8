/**
 * Writes what `npm start` prints, shortened, into README.md and README.ko.md: `npm run docs`.
 * test/docs fails when a line of it is not printed any more.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Which paragraphs of the story are shown, and which times of them (empty: all). */
const SHOWN: readonly (readonly [paragraph: number, times: readonly string[]])[] = [
  [0, []],
  [1, []],
  [2, ['09:12', '09:15', '09:35', '21:40', '22:00']],
  [3, ['07:00']],
  [4, []],
  [7, ['07:05']],
  [9, []],
  [11, ['10:20', '10:42', '10:45']],
];
/** The bill and the laws come last. */
const LAST = 2;
const ELLIPSIS = '…';

function excerpt(printed: string): string {
  const paragraphs = printed.trimEnd().split('\n\n');
  const shown = SHOWN.flatMap(([index, times]) => shorten(paragraphs[index] ?? '', times));
  return [...shown, ...paragraphs.slice(-LAST)].join('\n\n');
}

/** The heading of a day, and the first happening at each of the times. */
function shorten(paragraph: string, times: readonly string[]): string {
  if (times.length === 0) return paragraph;
  const [heading = '', ...rest] = paragraph.split(/\n(?=\S)/);
  const kept = times.map((time) => firstAt(time, rest));
  return [heading, ...kept, kept.length < rest.length ? ELLIPSIS : []].flat().join('\n');
}

function firstAt(time: string, entries: readonly string[]): string {
  const entry = entries.find((one) => one.startsWith(time));
  if (entry === undefined) throw new Error(`Nothing is told at ${time}: mend SHOWN.`);
  return entry;
}

function demoIn(language: string): string {
  const command = ['src/cli/main.ts', 'demo', '--lang', language];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr || stdout);
  return stdout;
}

for (const [page, language] of [
  ['README.md', 'en'],
  ['README.ko.md', 'ko'],
] as const) {
  const text = readFileSync(page, 'utf8');
  const block = `<!-- demo -->\n\`\`\`text\n${excerpt(demoIn(language))}\n\`\`\``;
  const written = text.replace(/<!-- demo -->\n```text\n[^`]*```/, () => block);
  writeFileSync(page, written);
}
