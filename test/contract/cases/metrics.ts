import { expect } from 'vitest';
import { idOf, isInstanceId } from '../../../src/lib/model/ids.ts';
import { minutes, plus } from '../../../src/lib/model/instant.ts';
import { METRIC_NAMES, type MetricReading } from '../../../src/lib/model/metric.ts';
import { type ContractCase, itemsOf } from '../contract-account.ts';

const pointsOf = (reading: MetricReading | undefined) => (reading ? itemsOf(reading.series) : []);

export const metricCases: readonly ContractCase[] = [
  {
    name: 'a working instance has a datapoint for every five minutes, oldest first',
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from, to } = await account.work(instanceId);
      const readings = await account.metrics.read(
        METRIC_NAMES.map((metric) => ({ instanceId, metric, from, to })),
      );
      const hour = Array.from({ length: 12 }, (_, index) => plus(from, minutes(5 * index)));
      for (const reading of readings) {
        expect(pointsOf(reading).map(({ at }) => at)).toEqual(hour);
        expect(pointsOf(reading).every(({ value }) => value > 0)).toBe(true);
      }
      expect(readings.map(({ metric }) => metric)).toEqual(METRIC_NAMES);
    },
  },
  {
    name: 'a reading holds only what begins inside its span',
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from } = await account.work(instanceId);
      const span = { from: plus(from, minutes(7)), to: plus(from, minutes(20)) };
      const [reading] = await account.metrics.read([
        { instanceId, metric: 'CPUUtilization', ...span },
      ]);
      expect(pointsOf(reading).map(({ at }) => at)).toEqual(
        [10, 15].map((minute) => plus(from, minutes(minute))),
      );
      expect(reading).toMatchObject(span);
    },
  },
  {
    name: 'what nobody measured has no datapoints, and is complete all the same',
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from, to } = await account.work(instanceId);
      const nobody = idOf(isInstanceId, 'i-0123456789abcdef0');
      const [reading] = await account.metrics.read([
        { instanceId: nobody, metric: 'CPUUtilization', from, to },
      ]);
      expect(reading?.series).toEqual({ complete: true, items: [] });
    },
  },
];
