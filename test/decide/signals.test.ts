import { expect, test } from 'vitest';
import { type IdleQuestion, judge } from '../../src/lib/decide/signals.ts';
import { minutes, plus } from '../../src/lib/model/instant.ts';
import { NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { quietReadings, reading } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';

const { idle } = policy();
const judged = (readings: IdleQuestion['readings']) =>
  judge({ instance: instance(), readings, idle, window: idle.window, now: NOON });
const busy = Array.from({ length: 12 }, () => 90);
const quiet = quietReadings();
const except = (name: string) => quiet.filter(({ metric }) => metric !== name);

test('the readings of another instance say nothing of this one', () => {
  const other = reading('CPUUtilization', busy, { id: instanceId(2) });
  expect(judged([other, ...quiet]).kind).toBe('idle');
});

test('a period counts only with a datapoint of every metric of the signal', () => {
  const half = reading('NetworkOut', [600, null, 600, null, 600, null, 600, null, 600, null]);
  expect(judged([...except('NetworkOut'), half])).toMatchObject({
    kind: 'unknown',
    unknown: { signal: 'network', why: 'few-datapoints' },
  });
});

test('what has come since is no part of the window', () => {
  const later = { at: plus(NOON, minutes(5)), value: 90 };
  const cpu = reading(
    'CPUUtilization',
    Array.from({ length: 12 }, () => 0.4),
  );
  const series = cpu.series.complete ? [...cpu.series.items, later] : [];
  const longer = { ...cpu, series: { complete: true, items: series } } as const;
  expect(judged([...except('CPUUtilization'), longer]).kind).toBe('idle');
});
