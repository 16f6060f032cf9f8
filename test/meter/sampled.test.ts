/** The month in which Tierkeeper looks for the first time: what ran before by CPU samples. */
import { describe, expect, it } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { liveMeter } from '../../src/lib/decide/free-tier/live-meter.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import {
  accountMeter,
  type SeenAccount,
  samplesWanted,
} from '../../src/lib/meter/account-meter.ts';
import { surveyedUsage } from '../../src/lib/meter/surveyed-usage.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { FreeTierUse } from '../../src/lib/model/free-tier.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import {
  days,
  hours,
  type Instant,
  instant,
  minus,
  minutes,
  plus,
} from '../../src/lib/model/instant.ts';
import type { SurveyRecord } from '../../src/lib/model/ledger.ts';
import type { Datapoint } from '../../src/lib/model/metric.ts';
import type { SampleAnswer, SampleSight } from '../../src/lib/model/sample-sight.ts';
import { observeSamples } from '../../src/lib/observe/samples.ts';
import { observeUsage } from '../../src/lib/observe/usage.ts';
import { ACCOUNT, instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { memory } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const NOVEMBER = instant(Date.UTC(2026, 10, 1));
const NOW = plus(NOVEMBER, days(10));
const REGION = 'ap-northeast-2';
const LEGACY = policy({ freeTier: { plan: 'legacy' }, idle: { on: false } });

const HOURS: FreeTierUse = {
  ...{ usageType: 'Global-BoxUsage:freetier.micro', operation: 'RunInstances' },
  ...{ kind: '12 Months Free', used: 100, limit: 750, unit: 'Hrs' },
};

interface Given {
  readonly instances: readonly Instance[];
  readonly told?: readonly FreeTierUse[];
  readonly now?: Instant;
}

const seen = ({ instances, told = [], now = NOW }: Given): SeenAccount => ({
  ...{ account: ACCOUNT, region: REGION, records: [], gone: [], past: null },
  ...{ policy: LEGACY, prices: PRICES },
  sight: {
    ...{ takenAt: now, enabled: complete([REGION]), planState: complete([]) },
    freeTier: complete(told),
    regions: [
      {
        region: REGION,
        instances: complete(instances),
        ...{ volumes: complete([]), addresses: complete([]) },
      },
    ],
  },
});

/** A sample each five minutes. */
const samples = (from: Instant, count: number): readonly Datapoint[] =>
  Array.from({ length: count }, (_, index) => ({ at: plus(from, minutes(5 * index)), value: 3 }));

const answered = (of: SeenAccount, found: readonly Datapoint[]): SampleSight => ({
  answers: samplesWanted(of).map((one): SampleAnswer => ({ ...one, samples: found })),
  isWhole: true,
});

const restarted = instance({ launchTime: minus(NOW, hours(3)) });
const linux = (of: SeenAccount, sight: SampleSight | null) =>
  accountMeter({ ...of, samples: sight }).meter.limits[0];

describe('the month before the first look', () => {
  it('is asked of each instance up to what is known of it', () => {
    expect(samplesWanted(seen({ instances: [restarted] }))).toEqual([
      { region: REGION, instanceId: restarted.id, from: NOVEMBER, to: restarted.launchTime },
    ]);
    const old = instance({ launchTime: minus(NOVEMBER, days(3)) });
    expect(samplesWanted(seen({ instances: [old] }))).toEqual([]);
    const off = instance({ state: 'stopped', stateTransitionReason: '' });
    expect(samplesWanted(seen({ instances: [off] }))).toMatchObject([{ from: NOVEMBER, to: NOW }]);
  });

  it('is asked once: the ledger keeps what was answered', () => {
    const of = seen({ instances: [restarted] });
    const { past } = accountMeter({ ...of, samples: answered(of, samples(NOVEMBER, 12)) });
    const next = { ...of, past, sight: { ...of.sight, takenAt: plus(NOW, days(1)) } };
    expect(samplesWanted(next)).toEqual([]);
    expect(linux(next, null)?.used).toBeCloseTo(1 - 2.5 / 60 + 27, 6);
    const december = { ...next, sight: { ...of.sight, takenAt: plus(NOW, days(21)) } };
    expect(samplesWanted(december)).toEqual([]);
    expect(linux(december, null)?.before).toBeUndefined();
  });

  it('counts a run between the middle of its first five minutes and that of its last', () => {
    const of = seen({ instances: [restarted] });
    const day = answered(of, samples(plus(NOVEMBER, days(2)), 288));
    expect(linux(of, day)).toMatchObject({ before: 'samples' });
    expect(linux(of, day)?.used).toBeCloseTo(3 + 24 - 5 / 60, 6);
    const whole = answered(of, samples(NOVEMBER, 12 * 237));
    expect(linux(of, whole)?.used).toBeCloseTo(240, 1);
  });

  it('has the automatic address of each run where the instance gets one', () => {
    const address = privateAddress({ publicIp: '203.0.113.7' });
    const interfaces = [networkInterface({ privateAddresses: [address] })];
    const of = seen({ instances: [{ ...restarted, interfaces }] });
    const { meter } = accountMeter({ ...of, samples: answered(of, samples(NOVEMBER, 13)) });
    const used = meter.limits.find(({ name }) => name === 'publicIpv4Hours')?.used;
    expect(used).toBeCloseTo(3 + 62.5 / 60, 6);
  });

  it('is a lower bound where not all could be asked, and says so', async () => {
    const of = seen({ instances: [restarted] });
    const denied = fault('access-denied', 'No.');
    const estate = {
      cpuSamples: async () => [
        {
          ...{ instanceId: restarted.id, metric: 'CPUUtilization' as const, from: NOVEMBER },
          ...{ to: NOW, series: incomplete(denied) },
        },
      ],
    };
    const look = { estate, questions: samplesWanted(of), hasTime: () => true };
    const sight = await observeSamples(look);
    expect(sight).toEqual({ answers: [], isWhole: false });
    expect(linux(of, sight)).toMatchObject({ before: 'unknown' });
  });

  it("is AWS's own count where there is one, and samples do not come on top of it", () => {
    const instances = [restarted];
    const of = seen({ instances, told: [HOURS] });
    const few = answered(of, samples(NOVEMBER, 12 * 50));
    expect(linux(of, few)).toMatchObject({ before: 'aws' });
    expect(linux(of, few)?.used).toBeCloseTo(100, 6);
    const soon = seen({ instances: [restarted], told: [HOURS], now: plus(NOVEMBER, hours(30)) });
    expect(linux(soon, answered(soon, []))).toMatchObject({ before: 'samples' });
  });

  it('asks for no more than 300 instances, those with free hours first', async () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      instance({
        id: instanceId(index + 1),
        ...{ launchTime: restarted.launchTime, type: index < 200 ? 'm5.large' : 't3.micro' },
      }),
    );
    const asked: string[] = [];
    const estate = {
      cpuSamples: async (_: string, queries: readonly { readonly instanceId: string }[]) => {
        asked.push(...queries.map(({ instanceId: id }) => id));
        return [];
      },
    };
    const questions = samplesWanted(seen({ instances: many }));
    await observeSamples({ estate, questions, hasTime: () => true });
    expect(asked).toHaveLength(300);
    const free = many.slice(200).map(({ id }) => id);
    expect(new Set(asked.slice(0, 200))).toEqual(new Set(free));
  });
});

describe('a pass after the first sweep', () => {
  it('counts what the samples told that sweep, and says how it is known', () => {
    const of = seen({ instances: [restarted] });
    const found = accountMeter({ ...of, samples: answered(of, samples(NOVEMBER, 1_200)) });
    const usage = surveyedUsage(found, REGION, NOW);
    const survey: SurveyRecord = {
      ...{ kind: 'survey', date: '2026-11-11', at: NOW, regionsRead: 1, findings: [] },
      ...{ leftOut: 0, unseen: [], unread: [], unlooked: [], leftBackups: [], usage },
    };
    const world = worldOf(
      snapshot({
        takenAt: NOW,
        region: REGION,
        instances: complete([restarted]),
        memory: memory({ survey }),
      }),
      LEGACY,
      PRICES,
    );
    const live = liveMeter(world)?.meter.limits[0];
    expect(live).toEqual(found.meter.limits[0]);
    expect(live).toMatchObject({ before: 'samples' });
  });
});

describe('a simulated account that nobody has looked at', () => {
  it('comes within some minutes a start to what its own bill has', async () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'web', type: 't3.micro' });
    await aws.advance(hours(9 + 50));
    aws.owner.stop('web');
    await aws.advance(hours(20));
    aws.owner.start('web');
    await aws.advance(hours(30.5));
    const { estate, freeTier, clock } = aws.portsFor({ kind: 'person', name: 'a sweep' });
    const sight = await observeUsage({ estate, freeTier, clock });
    const of = { ...seen({ instances: [] }), sight };
    const look = { estate, questions: samplesWanted(of), hasTime: () => true };
    const found = accountMeter({ ...of, samples: await observeSamples(look) });
    const ran = aws.account.machines.values().next().value?.runs ?? [];
    const ms = ran.reduce(
      (sum, { from, to }) => sum + (to ?? aws.now()) - Math.max(from, NOVEMBER),
      0,
    );
    expect(found.meter.limits[0]?.used).toBeCloseTo(ms / hours(1), 0);
    expect(accountMeter(of).meter.limits[0]?.used).toBeCloseTo(30.5, 0);
  });
});
