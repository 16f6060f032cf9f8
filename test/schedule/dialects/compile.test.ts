import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hours, type Instant, minutes, plus, toIso } from '../../../src/lib/model/instant.ts';
import { compileC7n } from '../../../src/lib/schedule/dialects/c7n-compile.ts';
import {
  type C7nPolicy,
  decideC7n,
  standardC7nPolicy,
} from '../../../src/lib/schedule/dialects/c7n-offhours.ts';
import { edgesBetween } from '../../../src/lib/schedule/edges.ts';
import { at, must } from '../schedule-table.ts';

const NAMED = { name: 't', start: 'all', warn: minutes(0) } as const;
const offhour = standardC7nPolicy('offhour');
const onhour = standardC7nPolicy('onhour');

const compiled = (tag: string, more: Partial<C7nPolicy> = {}) =>
  must(
    compileC7n({
      ...NAMED,
      tag,
      offhour: { ...offhour, ...more },
      onhour: { ...onhour, ...more },
    }),
  );

const edgesOf = (tag: string, from: string, until: string): readonly string[] => {
  const schedule = compiled(tag);
  const edges = schedule === null ? [] : edgesBetween(schedule, at(from), at(until));
  return edges.map((edge) => `${toIso(edge.at)} ${edge.to}`);
};

describe('an off-hours tag as a native schedule', () => {
  test('turns at the hours that the tag names, by the clock of its zone', () => {
    const tag = 'off=(m-f,19);on=(m-f,7);tz=kst';
    expect(edgesOf(tag, '2026-11-22T00:00Z', '2026-11-24T00:00Z')).toEqual([
      '2026-11-22T22:00:00.000Z running',
      '2026-11-23T10:00:00.000Z stopped',
      '2026-11-23T22:00:00.000Z running',
    ]);
  });

  test('is none where the tag opts out', () => {
    expect(compiled('off')).toBeNull();
  });

  test('keeps the days on which nothing happens', () => {
    expect(compiled('', { skipDays: ['2026-12-25'] })?.skipped).toEqual(['2026-12-25']);
  });

  test('is refused where the days to skip are not known, or not the same', () => {
    const skipping = { ...offhour, skipDays: ['2026-12-25'] };
    const elsewhere = { ...offhour, skipDaysFrom: 'unknown' as const };
    const results = [skipping, elsewhere].map((policy) =>
      compileC7n({ ...NAMED, tag: '', offhour: policy, onhour }),
    );
    expect(results.map(({ ok }) => ok)).toEqual([false, false]);
  });

  test('stops once in the hour that autumn repeats, and also in the one that spring skips', () => {
    expect(edgesOf('off=(u,1);on=(w,7)', '2026-11-01T00:00Z', '2026-11-02T00:00Z')).toEqual([
      '2026-11-01T05:00:00.000Z stopped',
    ]);
    expect(edgesOf('off=(u,2);on=(w,7)', '2026-03-08T00:00Z', '2026-03-09T00:00Z')).toEqual([
      '2026-03-08T07:00:00.000Z stopped',
    ]);
  });

  test('is refused where the two filters go by different clocks', () => {
    const other = { ...onhour, defaultZone: 'pt' };
    expect(compileC7n({ ...NAMED, tag: 'on', offhour, onhour: other })).toMatchObject({
      ok: false,
      problem: 'It stops by the clock of America/New_York and starts by America/Los_Angeles.',
    });
  });

  test('turns in exactly the hours in which Cloud Custodian acts', () => {
    const day = fc.constantFrom(...'mtwhfsu');
    const time = fc.tuple(day, day, fc.integer({ min: 0, max: 23 }));
    const monday = at('2026-11-23T05:00Z');
    const isTurn = (tag: string, hour: Instant, to: string): boolean => {
      const schedule = compiled(tag);
      const edges = schedule === null ? [] : edgesBetween(schedule, plus(hour, hours(-1)), hour);
      return edges.some((edge) => edge.to === to);
    };
    fc.assert(
      fc.property(time, time, fc.integer({ min: 0, max: 167 }), (off, on, index) => {
        fc.pre(off[2] !== on[2]);
        const tag = `off=(${off[0]}-${off[1]},${off[2]});on=(${on[0]}-${on[1]},${on[2]})`;
        const hour = plus(monday, hours(index));
        const stops = must(decideC7n(offhour, tag, hour)) === 'stopped';
        const starts = must(decideC7n(onhour, tag, hour)) === 'running';
        expect([isTurn(tag, hour, 'stopped'), isTurn(tag, hour, 'running')]).toEqual([
          stops,
          starts,
        ]);
      }),
    );
  });
});
