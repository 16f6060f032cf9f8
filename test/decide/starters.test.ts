import { describe, expect, test } from 'vitest';
import {
  startQuestions,
  withKnownStarters,
  withStarters,
} from '../../src/lib/decide/forgotten/starters.ts';
import type { Finding } from '../../src/lib/model/finding.ts';
import { days, type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { SurveyRecord } from '../../src/lib/model/ledger.ts';
import { microUsd } from '../../src/lib/model/money.ts';
import type { StartEvent } from '../../src/lib/model/start-event.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';

const KIM: StartEvent = { call: 'RunInstances', by: 'kim', at: minus(NOON, days(9)) };

const found = (
  number: number,
  since: Instant = minus(NOON, days(9)),
  facts: Partial<Finding<'instance-elsewhere'>['facts']> = {},
): Finding => ({
  kind: 'instance-elsewhere',
  region: 'us-west-2',
  id: instanceId(number),
  name: '',
  since,
  foundAt: NOON,
  monthlyMicroUsd: microUsd(1),
  facts: { type: 't3.micro', platform: 'linux', ...facts },
});

const ADDRESS: Finding = {
  kind: 'idle-address',
  region: 'us-west-2',
  id: 'eipalloc-1',
  name: '',
  since: null,
  foundAt: NOON,
  monthlyMicroUsd: null,
  facts: { publicIp: '203.0.113.7' },
};

const sweepOf = (findings: readonly Finding[], more: Partial<SurveyRecord> = {}): SurveyRecord => ({
  kind: 'survey',
  date: '2026-11-24',
  at: NOON,
  regionsRead: 2,
  findings,
  leftOut: 0,
  unseen: [],
  unread: [],
  unlooked: [],
  leftBackups: [],
  ...more,
});

const starterOf = (finding: Finding | undefined) =>
  finding?.kind === 'instance-elsewhere' ? finding.facts.startedBy : 'no instance';

describe('who is asked for', () => {
  test('are running instances elsewhere that nobody was asked for yet', () => {
    const record = sweepOf([found(1), ADDRESS, found(2, KIM.at, { startedBy: KIM })]);
    expect(startQuestions(record)).toEqual([
      { region: 'us-west-2', instanceId: instanceId(1), launchTime: minus(NOON, days(9)) },
    ]);
  });

  test('are none of before what CloudTrail keeps', () => {
    expect(startQuestions(sweepOf([found(1, minus(NOON, days(91)))]))).toEqual([]);
  });

  test('are 20 a day at most', () => {
    const many = Array.from({ length: 50 }, (_, index) => found(index));
    expect(startQuestions(sweepOf(many)).map(({ instanceId: id }) => id)).toEqual(
      many.slice(0, 20).map(({ id }) => id),
    );
  });
});

describe('an answer', () => {
  const answers = (starts: readonly StartEvent[]) => ({
    found: new Map([[instanceId(1) as string, starts]]),
    refused: null,
  });

  test('is the newest start', () => {
    const older: StartEvent = { ...KIM, by: 'lee' };
    const record = withStarters(sweepOf([found(1)]), answers([KIM, older]), null);
    expect(starterOf(record.findings[0])).toEqual(KIM);
  });

  test('may be that nobody knows, which is not asked again', () => {
    const record = withStarters(sweepOf([found(1)]), answers([]), null);
    expect(starterOf(record.findings[0])).toBe('unknown');
    expect(startQuestions(record)).toEqual([]);
  });

  test('may be late for what was started this minute: it is asked for again', () => {
    const record = withStarters(sweepOf([found(1, minus(NOON, minutes(5)))]), answers([]), null);
    expect(starterOf(record.findings[0])).toBeUndefined();
    expect(startQuestions(record)).toHaveLength(1);
  });

  test('holds on later days, until the instance is started again', () => {
    const before = sweepOf([
      found(1, KIM.at, { startedBy: KIM }),
      found(2, KIM.at, { startedBy: KIM }),
    ]);
    const [same, restarted] = withKnownStarters(
      [found(1, KIM.at), found(2, minus(NOON, days(1)))],
      before,
    );
    expect(starterOf(same)).toEqual(KIM);
    expect(starterOf(restarted)).toBeUndefined();
  });

  test('is remembered of a Region that was not looked at in between', () => {
    const before = sweepOf([], { unseen: [found(1, KIM.at, { startedBy: KIM })] });
    expect(starterOf(withKnownStarters([found(1, KIM.at)], before)[0])).toEqual(KIM);
  });
});

describe('a refusal', () => {
  const refused = {
    region: 'us-west-2',
    code: 'access-denied',
    permission: 'cloudtrail:LookupEvents',
  } as const;

  test('is as old as the first sweep that met it, in whatever Region', () => {
    const first = withStarters(sweepOf([found(1)]), { found: new Map(), refused }, null);
    expect(first.unread).toEqual([{ ...refused, family: 'starts', foundAt: NOON }]);
    const elsewhere = { ...refused, region: 'eu-west-1' };
    const before = sweepOf([], { unread: [{ ...elsewhere, family: 'starts', foundAt: KIM.at }] });
    const later = withStarters(sweepOf([found(1)]), { found: new Map(), refused }, before);
    expect(later.unread).toMatchObject([{ foundAt: KIM.at }]);
    expect(starterOf(later.findings[0])).toBeUndefined();
  });
});
