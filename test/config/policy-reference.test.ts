import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { editorSchema, policyReference } from '../../scripts/policy-reference.ts';

const fileOf = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const REMEDY = 'run: node scripts/policy-reference.ts';

describe('what is generated from the schema of the policy', () => {
  test('docs/policy.md is what the schema says', () => {
    expect(fileOf('docs/policy.md'), REMEDY).toBe(policyReference());
  });

  test('policy.schema.json is what the schema says', () => {
    expect(fileOf('policy.schema.json'), REMEDY).toBe(editorSchema());
  });

  test('policy.yml points editors to the schema', () => {
    expect(fileOf('policy.yml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/policy\.schema\.json\n/,
    );
  });

  test('every key has a meaning, and a form or keys below it', () => {
    const rows = policyReference()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const incomplete = rows.filter((row) => /\| +\|$|^\| \S+ \| +\|/.test(row));
    expect(rows.length).toBeGreaterThan(70);
    expect(incomplete).toEqual([]);
  });
});
