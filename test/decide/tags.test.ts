/** What people write into tags, read to the letter: the tables have what follows from it. */
import { describe, expect, test } from 'vitest';
import { claimOf, declaredBy } from '../../src/lib/decide/rules/address-claims.ts';
import { holdUntilOf, idleTagOf, priorityOf } from '../../src/lib/decide/tags.ts';
import { hours, minutes } from '../../src/lib/model/instant.ts';
import { at } from '../build/at.ts';
import { allocationId, instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';

const tagged = (tag: string, value: string) => instance({ tags: { [`tierkeeper:${tag}`]: value } });

describe('tierkeeper:priority', () => {
  test.each([
    ['0', 0],
    ['5', 5],
    ['-12', -12],
    ['999', 999],
    ['-999', -999],
    [' 7 ', 7],
  ])('"%s" is %d', (value, priority) => {
    expect(priorityOf(tagged('priority', value))).toBe(priority);
  });

  test.each(['', 'high', '1000', '1.5', 'x1', '1x', '--1', '+1'])('"%s" is none', (value) => {
    expect(priorityOf(tagged('priority', value))).toBeUndefined();
  });

  test('is 0 where nobody wrote one', () => {
    expect(priorityOf(instance({ tags: {} }))).toBe(0);
  });
});

describe('tierkeeper:idle', () => {
  test.each([
    ['never', { kind: 'never' }],
    [' NEVER ', { kind: 'never' }],
    ['10m', { kind: 'window', window: minutes(10) }],
    ['2h', { kind: 'window', window: hours(2) }],
    ['2 h', { kind: 'window', window: hours(2) }],
    ['5d', { kind: 'window', window: hours(120) }],
  ])('"%s" is understood', (value, tag) => {
    expect(idleTagOf(tagged('idle', value))).toEqual(tag);
  });

  test.each(['', '9m', '121h', '6d', 'nightly', '2'])('"%s" is not', (value) => {
    expect(idleTagOf(tagged('idle', value))).toBeUndefined();
  });

  test('is none where nobody wrote one', () => {
    expect(idleTagOf(instance({ tags: {} }))).toEqual({ kind: 'none' });
  });
});

describe('tierkeeper:hold-until', () => {
  const until = (value: string) => holdUntilOf(tagged('hold-until', value), 'Asia/Seoul');

  test.each([
    ['2026-11-30', '2026-11-30T15:00Z'],
    [' 2026-11-30 ', '2026-11-30T15:00Z'],
    ['2026-11-30T18:00', '2026-11-30T09:00Z'],
    ['2026-11-30 18:00', '2026-11-30T09:00Z'],
    ['2026-11-30T18:00:30', '2026-11-30T09:00Z'],
    ['2026-11-30T24:00', '2026-11-30T15:00Z'],
    ['2026-11-30T18:00Z', '2026-11-30T18:00Z'],
    ['2026-11-30 18:00+01:00', '2026-11-30T17:00Z'],
  ])('"%s" holds until then', (value, iso) => {
    expect(until(value)).toBe(at(iso));
  });

  test.each([
    ...['soon', '2026-02-30', '2026-11-30T24:01', '2026-11-30T18', '2026-11-30T18:60'],
    ...['2026-11-301', 'by 2026-11-30', '2026-11-30T18:00:5', '30.11.2026'],
  ])('"%s" is not readable', (value) => {
    expect(until(value)).toBeUndefined();
  });

  test('is none where nobody wrote one', () => {
    expect(holdUntilOf(instance({ tags: {} }), 'UTC')).toBeNull();
  });
});

describe('tierkeeper:eip', () => {
  const ID = allocationId(1);

  test.each([
    [ID, 0],
    [` ${ID} `, 0],
    [`${ID}@1`, 1],
    [`${ID}@12`, 12],
  ])('"%s" names an address and an interface', (value, deviceIndex) => {
    expect(claimOf(value)).toEqual({ allocationId: ID, deviceIndex });
  });

  test.each(['', 'web', `${ID}@`, `${ID}@x`, `${ID}@123`, `@${ID}`, `${ID}@1@2`])(
    '"%s" does not',
    (value) => {
      expect(claimOf(value)).toBeNull();
    },
  );

  test('is gathered by address, with what cannot be read as it stands', () => {
    const claimants = [`${ID}`, ` ${ID}@1`, ' web '].map((value, index) =>
      instance({ id: instanceId(index + 1), tags: { 'tierkeeper:eip': value } }),
    );
    expect([...declaredBy([...claimants, instance({ tags: {} })])]).toEqual([
      [ID, [instanceId(1), instanceId(2)]],
      ['web', [instanceId(3)]],
    ]);
  });
});
