import { isTest, isTypeScript, type Rule, type TextFile, type Violation } from '../file.ts';
import { lineOf, sourceOf, visit } from '../syntax.ts';

/**
 * Casts that cannot lie: each makes a branded value out of the plain one it was just computed
 * from or checked. Foreign data is never cast; it is parsed.
 */
export const HONEST_CASTS: Readonly<Record<string, readonly string[]>> = {
  'src/lib/model/instant.ts': ['Instant', 'Duration'],
  'src/lib/model/money.ts': ['MicroUsd'],
};

const isHonest = (file: TextFile, type: string): boolean =>
  type === 'const' || isTest(file) || (HONEST_CASTS[file.path] ?? []).includes(type);

/** No `any`, no `!`, no cast but the listed ones; tests may cast, but not to `any`. */
export const honestTypes: Rule = (file) => {
  if (!isTypeScript(file)) return [];
  const found: Violation[] = [];
  const add = (line: number, message: string): void => {
    found.push({ rule: 'honest-types', path: file.path, line, message });
  };
  visit(file, {
    TSAnyKeyword: (node) => add(lineOf(file, node), 'any: say what it is, or unknown'),
    TSNonNullExpression: (node) => add(lineOf(file, node), '!: prove it, or handle its absence'),
    TSTypeAssertion: (node) => add(lineOf(file, node), 'a cast: parse it or narrow it'),
    TSAsExpression(node) {
      const type = sourceOf(file, node.typeAnnotation);
      if (!isHonest(file, type)) add(lineOf(file, node), `as ${type}: parse it or narrow it`);
    },
  });
  return found;
};
