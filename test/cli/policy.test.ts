import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonLines, linesOf, tierkeeper } from './tierkeeper.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BAD = [
  'mode: act',
  'zone: Asia/Soul',
  'idel:',
  '  window: 60m',
  'nightly: { stop: "22:00" }',
];

describe('plan with a policy that is wrong', () => {
  it('names every problem with its line and the nearest right key', async () => {
    writeFileSync(path.join(folder, 'policy.yml'), BAD.join('\n'));
    const { status, stdout, stderr } = await tierkeeper(['plan'], { cwd: folder });
    expect([status, stdout]).toEqual([2, '']);
    expect(linesOf(stderr)).toEqual([
      'policy.yml:2: zone: "Asia/Soul" is not a time zone. Did you mean Asia/Seoul?',
      'policy.yml:3: idel: no such key; did you mean "idle"?',
      'Mend policy.yml and run it again; docs/policy.md lists every key.',
    ]);
  });

  it('gives the same as data where JSON was asked for', async () => {
    const file = path.join(folder, 'other.yml');
    writeFileSync(file, BAD.join('\n'));
    const { status, stdout } = await tierkeeper(['plan', '--policy', file, '--json']);
    expect(status).toBe(2);
    expect(jsonLines(stdout)).toMatchObject([
      {
        kind: 'trouble',
        trouble: 'policy',
        file,
        problems: [
          { line: 2, path: 'zone' },
          { line: 3, path: 'idel' },
        ],
      },
    ]);
  });

  it('says which file is missing', async () => {
    const { status, stderr } = await tierkeeper(['plan', '--policy', 'none.yml']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'The policy none.yml cannot be read: there is no such file. Name another with --policy.\n',
    );
  });
});
