/** A stop of what a Reserved Instance pays for: the message says so, and no money is counted. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { savingsIn } from '../../src/lib/meter/known-savings.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { hours, type Instant, inHours, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { ReservedInstances } from '../../src/lib/model/reserved-instance.ts';
import { rememberedAfter } from '../../src/lib/record/record.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory, record, scheduleState } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { reserved } from '../build/reserved.ts';
import { instanceSavings, knownSavings, openSaving } from '../build/savings.ts';
import { snapshot } from '../build/snapshot.ts';

const ONE: readonly ReservedInstances[] = [reserved()];

const surveyOf = (bought: readonly ReservedInstances[]) => ({
  ...({ kind: 'survey', date: '2026-11-23', at: minus(NOON, hours(12)), regionsRead: 1 } as const),
  ...{ findings: [], leftOut: 0, unseen: [], unread: [], unlooked: [], leftBackups: [] },
  reserved: bought,
});

const POLICY = policy({
  ...{ mode: 'act', idle: { on: false }, zone: 'Asia/Seoul' },
  nightly: { stop: '22:00', start: '07:00' },
});
/** 21:45 in Seoul, when the warnings go out. */
const SOON = plus(NOON, minutes(45));

/** What the warnings of the night say of so many, of which that many are paid for. */
function warned(many: number, bought: readonly ReservedInstances[]) {
  const instances = Array.from({ length: many }, (_, index) =>
    instance({ id: instanceId(index + 1), launchTime: at('2026-11-01T00:00Z') }),
  );
  const schedule = POLICY.nightly && scheduleState(POLICY.nightly);
  const known = memory({
    instances: instances.map((one) => record(one, { schedule })),
    survey: surveyOf(bought),
  });
  const sight = snapshot({ takenAt: SOON, instances: complete(instances), memory: known });
  return decide(sight, POLICY, PRICES).marks.flatMap((mark) =>
    mark.mark === 'notice' && mark.notice.kind === 'about-to-stop'
      ? [mark.notice.facts.effects.reservedShare ?? 0]
      : [],
  );
}

describe('the warning of a stop', () => {
  test('says what a Reserved Instance pays for, and of two that stop together of one', () => {
    expect(warned(1, ONE)).toEqual([1]);
    expect(warned(2, ONE)).toEqual([1, 0]);
    expect(warned(2, [reserved({ count: 2 })])).toEqual([1, 1]);
  });

  test('says nothing of it where none is in force', () => {
    expect(warned(1, [])).toEqual([0]);
    expect(warned(1, [reserved({ endsAt: NOON })])).toEqual([0]);
  });
});

const OFF: Partial<Instance> = { state: 'stopped' };

/** Looks each hour from noon on, the last of which is that at `end`. */
function counted(lives: (now: Instant) => readonly Partial<Instance>[], end: Instant) {
  let records: readonly InstanceRecord[] = lives(NOON).map((more, index) => {
    const one = instance({ id: instanceId(index + 1), ...more });
    const savings = instanceSavings({ open: openSaving() });
    return record(one, one.state === 'stopped' ? { savings } : {});
  });
  for (let now = NOON; now <= end; now = plus(now, hours(1))) {
    const seen = lives(now).map((more, index) =>
      instance({ id: instanceId(index + 1), launchTime: minus(NOON, hours(9)), ...more }),
    );
    const known = memory({
      instances: records,
      survey: surveyOf(ONE),
      lastSweepAt: minus(now, minutes(5)),
    });
    const sight = snapshot({ takenAt: now, instances: complete(seen), memory: known });
    const { marks } = decide(sight, policy({ mode: 'observe', idle: { on: false } }), PRICES);
    const after = rememberedAfter(known, marks);
    records = records.map((one) => after.get(one.instanceId) ?? one);
  }
  const { total } = savingsIn(knownSavings({ instances: records, now: end }), '2026-11');
  const { off, reserved: paid } = total;
  return { off: inHours(off), paid: inHours(paid ?? hours(0)), microUsd: total.savedMicroUsd };
}

describe('the savings ledger', () => {
  const END = plus(NOON, hours(4));

  test('counts no money for what a Reserved Instance pays for while it is off', () => {
    expect(counted(() => [OFF], END)).toEqual({ off: 4, paid: 4, microUsd: 0 });
  });

  test('counts the whole price where another instance uses the Reserved Instance', () => {
    expect(counted(() => [OFF, {}], END)).toEqual({ off: 4, paid: 0, microUsd: 4 * 13_000 });
  });

  test('counts of two that are off one, and anew from when the other one runs', () => {
    expect(counted(() => [OFF, OFF], END)).toEqual({ off: 8, paid: 4, microUsd: 4 * 13_000 });
    const two = plus(NOON, hours(2));
    const lives = (now: Instant) => [
      OFF,
      now < two ? OFF : { state: 'running' as const, launchTime: two },
    ];
    // Two hours of two, one of them paid for; then two of one, whose place the other one took.
    expect(counted(lives, END)).toEqual({ off: 6, paid: 2, microUsd: 4 * 13_000 });
  });
});
