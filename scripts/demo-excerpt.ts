/**
 * Writes what `npm start` prints, shortened, into README.md and README.ko.md: `npm run docs`.
 * test/docs fails when a line of it is not printed any more.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** A time of the story; where it is not the first happening of that time, which. */
type Time = string | readonly [clock: string, index: number];

/** Which paragraphs of the story are shown, and what of them (empty: all). */
const SHOWN: readonly (readonly [paragraph: number, times: readonly Time[]])[] = [
  [0, []],
  [1, []],
  [2, [['00:00', 1], '09:12', ['09:15', 1], '09:35', '21:40', '22:00']],
  [7, []],
  [8, ['02:10']],
  [10, ['07:05']],
  [14, ['10:20', '10:42', '10:45']],
];
/** The free tier, the laws and the verdict come last. */
const LAST = 3;
const ELLIPSIS = '…';

function excerpt(printed: string): string {
  const paragraphs = printed.trimEnd().split('\n\n');
  const shown = SHOWN.flatMap(([index, times]) => shorten(paragraphs[index] ?? '', times));
  return [...shown, ...paragraphs.slice(-LAST)].join('\n\n');
}

/** The heading of a day, and what happened at each of the times. */
function shorten(paragraph: string, times: readonly Time[]): string {
  if (times.length === 0) return paragraph;
  const [heading = '', ...rest] = paragraph.split(/\n(?=\S)/);
  const kept = times.map((time) => happeningAt(time, rest));
  return [heading, ...kept, kept.length < rest.length ? ELLIPSIS : []].flat().join('\n');
}

function happeningAt(time: Time, entries: readonly string[]): string {
  const [clock, index] = typeof time === 'string' ? [time, 0] : time;
  const entry = entries.filter((one) => one.startsWith(clock))[index];
  if (entry === undefined) throw new Error(`Nothing is told at ${clock}: mend SHOWN.`);
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
