/** From one daily sweep to the next: what was seen once stays in the month. */
import { describe, expect, it } from 'vitest';
import { accountMeter } from '../../src/lib/meter/account-meter.ts';
import { liveUsage } from '../../src/lib/meter/live-usage.ts';
import type { Meter } from '../../src/lib/meter/meter.ts';
import { withPast } from '../../src/lib/meter/past-usage.ts';
import { days, hours, type Instant, minus, toIso } from '../../src/lib/model/instant.ts';
import { LIMIT_NAMES } from '../../src/lib/model/meter.ts';
import type { MeteredInstance, MeteredUsage } from '../../src/lib/model/metered-usage.ts';
import type { PastAddress, PastUsage, PastVolume } from '../../src/lib/model/past-usage.ts';
import { observeUsage } from '../../src/lib/observe/usage.ts';
import { NOON } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { liveMonth } from './lived/month.ts';

const HOME = 'ap-northeast-2';
const YESTERDAY = minus(NOON, days(1));
const CREATED = minus(NOON, days(9));

type Shown = Partial<Omit<MeteredUsage, 'plan'>>;

const usage = ({ instances = [], volumes = [], addresses = [] }: Shown): MeteredUsage => ({
  ...{ plan: { kind: 'none' }, instances, volumes, addresses },
});

const volume: PastVolume = {
  ...{ id: 'vol-1', type: 'gp3', region: HOME, sizeGiB: 10, iops: 3_000, throughputMiBps: 125 },
  ...{ from: CREATED, to: null },
};
const address: PastAddress = {
  id: 'eipalloc-1',
  region: HOME,
  kind: 'elastic',
  ...{ isInUse: false, instanceId: null, from: YESTERDAY, to: null },
};
const elsewhere: MeteredInstance = {
  ...{ id: 'i-1', type: 't3.micro', region: 'us-east-1', schedule: null },
  platform: 'linux',
  runs: [{ from: CREATED, to: null }],
};

const NOTHING_UNREAD = () => false;

const sweep = (
  shown: Shown,
  before: PastUsage | null,
  { now = NOON, isUnread = NOTHING_UNREAD }: { now?: Instant; isUnread?: () => boolean } = {},
) => withPast(usage(shown), before, { now, home: HOME, isUnread });

const swept = (shown: Shown): PastUsage => sweep(shown, null, { now: YESTERDAY }).past;

describe('what is not shown any more', () => {
  it('is counted up to the sweep that saw it last, and that is said again the day after', () => {
    const before = swept({ instances: [elsewhere], volumes: [volume], addresses: [address] });
    const first = sweep({}, before);
    for (const { usage: counted } of [first, sweep({}, first.past, { now: NOON })]) {
      expect(counted.volumes).toEqual([{ ...volume, to: YESTERDAY }]);
      expect(counted.addresses).toEqual([{ ...address, to: YESTERDAY }]);
      expect(counted.instances).toMatchObject([{ runs: [{ from: CREATED, to: YESTERDAY }] }]);
    }
  });

  it('goes on where nobody could look', () => {
    const before = swept({ instances: [elsewhere], volumes: [volume], addresses: [address] });
    const { usage: counted, past } = sweep({}, before, { isUnread: () => true });
    expect(counted.volumes).toEqual([{ ...volume, lastSeen: YESTERDAY, to: YESTERDAY }]);
    const back = sweep({ volumes: [volume], instances: [elsewhere] }, past).usage;
    expect(back.volumes).toEqual([volume]);
    expect(back.instances).toEqual([elsewhere]);
  });

  it('is, of a volume that grew, its size from before', () => {
    const grown = { ...volume, sizeGiB: 40 };
    const { volumes } = sweep({ volumes: [grown] }, swept({ volumes: [volume] })).usage;
    expect(volumes).toEqual([
      { ...grown, from: NOON },
      { ...volume, to: NOON },
    ]);
  });

  it('is, of an instance of another Region, the run before its restart', () => {
    const restarted = { from: minus(NOON, hours(2)), to: null };
    const shown = [{ ...elsewhere, runs: [restarted] }];
    const { instances } = sweep({ instances: shown }, swept({ instances: [elsewhere] })).usage;
    expect(instances).toMatchObject([{ runs: [{ from: CREATED, to: YESTERDAY }, restarted] }]);
  });
});

describe('an Elastic IP', () => {
  it('is as old as the first sweep that saw it', () => {
    const shown = [{ ...address, from: NOON }];
    const { addresses } = sweep({ addresses: shown }, swept({ addresses: [address] })).usage;
    expect(addresses).toEqual([address]);
  });

  it('is in use while its instance runs, and idle between the runs', () => {
    const at = (ago: number) => minus(NOON, hours(ago));
    const runs = [
      { from: at(30), to: at(14) },
      { from: at(5), to: null },
    ];
    const instances = [{ ...elsewhere, region: HOME, runs }];
    const on = { ...address, instanceId: 'i-1', isInUse: true };
    const before = swept({ instances, addresses: [{ ...on, from: at(30) }] });
    const shown = [{ ...on, from: at(5) }];
    const { addresses } = sweep({ instances, addresses: shown }, before).usage;
    expect(addresses.map(({ isInUse, from, to }) => [isInUse, from, to])).toEqual([
      [true, at(30), at(14)],
      [true, at(5), null],
      [false, at(14), at(5)],
    ]);
  });
});

describe('an Elastic IP at home, from the last sweep to a pass', () => {
  const at = (ago: number) => minus(NOON, hours(ago));
  const eip = (instanceId: string): PastAddress => ({
    ...{ ...address, region: HOME, instanceId, isInUse: true },
    from: at(20),
  });
  const web = instance({
    ...{ state: 'stopped', launchTime: at(30) },
    stateTransitionReason: `User initiated (${toIso(at(2)).slice(0, 19).replace('T', ' ')} GMT)`,
    interfaces: [
      networkInterface({
        privateAddresses: [privateAddress({ publicIp: '203.0.113.9', elastic: true })],
      }),
    ],
  });
  const runs = [
    { from: at(50), to: at(40), elastics: 1 },
    { from: at(30), to: at(2), elastics: 1 },
  ];
  const passUsage = (addresses: readonly PastAddress[]) =>
    liveUsage({
      plan: { kind: 'none' },
      ...{ takenAt: NOON, region: HOME, instances: [web] },
      surveyed: { plan: { kind: 'none' }, instances: [], volumes: [], addresses },
      ...{ scheduleOf: () => null, dueOf: () => undefined },
      remembered: {
        region: HOME,
        gone: [],
        records: [record(web, { runs })],
      },
    }).addresses.map(({ isInUse, from, to }) => [isInUse, from, to]);

  it('keeps the hours in which it was in use before the stop', () => {
    expect(passUsage([eip(web.id)])).toEqual([
      [true, at(20), at(2)],
      [false, at(2), null],
    ]);
  });

  it('is as old as the runs at whose ends it was seen, before there is a sweep', () => {
    expect(passUsage([])).toEqual([
      [true, at(50), at(40)],
      [true, at(30), at(2)],
      [false, at(40), at(30)],
      [false, at(2), null],
    ]);
  });
});

describe('over whole months of sweeps alone', () => {
  const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

  it.each(SEEDS)(
    'what is used never falls, and is never more than the bill has: %d',
    async (seed) => {
      let past: PastUsage | null = null;
      const meters: Meter[] = [];
      const bills: Readonly<Record<string, number>>[] = [];
      await liveMonth(seed, async (aws) => {
        const { estate, freeTier, clock } = aws.portsFor({ kind: 'person', name: 'a sweep' });
        const sight = await observeUsage({ estate, freeTier, clock });
        const seen = { account: ACCOUNT, region: 'eu-west-1', sight, records: [], gone: [], past };
        const found = accountMeter({ ...seen, policy: policy({}), prices: PRICES });
        past = found.past;
        meters.push(found.meter);
        const upTo = clock.now();
        bills.push(aws.invoice({ prices: PRICES, of: upTo, upTo, freeUntil: null }).used);
      });
      const used = meters.map(({ uses }) => uses.map((one) => one.used));
      used.forEach((now, day) => {
        LIMIT_NAMES.forEach((name, index) => {
          const [before, billed] = [used[day - 1]?.[index] ?? 0, bills[day]?.[name] ?? 0];
          expect(now[index], `${name} on day ${day}`).toBeGreaterThanOrEqual(before - 1e-9);
          expect(now[index], `${name} on day ${day}`).toBeLessThanOrEqual(billed + 0.5);
        });
      });
    },
  );
});
