/** What a stop of ours saves, from look to look, and what is left to the person who made it. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { monthsUntil } from '../../src/lib/meter/saved-time.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { InstanceRecord, OwnAction } from '../../src/lib/model/instance-record.ts';
import { hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Hold } from '../../src/lib/model/ledger.ts';
import { rememberedAfter } from '../../src/lib/record/record.ts';
import { at, NOON } from '../build/at.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { hold, memory, record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { instanceSavings, openSaving } from '../build/savings.ts';
import { snapshot } from '../build/snapshot.ts';

const BY_CALL = { code: 'Client.UserInitiatedShutdown', message: 'User initiated shutdown' };
const dated = (when: Instant): string =>
  `User initiated (${new Date(when).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;

const stopped = (when: Instant, overrides: Partial<Instance> = {}): Instance =>
  instance({
    ...{ state: 'stopped', stateReason: BY_CALL, stateTransitionReason: dated(when) },
    ...overrides,
  });

const ownStop = (overrides: Partial<OwnAction> = {}): OwnAction => ({
  ...{ rule: 'idle', at: NOON, result: 'requested' },
  ...overrides,
});

interface Look {
  readonly now?: Instant;
  readonly holds?: readonly Hold[];
  readonly policy?: object;
  /** When the Region was looked at before that. */
  readonly seenLast?: Instant;
}

/** One look, and what is remembered after it. */
function looked(
  seen: Instance | null,
  known: InstanceRecord,
  { now = plus(NOON, minutes(5)), holds = [], policy: document = {}, seenLast }: Look = {},
) {
  const remembered = memory({
    instances: [known],
    holds,
    lastSweepAt: seenLast ?? minus(now, minutes(5)),
  });
  const instances = complete(seen === null ? [] : [seen]);
  const sight = snapshot({ instances, memory: remembered, takenAt: now });
  const { marks } = decide(sight, policy({ mode: 'act', ...document }), PRICES);
  const after = rememberedAfter(remembered, marks);
  const kept = marks.flatMap((mark) => (mark.mark === 'savings-kept' ? [mark.savings] : []));
  return { record: after.has(known.instanceId) ? after.get(known.instanceId) : known, kept };
}

const savingsAfter = (seen: Instance, known: InstanceRecord, look: Look = {}) =>
  looked(seen, known, look).record?.savings;

/** What has been counted by then, by rule. */
const offBy = (savings: InstanceRecord['savings'], now = plus(NOON, minutes(5))) =>
  savings === undefined
    ? {}
    : Object.fromEntries(
        monthsUntil(savings, now).flatMap(({ times }) => times.map(({ rule, off }) => [rule, off])),
      );

const RUNNING = record(instance(), { lastStop: ownStop() });

describe('a stop of ours saves', () => {
  test('from when AWS says that it began', () => {
    const begun = plus(NOON, minutes(2));
    const savings = savingsAfter(stopped(begun), RUNNING);
    expect(savings?.open).toMatchObject({ stoppedAt: begun, rule: 'idle', type: 't3.micro' });
    expect(offBy(savings)).toEqual({ idle: minutes(3) });
  });

  test('from when it is seen, where AWS does not date it', () => {
    const seen = stopped(NOON, { stateTransitionReason: '' });
    expect(offBy(savingsAfter(seen, RUNNING))).toEqual({});
    expect(savingsAfter(seen, RUNNING)?.open?.stoppedAt).toBe(plus(NOON, minutes(5)));
  });

  test('from when it has stopped, where it hibernates: until then it is billed', () => {
    const stateReason = { code: 'Client.UserInitiatedHibernate', message: '' };
    expect(savingsAfter(stopped(NOON, { state: 'stopping', stateReason }), RUNNING)).toBe(
      undefined,
    );
    const asleep = savingsAfter(stopped(NOON, { stateReason }), RUNNING);
    expect(asleep?.open?.stoppedAt).toBe(plus(NOON, minutes(5)));
  });

  test('until the next launch, whoever makes it', () => {
    const open = savingsAfter(stopped(NOON), RUNNING);
    const known = record(stopped(NOON), { lastStop: ownStop(), savings: open });
    const again = instance({ launchTime: plus(NOON, hours(3)) });
    const savings = savingsAfter(again, known, { now: plus(NOON, hours(3.1)) });
    expect(savings?.open).toBeNull();
    expect(offBy(savings, plus(NOON, hours(9)))).toEqual({ idle: hours(3) });
  });

  test('no longer than somebody looked, where its last launch may not be its first', () => {
    const savings = savingsAfter(stopped(NOON), RUNNING);
    const known = record(stopped(NOON), { lastStop: ownStop(), savings });
    const again = instance({ launchTime: plus(NOON, hours(3)) });
    const now = plus(NOON, hours(4));
    const seenLast = plus(NOON, hours(1));
    const after = looked(again, known, { now, seenLast }).record?.savings;
    expect(offBy(after)).toEqual({ idle: hours(1.25) });
  });

  test('until somebody terminates it', () => {
    const known = record(stopped(NOON), { savings: savingsAfter(stopped(NOON), RUNNING) });
    const ended = { state: 'terminated', stateTransitionReason: dated(plus(NOON, hours(2))) };
    const seen = stopped(NOON, { ...ended, volumes: [], interfaces: [] } as Partial<Instance>);
    const savings = savingsAfter(seen, known, { now: plus(NOON, hours(2.5)) });
    expect(offBy(savings)).toEqual({ idle: hours(2) });
  });

  test('until it was listed last, where no list has it any more; the past keeps that', () => {
    const known = record(stopped(NOON, { volumes: [] }), {
      savings: savingsAfter(stopped(NOON), RUNNING),
    });
    const after = looked(null, known, { now: plus(NOON, hours(2)) });
    expect(after.record).toBeNull();
    const length = hours(2) - minutes(5);
    expect(after.kept).toMatchObject([{ month: '2026-11', times: [{ off: length }] }]);
  });

  test('until a person wants it stopped: from then on that is theirs, for good', () => {
    const known = record(stopped(NOON), {
      ...{ lastStop: ownStop(), savings: savingsAfter(stopped(NOON), RUNNING) },
    });
    const wish = hold({ want: 'stopped', at: plus(NOON, hours(1)), until: plus(NOON, hours(4)) });
    const look = { now: plus(NOON, hours(2)), holds: [wish] };
    const savings = savingsAfter(stopped(NOON), known, look);
    expect(offBy(savings)).toEqual({ idle: hours(1) });
    const later = { now: plus(NOON, hours(9)) };
    const next = looked(stopped(NOON), { ...known, savings }, later).record;
    expect(next?.savings?.open).toBeNull();
  });

  test('the addresses that it frees, once it has stopped; an Elastic IP stays', () => {
    const address = privateAddress({ publicIp: '203.0.113.9' });
    const elastic = privateAddress({ publicIp: '203.0.113.8', elastic: true });
    const running = instance({
      interfaces: [networkInterface({ privateAddresses: [address, elastic] })],
    });
    const kept = [networkInterface({ privateAddresses: [privateAddress(), elastic] })];
    const savings = savingsAfter(
      stopped(NOON, { interfaces: kept }),
      record(running, { lastStop: ownStop() }),
    );
    expect(savings?.open).toMatchObject({
      ...{ automaticAddresses: 1, elasticAddresses: 1, freedAt: plus(NOON, minutes(5)) },
    });
  });
});

describe('nothing is claimed of', () => {
  test.each([
    { what: 'a stop that AWS refused', stop: { result: 'refused' } },
    { what: 'a stop that a person asked for', stop: { rule: 'held' } },
  ] as const)('$what', ({ stop }) => {
    const known = record(instance(), { lastStop: ownStop(stop) });
    expect(savingsAfter(stopped(NOON), known)).toBe(undefined);
  });

  test.each([
    {
      what: 'a person who was first',
      seen: { stateTransitionReason: dated(minus(NOON, minutes(1))) },
    },
    {
      what: 'a shutdown from inside',
      seen: { stateReason: { code: 'Client.InstanceInitiatedShutdown', message: '' } },
    },
    {
      what: 'AWS',
      seen: { stateReason: { code: 'Server.ScheduledStop', message: '' } },
    },
    {
      what: 'whoever stopped it after a later launch',
      seen: { launchTime: plus(NOON, minutes(1)) },
    },
  ])('$what', ({ seen }) => {
    expect(savingsAfter(stopped(NOON, seen as Partial<Instance>), RUNNING)).toBe(undefined);
  });
});

describe('what idleness stopped and a schedule wants stopped', () => {
  const NIGHT = at('2026-11-24T22:00Z');
  const MORNING = at('2026-11-25T07:00Z');
  const nightly = { nightly: { stop: '22:00', start: '07:00' }, zone: 'UTC' };
  const idle = record(stopped(NOON), {
    lastStop: ownStop(),
    savings: instanceSavings({ open: openSaving() }),
    schedule: null,
  });

  /** From look to look, as passes go. */
  function through(times: readonly Instant[], look: Look = {}): InstanceRecord {
    return times.reduce<InstanceRecord>((known, now) => {
      const next = looked(stopped(NOON), known, { ...look, policy: nightly, now }).record;
      if (!next) throw new Error('it was forgotten');
      return next;
    }, idle);
  }

  const night = [plus(NOON, hours(1)), plus(NIGHT, minutes(1)), plus(NIGHT, minutes(6))];

  test('is the saving of the schedule from its edge on', () => {
    const { savings } = through(night);
    expect(offBy(savings, plus(NIGHT, hours(2)))).toEqual({ idle: hours(10), schedule: hours(2) });
  });

  test('is that of idleness again from when the schedule would have started it', () => {
    const day = [...night, plus(MORNING, minutes(1)), plus(MORNING, minutes(6))];
    const { savings } = through(day);
    expect(offBy(savings, plus(MORNING, hours(3)))).toEqual({
      ...{ idle: hours(13), schedule: hours(9) },
    });
  });

  test('stays that of idleness where a hold kept the schedule off', () => {
    const holds = [hold({ at: NOON, until: plus(NIGHT, hours(1)) })];
    const { savings } = through(night, { holds });
    expect(offBy(savings, plus(NIGHT, hours(2)))).toEqual({ idle: hours(12) });
  });
});

describe('months', () => {
  test('that have two younger ones are kept among the past', () => {
    const begun = at('2026-09-20T00:00Z');
    const open = openSaving({ stoppedAt: begun, since: begun });
    const known = record(stopped(begun), { savings: instanceSavings({ open }) });
    const after = looked(instance({ launchTime: NOON }), known);
    expect(after.kept.map(({ month }) => month)).toEqual(['2026-09']);
    expect(after.record?.savings?.months.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
    expect(after.kept[0]?.times).toMatchObject([{ off: hours(11 * 24) }]);
  });
});
