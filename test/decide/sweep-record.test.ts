import { describe, expect, test } from 'vitest';
import { findForgotten } from '../../src/lib/decide/forgotten/find.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { type FaultCode, fault } from '../../src/lib/model/fault.ts';
import type { Unread } from '../../src/lib/model/finding.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import type { SurveyRecord } from '../../src/lib/model/ledger.ts';
import { at, NOON } from '../build/at.ts';
import { volumeId } from '../build/ids.ts';
import { leftVolume } from '../build/ledger.ts';
import { type EstateGiven, optionsOf, rememberedOf, sightOf } from './estate.ts';

const YESTERDAY = minus(NOON, hours(24));

const recordOf = (given: EstateGiven, before: SurveyRecord | null = null): SurveyRecord =>
  findForgotten(sightOf(given), { ...rememberedOf(given), before }, optionsOf(given));

/** As a sweep of the day before had left it. */
const unreadBefore = (known: Unread): SurveyRecord => ({ ...recordOf({}), unread: [known] });

const refused = (code: FaultCode) => ({ elsewhere: { databases: { refused: code } } });

const unread = (overrides: Partial<Unread> = {}): Unread => ({
  region: 'us-east-1',
  family: 'databases',
  code: 'access-denied',
  permission: null,
  foundAt: NOON,
  ...overrides,
});

describe('the record of a sweep', () => {
  test('says of which day it is, and how many Regions were read', () => {
    expect(recordOf({})).toMatchObject({
      kind: 'survey',
      date: '2026-11-24',
      at: NOON,
      regionsRead: 2,
      findings: [],
      leftOut: 0,
      unseen: [],
      unread: [],
      unlooked: [],
    });
  });

  test('keeps four hundred findings, the dearest, and counts the others', () => {
    const volumes = Array.from({ length: 402 }, (_, index) => ({
      id: `vol-${String(index).padStart(8, '0')}`,
      sizeGiB: index + 1,
      type: 'gp2',
    }));
    const { findings, leftOut } = recordOf({ elsewhere: { volumes } });
    expect(findings).toHaveLength(400);
    expect(leftOut).toBe(2);
    expect(findings.at(0)?.facts).toMatchObject({ sizeGiB: 402 });
    expect(findings.at(-1)?.facts).toMatchObject({ sizeGiB: 3 });
  });

  test('has what costs the same in one order, whatever the lists begin with', () => {
    const ids = ['vol-00000002', 'vol-00000003', 'vol-00000001'];
    const volumes = ids.map((id) => ({ id, sizeGiB: 8, type: 'gp2' }));
    const { findings } = recordOf({ elsewhere: { volumes } });
    expect(findings.map(({ id }) => id)).toEqual(ids.toSorted());
  });

  test('has what has no known price after what costs nothing', () => {
    const snapshots = [
      { id: 'snap-00000001', fullGiB: 0 },
      { id: 'snap-00000002', fullGiB: 0 },
    ];
    const { findings } = recordOf({
      elsewhere: { snapshots: snapshots.slice(0, 1) },
      home: { snapshots: snapshots.slice(1) },
    });
    expect(findings.map(({ id, monthlyMicroUsd }) => [id, monthlyMicroUsd])).toEqual([
      ['snap-00000001', 0],
      ['snap-00000002', null],
    ]);
  });
});

describe('the newest snapshot of a volume that was left behind', () => {
  const made = at('2026-11-20T12:00Z');
  const rows = { snapshots: [{ startedAt: made }] };
  const backupsOf = (given: EstateGiven) =>
    recordOf({ leftVolumes: [leftVolume()], ...given }).leftBackups;

  test('is remembered, or that it has none', () => {
    expect(backupsOf({ home: rows })).toMatchObject([
      { volumeId: volumeId(1), newest: { startedAt: made } },
    ]);
    expect(backupsOf({})).toEqual([{ volumeId: volumeId(1), newest: 'none' }]);
    expect(backupsOf({ elsewhere: rows })).toEqual([{ volumeId: volumeId(1), newest: 'none' }]);
  });

  test('is unknown where the snapshots of its Region could not be listed', () => {
    expect(backupsOf({ home: { snapshots: { refused: 'throttled' } } })).toEqual([]);
    expect(findForgotten({ ...sightOf({}), regions: [] }, remembered, optionsOf({}))).toMatchObject(
      { regionsRead: 0, leftBackups: [] },
    );
  });

  const remembered = { ...rememberedOf({}), leftVolumes: [leftVolume()] };
});

describe('what a sweep could not read', () => {
  test('is written down with its Region, its family and what AWS said', () => {
    expect(recordOf(refused('access-denied')).unread).toEqual([unread()]);
  });

  test('is as old as the first sweep of a row that could not', () => {
    const known = unread({ foundAt: YESTERDAY });
    expect(recordOf(refused('access-denied'), unreadBefore(known)).unread).toEqual([known]);
  });

  test.each([
    ['in another Region', { region: 'eu-west-1' }],
    ['of another family', { family: 'volumes' }],
    ['for another reason', { code: 'throttled' }],
  ] as const)('is new where before it was something %s', (_, other) => {
    const known = unread({ foundAt: YESTERDAY, ...other });
    expect(recordOf(refused('access-denied'), unreadBefore(known)).unread).toEqual([unread()]);
  });

  test('names the permission that a role lacks', () => {
    const lacks = { ...fault('access-denied', 'no'), permission: 'ec2:DescribeRegions' };
    const sight = { ...sightOf({}), enabled: incomplete(lacks) };
    const found = findForgotten(sight, rememberedOf({}), optionsOf({}));
    expect(found.unread).toEqual([
      unread({ region: 'ap-northeast-2', family: 'regions', permission: 'ec2:DescribeRegions' }),
    ]);
  });

  test('is nothing where every list was whole', () => {
    const sight = { ...sightOf({}), enabled: complete(['us-east-1']) };
    expect(findForgotten(sight, rememberedOf({}), optionsOf({})).unread).toEqual([]);
  });
});
