import { describe, expect, it, test } from 'vitest';
import { jsonLines, linesOf, tierkeeper } from './tierkeeper.ts';

describe('the command line', () => {
  test.each([
    [['pln'], 'There is no command "pln"; did you mean "plan"?'],
    [['frobnicate'], 'There is no command "frobnicate"; "tierkeeper help" lists them all.'],
    [['plan', '--regoin', 'x'], 'tierkeeper plan has no option --regoin; did you mean --region?'],
    [
      ['plan', '--frobnicate'],
      'tierkeeper plan has no option --frobnicate; "tierkeeper plan --help" lists what it takes.',
    ],
    [
      ['demo', '-x'],
      'tierkeeper demo has no option -x; "tierkeeper demo --help" lists what it takes.',
    ],
    [['plan', '--region'], '--region needs a value: --region NAME.'],
    [['plan', '--region', '--json=1'], '--region needs a value: --region NAME.'],
    [['version', '--json=yes'], '--json takes no value; leave out "=yes".'],
    [['plan', 'now'], 'tierkeeper plan does not take "now": tierkeeper plan [options].'],
    [
      ['--frobnicate'],
      'The command comes first: tierkeeper <command> --frobnicate. See: tierkeeper help',
    ],
    [['help', 'dmeo'], 'There is no command "dmeo"; did you mean "demo"?'],
    [['demo', '--seed', 'x'], '--seed takes a whole number from 0 to 999999999, not "x".'],
    [['plan', '--lang', 'fr'], '--lang must be en or ko, not "fr".'],
    [
      ['plan', '--region', 'Seoul'],
      '--region must be a Region such as ap-northeast-2, not "Seoul".',
    ],
    [
      ['plan', '--endpoint-url', 'x'],
      '--endpoint-url must be a URL such as http://127.0.0.1:5000, not "x".',
    ],
    [
      ['plan', '--at', 'tomorrow'],
      '--at must be a time such as 2026-11-23T22:00 (in UTC) or 2026-11-23T13:00Z, not "tomorrow".',
    ],
  ])('answers %j with one sentence and exit status 2', async (args, sentence) => {
    const { status, stdout, stderr } = await tierkeeper(args);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${sentence}\n` });
  });

  it('tells every wrong value at once', async () => {
    const { stderr } = await tierkeeper(['demo', '--days', '0', '--faults', 'some']);
    expect(linesOf(stderr)).toEqual([
      '--days takes a whole number from 1 to 366, not "0".',
      '--faults takes none, light or heavy, not "some".',
    ]);
  });

  it('says what is wrong as JSON where JSON was asked for', async () => {
    const { status, stdout, stderr } = await tierkeeper(['plan', '--jsno', '--json']);
    expect(status).toBe(2);
    expect(stderr).toBe('');
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'trouble', trouble: 'usage' }]);
  });

  it('without a command prints what there is, to standard error', async () => {
    const { status, stdout, stderr } = await tierkeeper([]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: tierkeeper <command> [options]');
  });

  test.each([['help'], ['--help'], ['-h']])('%s lists every command', async (word) => {
    const { status, stdout } = await tierkeeper([word]);
    expect(status).toBe(0);
    for (const command of ['demo', 'plan', 'version', 'help']) expect(stdout).toContain(command);
  });

  test.each([
    ['plan', '--help'],
    ['plan', '-h'],
    ['help', 'plan'],
  ])('%s %s says how plan is used, within 80 columns', async (...args) => {
    const { status, stdout } = await tierkeeper(args);
    expect(status).toBe(0);
    expect(stdout).toContain('--endpoint-url URL');
    expect(Math.max(...linesOf(stdout).map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('knows its version', async () => {
    const { stdout } = await tierkeeper(['--version']);
    expect(stdout).toMatch(/^tierkeeper \d+\.\d+\.\d+\n$/);
    const json = await tierkeeper(['version', '--json']);
    expect(jsonLines(json.stdout)).toMatchObject([{ kind: 'version', name: 'tierkeeper' }]);
  });
});
