import { describe, expect, test } from 'vitest';
import { ALL_FILE_RULES, ALL_TREE_RULES } from './all-rules.ts';
import { canRun, readTree } from './tree.ts';

const show = (violation: { path: string; line: number; message: string }): string =>
  `${violation.path}:${violation.line} ${violation.message}`;

describe('the tree', () => {
  const files = readTree();

  test('is read whole', () => {
    expect(files.map((file) => file.path)).toContain('package.json');
    expect(files.map((file) => file.path)).toContain('test/tidy/tidy.test.ts');
  });

  test.each(Object.entries(ALL_FILE_RULES))('keeps the rule %s', (_name, rule) => {
    expect(files.flatMap(rule).map(show)).toEqual([]);
  });

  test.each(Object.entries(ALL_TREE_RULES))('keeps the rule %s', (_name, rule) => {
    expect(rule(files).map(show)).toEqual([]);
  });

  test.each(['src/cli/main.ts', '.ci/run'])('can be run: %s', (path) => {
    expect(canRun(path)).toBe(true);
  });
});
