import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const STRYKER = path.join(PROJECT, 'node_modules/@stryker-mutator/core/bin/stryker.js');

const RENT = `
const RATE = 6 / 2;
const known = new Map<number, number>();

export function rentOf(hours: number): number {
  const before = known.get(hours);
  if (before !== undefined) return before;
  const rent = hours > 9 ? 0 : hours * RATE;
  known.set(hours, rent);
  return rent;
}

export function countDown(from: number): number {
  let left = from;
  while (left > 0) left -= 1;
  return left;
}

export const unasked = (hours: number): number => hours + 1;
`;

/** The rent of two hours is known before the first case asks for it. */
const CASES = `
import { describe, expect, test } from 'vitest';
import { countDown, rentOf } from '../../src/lib/decide/rent.ts';

const ROWS = [{ name: 'two', rent: rentOf(2) }];

describe.each(['by day', 'by night'])('%s', () => {
  test.each(ROWS)('$name hours', () => expect(rentOf(2)).toBe(6));
});

test('ends', { timeout: 1_000 }, async () => expect(await countDown(2)).toBe(0));
`;

const CONFIG = {
  plugins: [path.join(PROJECT, 'test/mutation/runner.ts')],
  testRunner: 'in-process',
  tsconfigFile: 'none',
  mutate: ['src/lib/decide/rent.ts'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  reporters: ['json'],
  jsonReporter: { fileName: 'report.json' },
};

interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

interface Mutant {
  readonly replacement: string;
  readonly status: string;
  readonly location: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
}

/** `hours * RATE -> hours / RATE` to `Killed`. */
function fatesIn({ files }: Report): ReadonlyMap<string, string> {
  const fates = Object.values(files).flatMap(({ source, mutants }) =>
    mutants.map(({ location: { start, end }, replacement, status }): [string, string] => {
      const line = source.split('\n')[start.line - 1] ?? '';
      const before = line.slice(
        start.column - 1,
        end.line === start.line ? end.column - 1 : undefined,
      );
      return [`${before} -> ${replacement}`, status];
    }),
  );
  return new Map(fates);
}

let folder = '';
let fates: ReadonlyMap<string, string> = new Map();

const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-mutants-'));
  write('package.json', '{ "type": "module" }');
  write('src/lib/decide/rent.ts', RENT);
  write('test/decide/rent.test.ts', CASES);
  write('stryker.config.json', JSON.stringify(CONFIG));
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  const { stdout, stderr } = spawnSync(process.execPath, [STRYKER, 'run'], { cwd: folder });
  expect(`${stderr}`, `${stdout}`).toBe('');
  fates = fatesIn(JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as Report);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a mutant', () => {
  test.each([
    [
      'is killed by a case that fails, though its module knew the answer',
      'hours > 9 -> true',
      'Killed',
    ],
    ['survives where no case looks', 'hours > 9 -> hours >= 9', 'Survived'],
    ['is awake while modules load, if it stands in a constant', '6 / 2 -> 6 * 2', 'Killed'],
    ['is stopped when it would not end', 'left -= 1 -> left += 1', 'Timeout'],
    ['is told where no case comes by', 'hours + 1 -> hours - 1', 'NoCoverage'],
  ])('%s', (_, mutant, fate) => {
    expect(fates.get(mutant), [...fates.keys()].join('\n')).toBe(fate);
  });
});
