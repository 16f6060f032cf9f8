import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/cli/run.ts';

const POLICY = `
zone: Asia/Seoul
nightly: { stop: "22:00", start: "07:00", days: mon-fri }
schedules:
  office: { running: [mon-fri 09:00-19:00], holidays: [KR] }
  never: { running: [day 30 in feb 09:00-19:00] }
`;

const DIALECTS = `
zone: Asia/Seoul
dialects:
  c7n: { defaultTz: kst, offhour: 18 }
  instanceScheduler:
    timezone: Asia/Seoul
    schedules: { lab: { periods: [days], hibernate: true } }
    periods: { days: { begintime: "09:00", endtime: "17:00", weekdays: mon-fri } }
`;

let folder = '';
let file = '';
let dialects = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'schedules-'));
  file = path.join(folder, 'policy.yml');
  writeFileSync(file, POLICY);
  dialects = path.join(folder, 'dialects.yml');
  writeFileSync(dialects, DIALECTS);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], chunks: readonly (string | Uint8Array)[] = []) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommandLine(args, {
    columns: 80,
    input: Readable.from(chunks),
    print: (...lines) => void out.push(...lines),
    complain: (...lines) => void err.push(...lines),
    style: (_, text) => text,
  });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const line = (id: string): string =>
  JSON.stringify({
    id,
    dialect: 'c7n-offhours',
    filter: 'offhour',
    tag_or_period: 'off=(m-f,19);tz=kst',
    policy: {},
    instant_iso: '2026-11-23T19:30:00+09:00',
  });

describe('schedule eval', () => {
  test('answers every line in order and goes on after a bad one', async () => {
    const input = `${line('a')}\nnonsense\r\n${line('b')}\n`;
    const { status, out } = await run(['schedule', 'eval', '--json'], [input]);
    const answers = out.split('\n').map((text): unknown => JSON.parse(text));
    expect(answers).toEqual([
      { id: 'a', decision: 'stopped' },
      { id: null, decision: 'invalid', error: expect.stringContaining('not JSON') },
      { id: 'b', decision: 'stopped' },
    ]);
    expect(status).toBe(0);
  });

  test('reads pieces of a letter, and a last line without its end', async () => {
    const bytes = new TextEncoder().encode(`${line('가')}\n${line('\u2028')}`);
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte));
    const { out } = await run(['schedule', 'eval', '--json'], pieces);
    const answers = out.split('\n').map((text): unknown => JSON.parse(text));
    expect(answers).toEqual([
      { id: '가', decision: 'stopped' },
      { id: '\u2028', decision: 'stopped' },
    ]);
  });

  test('says nothing to nothing', async () => {
    expect(await run(['schedule', 'eval', '--json'])).toEqual({ status: 0, out: '', err: '' });
  });

  test('says so where its input cannot be read', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('no such device')) });
    const status = await runCommandLine(['schedule', 'eval'], {
      columns: 80,
      input: broken,
      print: () => undefined,
      complain: (...lines) => expect(lines.join()).toContain('no such device'),
      style: (_, text) => text,
    });
    expect(status).toBe(1);
  });
});

describe('schedule next', () => {
  const next = (...args: readonly string[]) =>
    run(['schedule', 'next', ...args, '--policy', file, '--at', '2026-11-23T12:00']);

  test('prints the edges of a schedule of the policy, by the clock of its zone', async () => {
    const { out } = await next('office', '--count', '3');
    expect(out.split('\n')).toEqual([
      'office (Asia/Seoul)',
      '  Mon 2026-11-23 19:00  stops',
      '  Tue 2026-11-24 09:00  starts',
      '  Tue 2026-11-24 19:00  stops',
    ]);
  });

  test('knows the short form, and prints ten unless told otherwise', async () => {
    const { out } = await next('nightly');
    expect(out.split('\n')).toHaveLength(11);
    expect(out).toContain('Mon 2026-11-23 22:00  stops');
  });

  test('takes a window', async () => {
    const { out } = await next('sat 10:00-14:00', '--count', '1');
    expect(out).toContain('Sat 2026-11-28 10:00  starts');
  });

  test('takes the value of an off-hours tag', async () => {
    const { out } = await next('off=(m-f,20);on=(m-f,8);tz=kst', '--count', '1', '--json');
    expect(JSON.parse(out)).toMatchObject({ kind: 'edge', at: '2026-11-23T11:00:00.000Z' });
  });

  test('says which name was meant', async () => {
    const { status, err } = await next('offise');
    expect([status, err]).toEqual([
      2,
      'The policy has no schedule "offise". Did you mean "office"?',
    ]);
  });

  test('refuses a count that is none', async () => {
    expect((await next('office', '--count', '0')).err).toContain('--count must be a number');
  });

  test('says that there is nothing to come', async () => {
    expect((await next('never')).out).toContain('turns nothing on or off');
  });
});

describe('schedule next, with dialects in the policy', () => {
  const next = (text: string) =>
    run([
      ...['schedule', 'next', text, '--policy', dialects],
      ...['--at', '2026-11-23T12:00', '--count', '1'],
    ]);

  test.each([
    ['a schedule of Instance Scheduler', 'lab', 'Mon 2026-11-23 17:00  stops'],
    ['a whole Schedule tag', 'Schedule=lab', 'Mon 2026-11-23 17:00  stops'],
    ['an off-hours tag by the options of the policy', 'on', 'Mon 2026-11-23 18:00  stops'],
    ['a whole off-hours tag', 'maid_offhours=off=(m-f,20)', 'Mon 2026-11-23 20:00  stops'],
  ])('takes %s', async (_, text, line) => {
    expect((await next(text)).out).toContain(line);
  });

  test('says that a tag opts out, and what is wrong with one', async () => {
    expect((await next('off')).err).toBe('"off" turns nothing on or off.');
    expect((await next('off=(m-f,25)')).err).toContain('"25" in "(m-f,25)" is not an hour');
  });

  test('says which schedule of Instance Scheduler was meant', async () => {
    expect((await next('labb')).err).toContain('Did you mean "lab"?');
  });
});

describe('schedule lint', () => {
  test('names what Instance Scheduler would do and Tierkeeper does not', async () => {
    const { status, out } = await run(['schedule', 'lint', '--policy', dialects, '--json']);
    const entries = out.split('\n').map((text): unknown => JSON.parse(text));
    expect(entries).toEqual([
      {
        kind: 'warning',
        schedule: 'Schedule=lab',
        code: 'not-carried',
        sentence: 'hibernate is not carried over: its stops are plain stops.',
      },
    ]);
    expect(status).toBe(1);
  });

  const lint = (...args: readonly string[]) => run(['schedule', 'lint', '--policy', file, ...args]);

  test('tells what is odd, schedule by schedule, and fails', async () => {
    const { status, out } = await lint('--at', '2026-11-23T12:00');
    expect(out.split('\n')).toEqual([
      'never: It can never run: nothing in it ever starts.',
      expect.stringMatching(/^nightly: After the stop on Fri/),
    ]);
    expect(status).toBe(1);
  });

  test('knows which country the holidays were written for', async () => {
    const { out } = await lint('--at', '2027-12-01T12:00', '--json');
    const entries = out.split('\n').map((text): unknown => JSON.parse(text));
    expect(entries).toContainEqual({
      kind: 'warning',
      schedule: 'office',
      code: 'holidays-unknown',
      sentence: 'The holidays of KR in 2028 are not known: list their dates.',
    });
  });
});

describe('commands of two words', () => {
  test('a misspelt second word is told with the right one', async () => {
    const { status, err } = await run(['schedule', 'lnit']);
    expect([status, err]).toEqual([
      2,
      'There is no command "schedule lnit"; did you mean "schedule lint"?',
    ]);
  });

  test('the first word alone says what may follow', async () => {
    const { err } = await run(['schedule']);
    expect(err).toMatch(/^tierkeeper schedule needs one word more: next, lint, eval/);
  });

  test('a misspelt first word is told with the right one', async () => {
    expect((await run(['shedule', 'lint'])).err).toContain('did you mean "schedule"?');
  });

  test('help on the first word explains all of them', async () => {
    const { out } = await run(['help', 'schedule']);
    expect(out).toContain('Usage: tierkeeper schedule eval');
    expect(out).toContain('Usage: tierkeeper schedule next');
  });
});
