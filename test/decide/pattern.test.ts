import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from '../../src/lib/decide/pattern.ts';

describe('a pattern', () => {
  test.each([
    ['web', 'web', true],
    ['web', 'web-1', false],
    ['web', 'my web', false],
    ['dev-*', 'dev-', true],
    ['dev-*', 'dev-box', true],
    ['dev-*', 'my-dev-box', false],
    ['*-test', 'web-test', true],
    ['*-test', 'web-test-2', false],
    ['*', '', true],
    ['*db*', 'mydb-1', true],
    ['*db*', 'db', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-c-b', false],
    ['a*b*c', 'axbxc', true],
    ['*ab*bc*', 'abc', false],
    ['**', 'anything', true],
    ['t3.*', 't3xmicro', false],
    ['(prod|dev)', 'prod', false],
    ['a*', 'a\nb', true],
  ])('%s and the text %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test('finds what a regular expression finds', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text);
        expect(matches(pattern, text)).toBe(expected);
      }),
    );
  });
});
