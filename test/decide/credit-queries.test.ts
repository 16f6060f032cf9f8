import { describe, expect, test } from 'vitest';
import { creditQueries } from '../../src/lib/decide/credits.ts';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { type World, worldOf } from '../../src/lib/decide/world.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { days, hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Memory } from '../../src/lib/model/ledger.ts';
import type { MetricName, MetricReading } from '../../src/lib/model/metric.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory } from '../build/ledger.ts';
import { reading } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const DIGEST_AT = hours(9);
const SINCE_LONG = { kind: 'activation', mode: 'act', since: minus(NOON, days(30)) } as const;

interface Given {
  readonly now?: Instant;
  readonly instances?: readonly Instance[];
  readonly metrics?: readonly MetricReading[];
  readonly memory?: Partial<Memory>;
  readonly health?: Readonly<Record<string, unknown>>;
}

/** The day's digest is not there yet. */
const world = ({ now = NOON, instances = [instance()], metrics = [], ...more }: Given): World =>
  worldOf(
    snapshot({
      takenAt: now,
      instances: complete(instances),
      metrics,
      memory: memory({ digests: [], ...more.memory }),
    }),
    policy({ idle: { on: false }, exposure: { on: false }, health: more.health ?? {} }),
    PRICES,
  );

const askedOf = (given: Given): readonly MetricName[] =>
  creditQueries(world(given)).flatMap((query) =>
    query.kind === 'metrics' ? query.queries.map(({ metric }) => metric) : [],
  );

/** So many hours of one value each, the last ones newest, of two days. */
const twoDays = (metric: MetricName, values: readonly number[]): MetricReading => {
  const points = values.flatMap((value) => Array.from({ length: 12 }, () => value));
  return { ...reading(metric, points), from: minus(NOON, days(2)) };
};

const BOTH = ['CPUCreditBalance', 'CPUSurplusCreditsCharged'] as const;

describe('CPU credits', () => {
  test('are asked for with the digest: two days of both metrics', () => {
    const span = { instanceId: instanceId(1), from: minus(NOON, days(2)), to: NOON };
    const queries = BOTH.map((metric) => ({ ...span, metric }));
    expect(creditQueries(world({}))).toEqual([{ kind: 'metrics', queries, freeCalls: 84 }]);
  });

  test('are what a look asks for last of all', () => {
    expect(nextQueries(world({}))).toEqual(creditQueries(world({})));
  });

  test('leave what idleness has used of the free calls alone', () => {
    const metrics = Array.from({ length: 80 }, () => reading('CPUUtilization', [40]));
    const instances = [instance({ id: instanceId(2) })];
    expect(creditQueries(world({ instances, metrics }))).toMatchObject([{ freeCalls: 4 }]);
  });

  test('that were read are not asked for again', () => {
    const balance = twoDays('CPUCreditBalance', [288]);
    expect(askedOf({ metrics: [balance] })).toEqual(['CPUSurplusCreditsCharged']);
    const charged = twoDays('CPUSurplusCreditsCharged', [0]);
    expect(creditQueries(world({ metrics: [balance, charged] }))).toEqual([]);
  });

  test('that idleness read for an hour are asked for all the same', () => {
    expect(askedOf({ metrics: [reading('CPUCreditBalance', [288])] })).toEqual(BOTH);
  });

  test('that ran out raise one more question: whether any are owed', () => {
    const metrics = [
      twoDays('CPUCreditBalance', [0, 0]),
      twoDays('CPUSurplusCreditsCharged', [0, 0]),
    ];
    expect(askedOf({ metrics })).toEqual(['CPUSurplusCreditBalance']);
    const owed = twoDays('CPUSurplusCreditBalance', [0]);
    expect(askedOf({ metrics: [...metrics, owed] })).toEqual([]);
  });

  test.each([
    ['is stopped', { state: 'stopped' }],
    ['has none', { type: 'm5.large' }],
    ['is ignored', { tags: { 'tierkeeper:ignore': '' } }],
  ] as const)('are not asked of what %s', (_, one) => {
    expect(askedOf({ instances: [instance(one)] })).toEqual([]);
  });

  test('are asked of each that has some', () => {
    const two = [instance(), instance({ id: instanceId(2) })];
    expect(askedOf({ instances: two })).toEqual([...BOTH, ...BOTH]);
  });

  test.each([
    ['health is off', { on: false }],
    ['their lines are off', { cpuCredits: false }],
  ])('are not asked for where %s', (_, health) => {
    expect(askedOf({ health })).toEqual([]);
  });

  test('are not asked for once the digest of the day is there', () => {
    const sent = { kind: 'digest', date: '2026-11-24', deliveries: [], at: NOON } as const;
    expect(askedOf({ memory: { digests: [sent] } })).toEqual([]);
    expect(askedOf({ memory: { digests: [{ ...sent, date: '2026-11-23' }] } })).toEqual(BOTH);
  });

  test('are for a digest of our own time', () => {
    const digestAt = plus(minus(NOON, hours(12)), DIGEST_AT);
    const since = (at: Instant) => ({ memory: { activation: { ...SINCE_LONG, since: at } } });
    expect(askedOf(since(digestAt))).toEqual(BOTH);
    expect(askedOf(since(plus(digestAt, minutes(1))))).toEqual([]);
    expect(askedOf({ memory: { activation: null } })).toEqual([]);
  });
});
