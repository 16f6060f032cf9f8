import { describe, expect, it } from 'vitest';
import { foreseen } from '../../src/lib/decide/free-tier/foreseen.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { accountPlan, toldUses } from '../../src/lib/meter/account-plan.ts';
import { meter } from '../../src/lib/meter/meter.ts';
import { seenUsage } from '../../src/lib/meter/seen-usage.ts';
import type { Address } from '../../src/lib/model/address.ts';
import { EMPTY_MEMORY } from '../../src/lib/model/empty-memory.ts';
import { complete, NOT_ASKED } from '../../src/lib/model/family.ts';
import type { FreeTierUse, PlanState } from '../../src/lib/model/free-tier.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { GoneInstance, InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { days, hours, minus, plus } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Volume } from '../../src/lib/model/volume.ts';
import { NOON } from '../build/at.ts';
import { allocationId, instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { address, volume } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';

const REGION = 'ap-northeast-2';

interface Seen {
  readonly instances?: readonly Instance[];
  readonly volumes?: readonly Volume[];
  readonly addresses?: readonly Address[];
  readonly records?: readonly InstanceRecord[];
  readonly gone?: readonly GoneInstance[];
}

const usageOf = ({ instances = [], volumes = [], addresses = [], records = [], gone = [] }: Seen) =>
  seenUsage({
    sight: {
      takenAt: NOON,
      regions: [
        {
          region: REGION,
          instances: complete(instances),
          volumes: complete(volumes),
          addresses: complete(addresses),
        },
      ],
    },
    plan: { kind: 'none' },
    scheduleOf: () => null,
    dueOf: () => undefined,
    remembered: { region: REGION, records, gone },
  });

const reasonAt = (at: number): string =>
  `User initiated (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;

const STARTED = minus(NOON, days(2));
const STOPPED_AT = minus(NOON, hours(5));
const stopped = (overrides: Partial<Instance> = {}): Instance =>
  instance({
    state: 'stopped',
    stateTransitionReason: reasonAt(STOPPED_AT),
    ...overrides,
  });

describe('what AWS shows of an instance', () => {
  it('is the run that goes on, since its launch time', () => {
    expect(usageOf({ instances: [instance()] }).instances).toEqual([
      {
        id: instanceId(1),
        type: 't3.micro',
        region: REGION,
        platform: 'linux',
        runs: [{ from: STARTED, to: null }],
        schedule: null,
      },
    ]);
  });

  it('is the last run of one that is stopped, where AWS says when it ended', () => {
    const [known, unknown] = [stopped(), stopped({ stateTransitionReason: 'User initiated' })].map(
      (one) => usageOf({ instances: [one] }).instances[0]?.runs,
    );
    expect(known).toEqual([{ from: STARTED, to: STOPPED_AT }]);
    expect(unknown).toEqual([]);
  });

  it('is added to the runs that were seen to end, without what AWS tells better', () => {
    const before = { from: minus(NOON, days(9)), to: minus(NOON, days(8)) };
    const records = [record(instance(), { runs: [before, { from: STARTED, to: NOON }] })];
    const runs = [instance(), stopped(), stopped({ stateTransitionReason: '' })].map(
      (one) => usageOf({ instances: [one], records }).instances[0]?.runs,
    );
    expect(runs).toEqual([
      [before, { from: STARTED, to: null }],
      [before, { from: STARTED, to: STOPPED_AT }],
      [before, { from: STARTED, to: NOON }],
    ]);
  });

  it('is nothing where it is terminated: its runs are remembered, and counted once', () => {
    const run = { from: minus(NOON, days(9)), to: minus(NOON, days(8)), addresses: 1 };
    const gone: GoneInstance = {
      ...{ kind: 'gone-instance', instanceId: instanceId(1), at: NOON },
      ...{ type: 't3.micro', platform: 'windows', runs: [run] },
    };
    const records = [record(instance({ state: 'terminated' }), { runs: [run] })];
    for (const known of [{ gone: [gone] }, { records }, { records, gone: [gone] }]) {
      const { instances, addresses } = usageOf(known);
      expect(instances.map(({ runs }) => runs)).toEqual([[run]]);
      expect(addresses).toMatchObject([{ kind: 'auto', isInUse: true, ...{ to: run.to } }]);
    }
    expect(usageOf({ gone: [gone] }).instances[0]?.platform).toBe('windows');
    expect(usageOf({ instances: [instance()], gone: [gone] }).instances).toHaveLength(1);
  });

  it('is nothing yet while it is pending', () => {
    const [pending] = usageOf({ instances: [instance({ state: 'pending' })] }).instances;
    expect(pending?.runs).toEqual([]);
  });

  it('tells spot and dedicated ones apart: they draw on no free hours', () => {
    const types = usageOf({
      instances: [instance({ lifecycle: 'spot' }), instance({ tenancy: 'dedicated' })],
    }).instances.map(({ type }) => type);
    expect(types).toEqual(['t3.micro spot', 't3.micro dedicated']);
  });
});

describe('what AWS shows of volumes and addresses', () => {
  it('is what a volume is, since it was created', () => {
    const volumes = [volume(), volume({ state: 'deleted' })];
    expect(usageOf({ volumes }).volumes).toMatchObject([
      { type: 'gp3', sizeGiB: 8, from: minus(NOON, days(30)), to: null },
    ]);
  });

  it('is an automatic address for as long as its instance runs', () => {
    const interfaces = [
      networkInterface({ privateAddresses: [privateAddress({ publicIp: '203.0.113.1' })] }),
    ];
    const instances = [instance({ interfaces }), stopped({ id: instanceId(2), interfaces })];
    expect(usageOf({ instances }).addresses).toEqual([
      {
        id: '203.0.113.1',
        region: REGION,
        kind: 'auto',
        isInUse: true,
        instanceId: instanceId(1),
        from: STARTED,
        to: null,
      },
    ]);
  });

  it('is an Elastic IP: in use while its instance runs, idle since that stopped', () => {
    const on = (id: Instance['id'] | null) => ({
      associationId: 'eipassoc-1',
      instanceId: id,
      networkInterfaceId: null,
      privateIpAddress: null,
    });
    const addresses = [
      address({ allocationId: allocationId(1), association: on(instanceId(1)) }),
      address({ allocationId: allocationId(2), association: on(instanceId(2)) }),
      address({ allocationId: allocationId(3), association: on(null) }),
      address({ allocationId: allocationId(4) }),
    ];
    const instances = [instance(), stopped({ id: instanceId(2) })];
    expect(
      usageOf({ instances, addresses }).addresses.map(({ isInUse, from }) => [isInUse, from]),
    ).toEqual([
      [true, STARTED],
      [false, STOPPED_AT],
      [true, NOON],
      [false, NOON],
    ]);
  });
});

describe('an automatic address of what is off', () => {
  it('comes again with the starts that a schedule will make', () => {
    const nightly = policy({ zone: 'UTC', nightly: { stop: '22:00', start: '14:00' } }).nightly;
    const off = stopped({ id: instanceId(3) });
    const known = record(off);
    const sighting = { ...known.sighting, automaticAddresses: 1 };
    const ipv4With = (schedule: typeof nightly) => {
      const usage = seenUsage({
        sight: {
          takenAt: NOON,
          regions: [
            {
              ...{ region: REGION, instances: complete([off]) },
              ...{ volumes: complete([]), addresses: complete([]) },
            },
          ],
        },
        ...{ plan: { kind: 'none' }, scheduleOf: () => schedule, dueOf: () => undefined },
        remembered: { region: REGION, records: [{ ...known, sighting }], gone: [] },
      });
      return meter(usage, NOON, PRICES).uses.find(({ name }) => name === 'publicIpv4Hours');
    };
    // NOON is that of the 24th: eight hours of each of seven days are to come.
    expect(ipv4With(nightly)).toMatchObject({ used: 0, forecast: 7 * 8 });
    expect(ipv4With(null)).toMatchObject({ used: 0, forecast: 0 });
  });
});

describe('schedules that will act', () => {
  const NIGHTLY = { zone: 'UTC', nightly: { stop: '22:00', start: '07:00' } };
  const scheduled = (one: Instance, document: Readonly<Record<string, unknown>> = NIGHTLY) => {
    const home = snapshot({ instances: complete([one]), memory: EMPTY_MEMORY });
    return foreseen(worldOf(home, policy(document), PRICES)).schedules.get(one.id)?.name ?? null;
  };
  const edge = plus(minus(NOON, hours(12)), hours(-2));
  it('turn what runs', () => {
    expect(scheduled(instance())).toBe('nightly');
  });

  it('start what they stopped, and not what a person stopped', () => {
    expect(new Date(edge).toISOString()).toContain('T22:00');
    const [ours, byHand] = [edge + 60_000, STOPPED_AT].map((at) =>
      scheduled(stopped({ stateTransitionReason: reasonAt(at) })),
    );
    expect([ours, byHand]).toEqual(['nightly', null]);
  });

  it.each([
    ['while the policy observes', instance(), { ...NIGHTLY, mode: 'observe' }],
    ['of what is ignored', instance({ tags: { 'tierkeeper:ignore': 'true' } }), NIGHTLY],
    ['of what is kept', instance({ tags: { 'tierkeeper:keep': 'true' } }), NIGHTLY],
    ['where there is none', instance(), {}],
  ])('are none %s', (_, one, document) => {
    expect(scheduled(one, document)).toBeNull();
  });
});

describe('which free tier an account has', () => {
  const free: PlanState = { kind: 'free', remaining: usd(80), endsAt: plus(NOON, days(60)) };
  const twelve: FreeTierUse = {
    usageType: 'Global-BoxUsage:freetier.micro',
    operation: 'RunInstances',
    kind: '12 Months Free',
    used: 10,
    limit: 750,
    unit: 'Hrs',
  };
  const planOf = (
    freeTier: Readonly<Record<string, unknown>>,
    { state = null, uses = [] }: { state?: PlanState | null; uses?: readonly FreeTierUse[] } = {},
  ) =>
    accountPlan(policy({ freeTier }), {
      takenAt: NOON,
      planState: state === null ? NOT_ASKED : complete([state]),
      freeTier: complete(uses),
    });

  it('is what the policy says', () => {
    expect(planOf({ plan: 'none' }, { state: free })).toEqual({ kind: 'none' });
    expect(planOf({ plan: 'legacy' }, { state: free })).toMatchObject({ kind: 'legacy' });
  });

  it('is that of its age, where the policy says it', () => {
    expect(planOf({ accountCreated: '2025-07-14' })?.kind).toBe('legacy');
    expect(planOf({ accountCreated: '2025-07-15' })?.kind).toBe('credits');
  });

  it('is what AWS tells: its plan and credits, or allowances of 12 months', () => {
    expect(planOf({}, { state: free })).toEqual({
      kind: 'credits',
      credits: { amount: usd(80), asOf: NOON },
      endsAt: plus(NOON, days(60)),
    });
    expect(planOf({}, { uses: [twelve] })?.kind).toBe('legacy');
  });

  it('is not known where nobody says', () => {
    expect(planOf({})).toBeNull();
  });

  it("gives AWS's own count by our names", () => {
    const uses = [
      twelve,
      { ...twelve, operation: 'RunInstances:0002', used: 1 },
      { ...twelve, usageType: 'Global-EBS:VolumeUsage', unit: 'GB-Mo', used: 1.5 },
      { ...twelve, usageType: 'EBS:VolumeUsage', unit: 'GB-Mo', used: 0.5 },
      { ...twelve, usageType: 'Global-PublicIPv4:InUseAddress', used: 3 },
      { ...twelve, usageType: 'Global-EBS:SnapshotUsage' },
      { ...twelve, kind: 'Always Free' },
    ];
    expect(toldUses(uses).map(({ name, used }) => [name, used])).toEqual([
      ['instanceHoursLinux', 10],
      ['instanceHoursWindows', 1],
      ['volumeGibMonths', 2],
      ['publicIpv4Hours', 3],
    ]);
  });
});
