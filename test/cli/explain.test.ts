import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Files,
  ID,
  type Loose,
  metric,
  QUIET,
  recorded,
  runOn,
  snapshotOf,
} from './replaying.ts';
import { type JsonLine, jsonLines, tierkeeper } from './tierkeeper.ts';

const NIGHTLY = 'mode: act\nzone: Asia/Seoul\nnightly: { stop: "22:00", start: "07:00" }\n';
const SINCE = { managedSince: '2026-11-01T00:00:00Z' };
const UNTIL = '2026-11-25T00:00:00Z';
const HOLD = { instanceId: ID, until: UNTIL, at: '2026-11-24T10:00:00Z', by: 'minji' };
const EDGE = '2026-11-24T13:00:00.000Z';

const words = (...more: readonly string[]) => [
  'explain',
  ID,
  '--snapshot',
  'snapshot.json',
  ...more,
];

async function explained(files: Files, ...more: readonly string[]): Promise<readonly JsonLine[]> {
  const { status, stdout } = await runOn(files, words('--json', ...more));
  expect(status).toBe(0);
  return jsonLines(stdout);
}

const ofKind = (lines: readonly JsonLine[], kind: string) =>
  lines.filter((line) => line.kind === kind);

/** `hold: stop 2026-11-24T13:00:00.000Z`: what comes last if one thing were not there. */
const otherwise = (lines: readonly JsonLine[]) =>
  ofKind(lines, 'otherwise').map(({ without, happenings }) => {
    const last = (happenings as readonly Loose[]).at(-1);
    return `${without}: ${last ? `${last['verdict']} ${last['at']}` : 'nothing'}`;
  });

const coming = (lines: readonly JsonLine[]) =>
  ofKind(lines, 'next').map(({ verdict, at }) => `${verdict} ${at}`);

/** Running at nine in the evening, off from ten on. */
const evening = (memory: Loose = {}, instance: Loose = {}): Files => ({
  snapshot: snapshotOf(instance, { memory: { ...SINCE, ...memory } }),
  policy: NIGHTLY,
});

describe('what comes without anyone doing anything', () => {
  it('is the warning and the stop of tonight', async () => {
    const lines = await explained(evening());
    expect(coming(lines)).toEqual(['warn 2026-11-24T12:40:00.000Z', `stop ${EDGE}`]);
    expect(ofKind(lines, 'next-edge')[0]?.['edge']).toMatchObject({ at: EDGE, to: 'stopped' });
  });

  it('is the night after next where a hold covers tonight', async () => {
    const lines = await explained(evening({ holds: [HOLD] }));
    expect(coming(lines)).toEqual([
      'warn 2026-11-25T12:40:00.000Z',
      'stop 2026-11-25T13:00:00.000Z',
    ]);
  });

  it('is the end of the grace for what goes on being idle', async () => {
    const lines = await explained({ snapshot: snapshotOf({}, { metrics: QUIET }) });
    expect(coming(lines)).toEqual([
      'warn 2026-11-24T12:00:00.000Z',
      'stop 2026-11-24T12:20:00.000Z',
    ]);
  });

  it('is nothing for what is busy and follows no schedule', async () => {
    const metrics = [metric('CPUUtilization', 60)];
    expect(coming(await explained({ snapshot: snapshotOf({}, { metrics }) }))).toEqual([]);
  });

  it('is nothing for what no metric speaks of, however long it is warned', async () => {
    const warnings = [
      { rule: 'idle', warnedAt: '2026-11-24T11:30:00Z', acceptedAt: '2026-11-24T11:30:05Z' },
    ];
    const snapshot = snapshotOf({}, { memory: recorded({ warnings }) });
    expect(coming(await explained({ snapshot }))).toEqual([]);
  });

  it('waits for what is too young to be stopped', async () => {
    const instance = { launchTime: '2026-11-24T11:50:00Z' };
    const policy = 'mode: act\nminimumUptime: 2h\nidle: { bootGrace: 0m, window: 10m }\n';
    const snapshot = snapshotOf(instance, { metrics: QUIET });
    expect(coming(await explained({ snapshot, policy }))[0]).toBe('warn 2026-11-24T13:50:00.000Z');
  });

  it('starts in the morning what the schedule stopped', async () => {
    const memory = recorded({ lastStop: { at: '2026-11-23T13:00:05Z', rule: 'schedule' } }, SINCE);
    const instance = {
      state: 'stopped',
      launchTime: '2026-11-23T01:00:00Z',
      stateTransitionReason: 'User initiated (2026-11-23 13:00:20 GMT)',
    };
    const snapshot = snapshotOf(instance, { takenAt: '2026-11-23T20:00:00Z', memory });
    const lines = await explained({ snapshot, policy: NIGHTLY });
    expect(coming(lines)).toEqual(['start 2026-11-23T22:00:00.000Z']);
  });
});

describe('what would have changed a decision', () => {
  it('is the hold that keeps it running', async () => {
    const lines = await explained(evening({ holds: [HOLD] }));
    expect(otherwise(lines)).toEqual([`hold: stop ${EDGE}`, 'schedule: nothing']);
    expect(ofKind(lines, 'otherwise')[0]?.['sentence']).toBe(
      'It would be stopped at 22:00 KST if the hold until Wed 25 Nov 2026 09:00 KST did not exist.',
    );
  });

  it('is the tag that keeps it', async () => {
    const snapshot = snapshotOf({ tags: { 'tierkeeper:keep': 'yes' } }, { metrics: QUIET });
    const lines = await explained({ snapshot });
    expect(otherwise(lines)).toEqual(['tag: stop 2026-11-24T12:20:00.000Z']);
  });

  it('is the warning without which the grace would begin now', async () => {
    const warnings = [
      { rule: 'idle', warnedAt: '2026-11-24T11:35:00Z', acceptedAt: '2026-11-24T11:35:05Z' },
    ];
    const memory = recorded({ warnings });
    const lines = await explained({ snapshot: snapshotOf({}, { metrics: QUIET, memory }) });
    expect(coming(lines)).toEqual(['stop 2026-11-24T12:00:00.000Z']);
    expect(otherwise(lines)).toEqual(['warning: stop 2026-11-24T12:20:00.000Z']);
  });

  it('is the pause, the mode, and the recipient who has not confirmed', async () => {
    const quiet = { metrics: QUIET };
    const paused = { ...quiet, memory: { control: { paused: true } } };
    const stop = 'stop 2026-11-24T12:20:00.000Z';
    const of = async (more: Loose, policy?: string) =>
      otherwise(await explained({ snapshot: snapshotOf({}, more), ...(policy && { policy }) }));
    expect(await of(paused)).toEqual([`pause: ${stop}`]);
    expect(await of(quiet, 'mode: observe')).toEqual([`observe: ${stop}`]);
    expect(await of({ ...quiet, confirmedRecipient: false })).toEqual([`nobody-to-warn: ${stop}`]);
  });

  it('is stop protection that AWS has refused a stop for', async () => {
    const memory = recorded({ protectedAt: '2026-11-24T09:00:00Z' });
    const lines = await explained({ snapshot: snapshotOf({}, { metrics: QUIET, memory }) });
    expect(otherwise(lines)).toEqual(['stop-protection: stop 2026-11-24T12:20:00.000Z']);
  });

  it('is nothing where the instance belongs to somebody else', async () => {
    const tags = { 'aws:autoscaling:groupName': 'web' };
    const lines = await explained({ snapshot: snapshotOf({ tags }, { metrics: QUIET }) });
    expect(otherwise(lines)).toEqual([]);
    expect(ofKind(lines, 'opinion').map(({ rule, said }) => `${rule} ${said}`)).toEqual([
      'not-ours decides',
      'protected unasked',
      'held unasked',
      'schedule unasked',
      'idle unasked',
    ]);
  });
});

describe('an explanation', () => {
  const page = readFileSync('docs/snapshot.md', 'utf8');
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
  const example = { snapshot: block('json'), policy: block('yaml') };
  const training = ['explain', 'training', '--snapshot', 'snapshot.json'];

  it('hears every rule in order, also those that a higher one overrules', async () => {
    const lines = await explained(evening({ holds: [HOLD] }));
    expect(ofKind(lines, 'opinion').map(({ rule, said }) => `${rule} ${said}`)).toEqual([
      'not-ours silent',
      'protected silent',
      'held decides',
      'schedule aside',
      'idle aside',
    ]);
  });

  it('agrees with replay', async () => {
    const { stdout } = await runOn(example, ['replay', 'snapshot.json', '--json']);
    const { stdout: explanation } = await runOn(example, [...training, '--json']);
    const [first] = jsonLines(explanation);
    expect(stdout.split('\n').map((line) => line && JSON.parse(line))).toContainEqual({
      target: 'power/i-0b00000000000000b',
      verdict: first?.['verdict'],
      reason: first?.['reason'],
      rule: first?.['rule'],
      evidence: first?.['evidence'],
    });
  });

  it('reads as a person would say it, in English', async () => {
    const { stdout } = await runOn(example, training);
    expect(stdout).toBe(ENGLISH);
  });

  it('reads as a person would say it, in Korean', async () => {
    const { stdout } = await runOn(example, [...training, '--lang', 'ko']);
    expect(stdout).toBe(KOREAN);
  });
});

describe('why it does not run', () => {
  const reasonOf = (code: string) => ({ code, message: `${code}: as AWS words it` });
  const asleep = { state: 'stopped', launchTime: '2026-11-23T01:00:00Z' };
  const head = async (instance: Loose, memory: Loose = {}, ...more: readonly string[]) => {
    const snapshot = snapshotOf({ ...asleep, ...instance }, { memory });
    const { stdout } = await runOn({ snapshot }, words(...more));
    return (stdout.split('\n\n')[0] ?? '').replace(/\s+/g, ' ');
  };

  it("is said in AWS's words, and in others", async () => {
    const stateReason = reasonOf('Client.InstanceInitiatedShutdown');
    expect(await head({ stateReason })).toContain(
      'AWS says: "Client.InstanceInitiatedShutdown: as AWS words it". ' +
        'Its own operating system shut it down.',
    );
    expect(await head({ stateReason }, {}, '--lang', 'ko')).toContain(
      'AWS 상태 이유는 "Client.InstanceInitiatedShutdown: as AWS words it"입니다. ' +
        '인스턴스 안에서 운영 체제를 껐습니다.',
    );
  });

  it("tells a person's stop from our own", async () => {
    const stateReason = reasonOf('Client.UserInitiatedShutdown');
    const lastStop = { at: '2026-11-23T13:00:05Z', rule: 'schedule' };
    expect(await head({ stateReason })).toContain('Somebody stopped it.');
    expect(await head({ stateReason }, recorded({ lastStop }))).toContain('That was Tierkeeper.');
    const retired = reasonOf('Server.ScheduledStop');
    expect(await head({ stateReason: retired }, recorded({ lastStop }))).toContain(
      'AWS stopped it because its hardware is being retired',
    );
  });

  it('is left open where AWS gives no reason, and no question of what runs', async () => {
    expect(await head({})).toContain('AWS gives no reason for its state.');
    expect(await head({ stateReason: reasonOf('Server.New') })).toMatch(/as AWS words it"\.$/);
    expect(await head({ state: 'running' })).not.toContain('AWS');
  });

  it('is data too', async () => {
    const stateReason = reasonOf('Server.ScheduledStop');
    const [first] = await explained({ snapshot: snapshotOf({ ...asleep, stateReason }) });
    expect(first).toMatchObject({ cause: { stateReason, ours: false } });
  });
});

describe('explain --demo', () => {
  const demo = (...more: readonly string[]) => tierkeeper(['explain', ...more, '--demo']);

  it('explains an evening of the simulated account', { timeout: 60_000 }, async () => {
    const { status, stdout } = await demo('api');
    expect(status).toBe(0);
    expect(stdout).toContain('running  Mon 10 Mar 2025 21:02 KST');
    expect(stdout).toMatch(/alarm/);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'It would be stopped at 22:00 KST if its tag tierkeeper:schedule=none did not exist.',
    );
  });

  it('speaks of no alarm of what is not ours', { timeout: 60_000 }, async () => {
    expect((await demo('worker')).stdout).toMatch(/Auto Scaling group(?!.*alarm)/s);
  });

  it('names who is there, and the times of the story', { timeout: 60_000 }, async () => {
    const { status, stderr } = await demo('nobody', '--at', '2025-03-02T12:00');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^No instance has the id or the Name "nobody"; there are .*\bapi\b/);
    const early = await demo('api', '--at', '2025-02-01T12:00');
    expect(early.stderr).toBe(
      '--at must be from 2025-03-01T16:00:00.000Z to 2026-03-02T15:00:00.000Z with --demo.\n',
    );
  });
});

describe('the command line of explain', () => {
  const two = snapshotOf(
    {},
    {
      instances: ['i-0a', 'i-0b'].map((id) => ({
        id: id.padEnd(19, '0'),
        state: 'running',
        type: 't3.micro',
        launchTime: '2026-11-24T02:00:00Z',
        tags: { Name: 'web' },
      })),
    },
  );

  it.each([
    [['explain'], 'Name the instance: tierkeeper explain web --snapshot snapshot.json.'],
    [['explain', 'web'], 'Name the snapshot to look into: --snapshot snapshot.json, or --demo.'],
    [
      ['explain', 'wbe', '--snapshot', 'snapshot.json'],
      'No instance has the id or the Name "wbe"; did you mean "web"?',
    ],
    [
      ['explain', 'web', '--snapshot', 'snapshot.json'],
      '2 instances are called "web"; name one by its id: i-0a000000000000000, i-0b000000000000000.',
    ],
  ])('refuses %j', async (args, sentence) => {
    expect(await runOn({ snapshot: two }, args)).toEqual({
      status: 2,
      stdout: '',
      stderr: `${sentence}\n`,
    });
  });

  it.each([
    [
      ['--demo', '--snapshot', 'snapshot.json'],
      '--demo has an account and a policy of its own: no --snapshot, no --policy.',
    ],
    [['--snapshot', 'snapshot.json', '--seed', '2'], '--seed goes with --demo.'],
  ])('refuses %j', async (args, sentence) => {
    const { status, stderr } = await runOn({ snapshot: two }, ['explain', 'web', ...args]);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });

  it('says of what is remembered and not listed any more that it is gone', async () => {
    const gone = {
      instanceId: 'i-0fedcba9876543210',
      seen: { name: 'old-db', state: 'stopped', launchTime: '2026-11-20T00:00:00Z' },
    };
    const snapshot = snapshotOf({}, { memory: { instances: [gone] } });
    const old = ['explain', 'old-db', ...words().slice(2)];
    const { status, stderr } = await runOn({ snapshot }, old);
    expect([status, stderr]).toEqual([
      2,
      'No instance has the id or the Name "old-db" any more: i-0fedcba9876543210 is gone; ' +
        'when it was last seen it was stopped.\n',
    ]);
  });

  it('says that the instances were refused', async () => {
    const snapshot = snapshotOf({}, { instances: { refused: { code: 'throttled' } } });
    const { status, stderr } = await runOn({ snapshot }, words());
    expect([status, stderr]).toEqual([
      2,
      'The snapshot does not show its instances: they were refused.\n',
    ]);
  });
});

const ENGLISH = `training  i-0b00000000000000b  t3.small  running  Mon 23 Nov 2026 22:00 KST
  leave  It is on hold until Tue 24 Nov 2026 09:00 KST (minji: "training runs
         overnight").

What each rule says, highest first
  not ours   has nothing to say.
  protected  has nothing to say.
  held       This decides: It is on hold until Tue 24 Nov 2026 09:00 KST (minji:
             "training runs overnight").
  schedule   Schedule "nightly", Mon 23 Nov 22:00 KST: skipped because of a
             hold. The next start is Tue 24 Nov 07:00 KST.
  idle       Whether it is idle is not known: CPU was not asked about in this
             pass.

What would have changed it
  - It would be stopped at 22:15 KST if the hold until Tue 24 Nov 2026 09:00 KST
    did not exist.
  - Nothing would be done to it if it did not follow schedule "nightly".

What comes next, without anyone's doing
  - You are warned on Tue 24 Nov 21:40 KST.
  - It is stopped on Tue 24 Nov 22:00 KST.
  - Next time of its schedule: start on Tue 24 Nov 07:00 KST, by schedule
    "nightly" (only what it stopped itself)
`;

const KOREAN = `training  i-0b00000000000000b  t3.small  running  2026년 11월 23일(월) 22:00 KST
  그대로  2026년 11월 24일(화) 09:00 KST까지 보류 중입니다(minji: "training runs
          overnight").

규칙별 판단(우선순위가 높은 것부터)
  관리 대상  의견이 없습니다.
  보호       의견이 없습니다.
  보류       이것으로 정해집니다. 2026년 11월 24일(화) 09:00 KST까지 보류
             중입니다(minji: "training runs overnight").
  일정       "nightly" 일정의 11월 23일(월) 22:00 KST 차례에는 보류 중이어서
             건너뛰었습니다. 다음 시작은 11월 24일(화) 07:00 KST입니다.
  유휴       쓰고 있는지 판단할 수 없습니다. 이번에는 CPU를 조회하지 않았습니다.

무엇이 달랐다면 결과가 바뀌었을까
  - 2026년 11월 24일(화) 09:00 KST까지의 보류가 없다면 오늘 22:15 KST에
    중지됩니다.
  - "nightly" 일정을 따르지 않는다면 아무 일도 하지 않습니다.

아무도 손대지 않으면 다음에 일어날 일
  - 11월 24일(화) 21:40 KST에 경고를 받습니다.
  - 11월 24일(화) 22:00 KST에 중지됩니다.
  - 일정의 다음 차례: 11월 24일(화) 07:00 KST 시작("nightly" 일정, 이 일정이
    중지한 것만)
`;
