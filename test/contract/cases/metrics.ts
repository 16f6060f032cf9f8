import { expect } from 'vitest';
import { idOf, isInstanceId } from '../../../src/lib/model/ids.ts';
import { minutes, plus } from '../../../src/lib/model/instant.ts';
import { METRIC_NAMES, type MetricReading } from '../../../src/lib/model/metric.ts';
import { type ContractCase, itemsOf } from '../contract-account.ts';

const pointsOf = (reading: MetricReading | undefined) => (reading ? itemsOf(reading.series) : []);

/** What work shows in; credits are there or not, owed or not. */
const WORK = METRIC_NAMES.filter((metric) => !metric.includes('Credit'));

/** Whatever it costs, the readings are the same. */
const WAYS = [
  { way: 'one by one', freeCalls: 1_000 },
  { way: 'in batches', freeCalls: 0 },
] as const;

const NOBODY = idOf(isInstanceId, 'i-0123456789abcdef0');

const SAMPLES: ContractCase = {
  name: 'a sweep is told one CPU sample each five minutes of a run, and none of who never ran',
  async run(account) {
    const instanceId = await account.launch({ name: 'web' });
    const { from, to } = await account.work(instanceId);
    const asked = [instanceId, NOBODY].map(
      (id) => ({ instanceId: id, metric: 'CPUUtilization', from, to }) as const,
    );
    const readings = await account.cpuSamples(account.cloud.region, asked);
    expect(readings.map((reading) => pointsOf(reading).length)).toEqual([12, 0]);
    expect(readings.every(({ series }) => series.complete)).toBe(true);
  },
};

const casesFor = ({ way, freeCalls }: (typeof WAYS)[number]): readonly ContractCase[] => [
  {
    name: `read ${way}, a working instance has a datapoint every five minutes, oldest first`,
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from, to } = await account.work(instanceId);
      const readings = await account.metrics.read(
        WORK.map((metric) => ({ instanceId, metric, from, to })),
        freeCalls,
      );
      const hour = Array.from({ length: 12 }, (_, index) => plus(from, minutes(5 * index)));
      for (const reading of readings) {
        expect(pointsOf(reading).map(({ at }) => at)).toEqual(hour);
        expect(pointsOf(reading).every(({ value }) => value > 0)).toBe(true);
      }
      expect(readings.map(({ metric }) => metric)).toEqual(WORK);
    },
  },
  {
    name: `read ${way}, a reading holds only what begins inside its span`,
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from } = await account.work(instanceId);
      const span = { from: plus(from, minutes(7)), to: plus(from, minutes(20)) };
      const [reading] = await account.metrics.read(
        [{ instanceId, metric: 'CPUUtilization', ...span }],
        freeCalls,
      );
      expect(pointsOf(reading).map(({ at }) => at)).toEqual(
        [10, 15].map((minute) => plus(from, minutes(minute))),
      );
      expect(reading).toMatchObject(span);
    },
  },
  {
    name: `read ${way}, what nobody measured has no datapoints, and is complete all the same`,
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from, to } = await account.work(instanceId);
      const [reading] = await account.metrics.read(
        [{ instanceId: NOBODY, metric: 'CPUUtilization', from, to }],
        freeCalls,
      );
      expect(reading?.series).toEqual({ complete: true, items: [] });
    },
  },
];

export const metricCases: readonly ContractCase[] = [
  SAMPLES,
  ...WAYS.flatMap(casesFor),
  {
    name: 'more metrics than one call takes are all read, in the order asked',
    async run(account) {
      const instanceId = await account.launch({ name: 'web' });
      const { from, to } = await account.work(instanceId);
      const query = { metric: 'CPUUtilization', from, to } as const;
      const nothing = Array.from({ length: 501 }, () => ({ ...query, instanceId: NOBODY }));
      const readings = await account.metrics.read([...nothing, { ...query, instanceId }], 1);
      expect(readings.map(({ instanceId: id }) => id)).toEqual([
        ...nothing.map(() => NOBODY),
        instanceId,
      ]);
      expect(pointsOf(readings.at(-1))).toHaveLength(12);
    },
  },
];
