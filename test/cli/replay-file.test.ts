import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ID, metric, NOW, QUIET, replayed, runOn, snapshotOf } from './replaying.ts';
import { linesOf } from './tierkeeper.ts';

const MEND = 'Mend snapshot.json and run it again; docs/snapshot.md lists every key.';
const A_TIME = 'must be a time with its offset such as "2026-11-23T22:00:00+09:00"';

async function complaints(snapshot: unknown): Promise<readonly string[]> {
  const { status, stdout, stderr } = await runOn({ snapshot }, ['replay', 'snapshot.json']);
  expect([status, stdout]).toEqual([2, '']);
  const lines = linesOf(stderr);
  expect(lines.at(-1)).toBe(MEND);
  return lines.slice(0, -1);
}

describe('what is wrong with a snapshot', () => {
  it('is said all at once, each with its path', async () => {
    const snapshot = {
      version: 2,
      takenat: NOW,
      instances: [
        { id: 'i-1', state: 'runing', type: 't3.micro', launchtime: NOW },
        { id: ID, state: 'running', type: 'micro', launchTime: '2026-02-30T00:00Z' },
      ],
      memory: { holds: [{ instanceId: ID, until: 'tomorrow', at: NOW }] },
    };
    expect(await complaints(snapshot)).toEqual([
      'snapshot.json: version: must be 1, not 2',
      `snapshot.json: takenAt: is missing; it ${A_TIME}`,
      'snapshot.json: instances[0].id: must be the id of an instance such as ' +
        '"i-0123456789abcdef0", not "i-1"',
      'snapshot.json: instances[0].state: must be "pending" or "running" or "stopping" or ' +
        '"stopped" or "shutting-down" or "terminated", not "runing"',
      `snapshot.json: instances[0].launchTime: is missing; it ${A_TIME}`,
      'snapshot.json: instances[0].launchtime: no such key; did you mean "launchTime"?',
      'snapshot.json: instances[1].type: must be an instance type such as "t3.micro", not "micro"',
      `snapshot.json: instances[1].launchTime: ${A_TIME}, not "2026-02-30T00:00Z"`,
      `snapshot.json: memory.holds[0].until: ${A_TIME}, not "tomorrow"`,
      'snapshot.json: takenat: no such key; did you mean "takenAt"?',
    ]);
  });

  it('never guesses whether a warning was accepted', async () => {
    const warnings = [{ rule: 'idle', warnedAt: NOW }];
    const memory = { instances: [{ instanceId: ID, warnings }] };
    expect(await complaints(snapshotOf({}, { memory }))).toEqual([
      `snapshot.json: memory.instances[0].warnings[0].acceptedAt: is missing; it ${A_TIME}, ` +
        'or null where no channel accepted it',
    ]);
  });

  it('includes datapoints of another length', async () => {
    const points = [
      ['2026-11-24T11:00:00Z', 0.5],
      ['2026-11-24T11:01:00Z', 0.5],
    ];
    const metrics = [
      { instanceId: ID, metric: 'CPUUtilization', points },
      { ...metric('NetworkIn', 500), everySeconds: 60 },
      { instanceId: ID, metric: 'NetworkOut' },
    ];
    expect(await complaints(snapshotOf({}, { metrics }))).toEqual([
      'snapshot.json: metrics[0].points[1]: is less than five minutes after the point before it',
      'snapshot.json: metrics[1].everySeconds: must be 300, the length of a datapoint, not 60',
      'snapshot.json: metrics[2]: needs one of "points", "values" with "startAt", or "refused"',
    ]);
  });

  it('includes what is said twice, and metrics of nobody', async () => {
    const [cpu] = QUIET;
    const metrics = [cpu, cpu, { ...cpu, instanceId: 'i-0fffffffffffffff0' }];
    expect(await complaints(snapshotOf({}, { metrics }))).toEqual([
      `snapshot.json: metrics[1]: says CPUUtilization of ${ID} once more; [0] has it already`,
      'snapshot.json: metrics[2].instanceId: no instance of the snapshot has the id ' +
        'i-0fffffffffffffff0',
    ]);
  });

  it('includes a value that no metric can have', async () => {
    const metrics = [metric('CPUUtilization', [0.5, -1])];
    expect(await complaints(snapshotOf({}, { metrics }))).toEqual([
      'snapshot.json: metrics[0].values[1]: must be a number, 0 or more, not -1',
    ]);
  });

  it('is said of a file that is no snapshot at all', async () => {
    expect(await complaints([])).toEqual(['snapshot.json: must be an object of keys, not a list']);
    const [sentence] = await complaints('{ "version": 1,');
    expect(sentence).toMatch(/^snapshot\.json: not valid JSON: .*line 1 column 16/);
  });

  it('is one JSON object with --json', async () => {
    const { status, stdout } = await runOn({ snapshot: snapshotOf({ state: 'on' }) }, [
      'replay',
      'snapshot.json',
      '--json',
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'trouble',
      trouble: 'snapshot',
      problems: [{ path: 'instances[0].state' }],
    });
  });
});

describe('the command line of replay', () => {
  const files = { snapshot: snapshotOf() };

  it.each([
    [['replay'], 'Name the snapshot to replay: tierkeeper replay snapshot.json.\n'],
    [
      ['replay', 'no-such.json'],
      'The snapshot no-such.json cannot be read: there is no such file.\n',
    ],
    [
      ['replay', 'snapshot.json', '--at', 'noon'],
      '--at must be a time such as 2026-11-23T22:00 (in UTC) or 2026-11-23T13:00Z, not "noon".\n',
    ],
    [['replay', 'snapshot.json', '--lang', 'fr'], '--lang must be en or ko, not "fr".\n'],
  ])('refuses %j', async (args, sentence) => {
    expect(await runOn(files, args)).toEqual({ status: 2, stdout: '', stderr: sentence });
  });

  it('decides for another time with --at, when the metrics have grown old', async () => {
    const quiet = { snapshot: snapshotOf({}, { metrics: QUIET }) };
    const [now] = await replayed(quiet);
    const [later] = await replayed(quiet, '--at', '2026-11-24T14:00Z');
    expect([now?.reason, later?.reason]).toEqual(['idle-warned', 'idle-unknown']);
  });

  it('prints the same for the same, by target, whatever the order of the file', async () => {
    const ids = ['i-0c', 'i-0a', 'i-0b'].map((id) => id.padEnd(19, '0'));
    const of = (order: readonly string[]) => ({
      snapshot: snapshotOf(
        {},
        {
          instances: order.map((id) => ({
            id,
            state: 'running',
            type: 't3.micro',
            launchTime: '2026-11-24T02:00:00Z',
          })),
        },
      ),
    });
    const lines = await replayed(of(ids));
    expect(lines.map(({ target }) => target)).toEqual(ids.toSorted().map((id) => `power/${id}`));
    expect(await replayed(of(ids.toReversed()))).toEqual(lines);
    expect(lines.map((line) => Object.keys(line))).toEqual(
      ids.map(() => ['target', 'verdict', 'reason', 'rule', 'evidence']),
    );
  });
});

describe('docs/snapshot.md', () => {
  const page = readFileSync('docs/snapshot.md', 'utf8');
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
  const example = { snapshot: block('json'), policy: block('yaml') };

  it('shows what its example is decided', async () => {
    const { status, stdout } = await runOn(example, ['replay', 'snapshot.json', '--json']);
    expect([status, stdout]).toEqual([0, block('text')]);
  });

  it('reads as sentences in English and in Korean', async () => {
    const english = await runOn(example, ['replay', 'snapshot.json']);
    expect(english.stdout).toContain(
      'power/i-0b00000000000000b  training\n' +
        '  leave  It is on hold until Tue 24 Nov 2026 09:00 KST (minji: "training runs\n' +
        '         overnight").\n',
    );
    const korean = await runOn(example, ['replay', 'snapshot.json', '--lang', 'ko']);
    expect(korean.stdout).toContain(
      'power/i-0b00000000000000b  training\n' +
        '  그대로  2026년 11월 24일(화) 09:00 KST까지 보류 중입니다(minji: "training runs\n',
    );
  });

  it('names every key that a snapshot may have', async () => {
    const { snapshotDocument } = await import('../../src/cli/snapshot/snapshot-document.ts');
    const known = Object.keys(snapshotDocument.shape);
    expect(known.filter((key) => !page.includes(`| \`${key}\` |`))).toEqual([]);
  });
});
