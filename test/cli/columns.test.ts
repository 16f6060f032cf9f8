import { describe, expect, it } from 'vitest';
import { inColumns, inTable } from '../../src/cli/columns.ts';

describe('columns', () => {
  it('count Korean at its width, and wrap the last one under itself', () => {
    expect(
      inColumns(
        [
          ['서울', 'a', 'one two three four five'],
          ['web', 'bb', 'six'],
        ],
        30,
      ),
    ).toEqual(['서울  a   one two three four', '          five', 'web   bb  six']);
  });

  it('put the last one below the others where the window is narrow', () => {
    expect(inColumns([['a name that is long', 'and what it means']], 30)).toEqual([
      'a name that is long',
      '    and what it means',
    ]);
  });

  it('leave no blanks at the end of a line', () => {
    expect(inColumns([['web', 't3.micro', '']], 40)).toEqual(['web  t3.micro']);
  });
});

const BILL = [
  ['', 'without', 'with'],
  ['instances', '101.65 USD', '9 USD'],
];

describe('a table', () => {
  it('has its numbers under one another', () => {
    expect(inTable(BILL, 40)).toEqual([
      '              without   with',
      'instances  101.65 USD  9 USD',
    ]);
  });

  it('gives each number its own line where the window is narrow', () => {
    expect(inTable(BILL, 20)).toEqual(['instances', '  without  101.65 USD', '  with     9 USD']);
  });
});
