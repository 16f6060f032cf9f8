/** docs/lessons.md names tests: each of them exists, and each row has one. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path/posix';
import { describe, expect, test } from 'vitest';

const PAGE = 'docs/lessons.md';
const ROW = /^\| (\d+) \| (.+) \| (.+) \| (.+) \|$/;
const PROOF = /^\[[^\]]+\]\(([^)]+)\): (.+)$/;

const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, elsewhere = '', here = '', proofs = ''] = ROW.exec(line) ?? [];
    return number === undefined ? [] : [{ number, elsewhere, here, proofs: proofs.split('<br>') }];
  });

/** As a test or a case of a table says it: in quotes, and whole. */
const names = (text: string, name: string): boolean =>
  [`'${name}'`, `"${name}"`].some((quoted) => text.includes(quoted));

describe('what users of other tools ran into', () => {
  test('is numbered from 1 to 29, each with where it was reported', () => {
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, index) => index + 1));
    expect(rows).toHaveLength(29);
    expect(rows.filter(({ elsewhere }) => !/(#\d+|\d\.\d\.\d)/.test(elsewhere))).toEqual([]);
  });

  test.each(rows)('$number is held by tests that exist', ({ proofs }) => {
    for (const proof of proofs) {
      const [, file = '', name = ''] = PROOF.exec(proof) ?? [];
      const source = path.join('docs', file);
      expect(existsSync(source), `${PAGE}: no file ${source}`).toBe(true);
      expect(names(readFileSync(source, 'utf8'), name), `${source}: no test "${name}"`).toBe(true);
    }
  });
});
