import { describe, expect, test } from 'vitest';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { problemText } from '../../src/lib/config/problem.ts';
import cases from './problems.json' with { type: 'json' };

const printed = (text: string): readonly string[] => {
  const parsed = parsePolicyFile(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => problemText('policy.yml', problem));
};

describe('what is said about a policy that is wrong', () => {
  test.each(cases)('$name', ({ policy, printed: expected }) => {
    expect(printed(policy.join('\n'))).toEqual(expected);
  });

  test('columns count from one and point at the key or the value that is meant', () => {
    const parsed = parsePolicyFile('idle: { windw: 5m, cpuPercent: 0 }\n');
    const places = parsed.ok ? [] : parsed.problems.map(({ line, column }) => [line, column]);
    expect(places).toEqual([
      [1, 9],
      [1, 32],
    ]);
  });

  test('Windows line ends and a byte order mark change nothing', () => {
    expect(printed('\uFEFFmode: observe\r\nidel: 1\r\n')).toEqual([
      'policy.yml:2: idel: no such key; did you mean "idle"?',
    ]);
  });
});
