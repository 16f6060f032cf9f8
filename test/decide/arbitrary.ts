/** Accounts and policies as fast-check draws them: few things of each kind, so that they meet. */
import fc from 'fast-check';
import { type Alarm, alarmNameFor } from '../../src/lib/model/alarm.ts';
import { complete, type Family, incomplete, NOT_ASKED } from '../../src/lib/model/family.ts';
import { FAULT_CODES, fault } from '../../src/lib/model/fault.ts';
import {
  CHECK_RESULTS,
  type CheckStatus,
  EVENT_CODES,
  type InstanceStatus,
  type ScheduledEvent,
} from '../../src/lib/model/health.ts';
import { INSTANCE_STATES, type Instance } from '../../src/lib/model/instance.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { minus, minutes } from '../../src/lib/model/instant.ts';
import type { Memory } from '../../src/lib/model/ledger.ts';
import { METRIC_NAMES, type MetricReading } from '../../src/lib/model/metric.ts';
import type { SecurityGroup, SpotRequest } from '../../src/lib/model/network.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import type { Tags } from '../../src/lib/model/tag.ts';
import { VOLUME_STATES } from '../../src/lib/model/volume.ts';
import { watch } from '../build/alarm.ts';
import { NOON } from '../build/at.ts';
import {
  allocationId,
  instanceId,
  networkInterfaceId,
  securityGroupId,
  volumeId,
} from '../build/ids.ts';
import { attachedVolume, instance, networkInterface, privateAddress } from '../build/instance.ts';
import { datapoints } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';
import { address, securityGroup, volume } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';
import { memories, past, records, someId } from './arbitrary-memory.ts';
import { notebookPolicies, notebookReadings, notebooksOf } from './arbitrary-notebooks.ts';

const TAGS: Readonly<Record<string, readonly string[]>> = {
  Name: ['web', 'db', ''],
  'tierkeeper:ignore': ['', 'no'],
  'tierkeeper:keep': ['', 'false'],
  'tierkeeper:schedule': ['office', 'office', 'office', 'none', 'ofice'],
  'tierkeeper:idle': ['never', '45m', 'soon'],
  'tierkeeper:hold-until': ['2026-11-24', '2026-11-23', '2026-11-24T18:00+09:00', 'later'],
  'tierkeeper:eip': ['eipalloc-00000001', 'eipalloc-00000002', 'mine'],
  'tierkeeper:eip-pool': ['web', ''],
  'aws:autoscaling:groupName': ['workers'],
};

/** Each tag seldom but the schedule's, so that most instances may be stopped. */
const tagValues = (key: string, values: readonly string[]): fc.Arbitrary<string | null> =>
  fc.oneof(
    { arbitrary: fc.constant(null), weight: key === 'tierkeeper:schedule' ? 10 : 100 },
    { arbitrary: fc.constantFrom(...values), weight: 10 },
  );

const tags: fc.Arbitrary<Tags> = fc
  .tuple(...Object.entries(TAGS).map(([key, values]) => tagValues(key, values)))
  .map((drawn) =>
    Object.fromEntries(
      Object.keys(TAGS).flatMap((key, index) => {
        const value = drawn[index] ?? null;
        return value === null ? [] : [[key, value]];
      }),
    ),
  );

const often = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 9 }, { arbitrary: others, weight: 1 });

const seats = fc.record({
  publicIp: fc.option(fc.constantFrom('198.51.100.1', '198.51.100.2', '203.0.113.5'), { freq: 2 }),
  elastic: fc.boolean(),
});

const TYPES = ['t3.micro', 't3.micro', 't3.micro', 't2.micro', 'm5d.large', 'g4ad.xlarge'] as const;

const instances = (number: number): fc.Arbitrary<Instance> =>
  fc
    .record({
      state: fc.oneof(
        {
          arbitrary: fc.constantFrom('running' as const, 'running' as const, 'stopped'),
          weight: 9,
        },
        { arbitrary: fc.constantFrom(...INSTANCE_STATES), weight: 1 },
      ),
      type: fc.constantFrom(...TYPES),
      launchTime: past,
      tags,
      lifecycle: often('on-demand', fc.constantFrom('spot', 'capacity-block')),
      spotRequestId: fc.constantFrom('sir-1', 'sir-2', null),
      tenancy: often('default', fc.constantFrom('dedicated', 'host')),
      rootDevice: often('ebs', fc.constant('instance-store' as const)),
      operator: fc.record({
        managed: often(false, fc.constant(true)),
        principal: fc.constant(null),
      }),
      stateTransitionReason: fc.constantFrom(
        '',
        'User initiated',
        'User initiated (2026-11-24 11:00:00 GMT)',
      ),
      sourceDestCheck: often(true, fc.constant(false)),
      hibernationConfigured: fc.boolean(),
      seat: seats,
      volumes: fc.uniqueArray(someId.map(volumeId), { maxLength: 2 }),
    })
    .map(({ seat, volumes, ...rest }) =>
      instance({
        ...rest,
        id: instanceId(number),
        volumes: volumes.map((id) => attachedVolume({ volumeId: id })),
        interfaces: [
          networkInterface({
            securityGroupIds: [securityGroupId((number % 3) + 1)],
            privateAddresses: [privateAddress(seat)],
          }),
        ],
      } as Partial<Instance>),
    );

const faults = fc.constantFrom(...FAULT_CODES).map((code) => fault(code, 'AWS said no'));

/** Mostly whole; else refused, or never asked for. */
const familyOf = <T>(item: fc.Arbitrary<T>, idOf: (one: T) => string): fc.Arbitrary<Family<T>> =>
  fc.oneof(
    {
      arbitrary: fc.uniqueArray(item, { selector: idOf, maxLength: 6 }).map(complete),
      weight: 8,
    },
    { arbitrary: faults.map(incomplete), weight: 1 },
    { arbitrary: fc.constant(NOT_ASKED), weight: 1 },
  );

const addresses = fc
  .record({ number: fc.integer({ min: 1, max: 3 }), holder: fc.option(someId), pool: fc.boolean() })
  .map(({ number, holder, pool }) =>
    address({
      allocationId: allocationId(number),
      publicIp: `198.51.100.${number}`,
      tags: pool ? { 'tierkeeper:eip-pool': 'web' } : {},
      association: holder === null ? null : heldBy(holder),
    }),
  );

const heldBy = (number: number) => ({
  associationId: `eipassoc-${number}`,
  instanceId: instanceId(number),
  networkInterfaceId: networkInterfaceId(1),
  privateIpAddress: '10.0.0.10',
});

const volumes = fc
  .record({
    number: someId,
    state: fc.constantFrom(...VOLUME_STATES),
    holder: fc.option(someId, { freq: 2 }),
    kept: often(false, fc.constant(true)),
  })
  .map(({ number, state, holder, kept }) =>
    volume({
      id: volumeId(number),
      state,
      tags: kept ? { 'tierkeeper:keep': '' } : {},
      attachments:
        holder === null
          ? []
          : [
              {
                instanceId: instanceId(holder),
                device: '/dev/sdf',
                deleteOnTermination: false,
                attachedAt: null,
              },
            ],
    }),
  );

export const groups: fc.Arbitrary<SecurityGroup> = fc
  .record({ number: fc.integer({ min: 1, max: 3 }), open: often(false, fc.constant(true)) })
  .map(({ number, open }) =>
    securityGroup({
      id: securityGroupId(number),
      ingress: open ? [{ protocol: 'tcp', fromPort: 22, toPort: 80, cidrs: ['0.0.0.0/0'] }] : [],
    }),
  );

export const spotRequests: fc.Arbitrary<SpotRequest> = fc.record({
  id: fc.constantFrom('sir-1', 'sir-2'),
  type: fc.constantFrom('one-time', 'persistent'),
});

const checkStatus: fc.Arbitrary<CheckStatus> = fc.oneof(
  { arbitrary: fc.constant({ result: 'ok' as const, impairedSince: null }), weight: 4 },
  fc.record({
    result: fc.constantFrom('impaired' as const, ...CHECK_RESULTS),
    impairedSince: fc.option(past, { freq: 3 }),
  }),
);

const events: fc.Arbitrary<ScheduledEvent> = fc.record({
  id: fc.constantFrom('instance-event-1', 'instance-event-2', 'instance-event-3'),
  code: fc.constantFrom(...EVENT_CODES),
  description: fc.constantFrom('', 'Retired', '[Completed] Retired', '[Canceled] Retired'),
  notBefore: fc.option(past, { freq: 4 }),
  notAfter: fc.constant(null),
  deadline: fc.option(past),
});

const statuses: fc.Arbitrary<InstanceStatus> = fc.record({
  instanceId: someId.map(instanceId),
  checks: fc.record({ system: checkStatus, instance: checkStatus, ebs: checkStatus }),
  events: fc.uniqueArray(events, { selector: ({ id }) => id, maxLength: 2 }),
});

/** Ours, the owner's with our names, and others; some have drifted. */
export const alarms: fc.Arbitrary<Alarm> = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    belowPercent: often(3, fc.constant(5)),
    managed: fc.boolean(),
    freeMetrics: often(1, fc.constant(4)),
    region: often('ap-northeast-2', fc.constant('us-east-1')),
  })
  .map(({ number, belowPercent, ...alarm }) => ({
    ...alarm,
    name: alarmNameFor(instanceId(number)),
    watch: { ...watch(number), belowPercent },
  }));

/** An hour of one metric: quiet in most, else something, or gaps, or a refusal. */
export const series: fc.Arbitrary<MetricReading['series']> = fc.oneof(
  { arbitrary: fc.constant(complete(datapoints(Array.from({ length: 12 }, () => 1)))), weight: 40 },
  {
    arbitrary: fc
      .array(fc.option(fc.constantFrom(0, 1, 90, 1e6), { freq: 8 }), { maxLength: 16 })
      .map((values) => complete(datapoints(values))),
    weight: 2,
  },
  { arbitrary: faults.map(incomplete), weight: 1 },
);

export const readings = (number: number): fc.Arbitrary<readonly MetricReading[]> =>
  fc.tuple(...METRIC_NAMES.map(() => series)).map((drawn) =>
    drawn.flatMap((one, index) => {
      const metric = METRIC_NAMES[index];
      if (metric === undefined) return [];
      const from = minus(NOON, minutes(75));
      return [{ instanceId: instanceId(number), metric, from, to: NOON, series: one }];
    }),
  );

interface Drawn {
  readonly instance: Instance;
  readonly record: InstanceRecord | null;
  readonly readings: readonly MetricReading[];
}

const drawnInstances = (number: number): fc.Arbitrary<Drawn> =>
  instances(number).chain((one) =>
    fc.record({
      instance: fc.constant(one),
      record: fc.option(records(one.id, one.launchTime), { freq: 5 }),
      readings: readings(number),
    }),
  );

/** A record of an instance that no list names any more. */
const absent = fc.option(records(instanceId(7), minus(NOON, minutes(600))));

export const snapshots: fc.Arbitrary<Snapshot> = fc
  .record({
    drawn: fc.tuple(...[1, 2, 3, 4, 5, 6].map(drawnInstances)),
    absent,
    whole: often(true, fc.constant(false)),
    memory: memories,
    addresses: familyOf(addresses, (one) => one.allocationId),
    volumes: familyOf(volumes, (one) => one.id),
    securityGroups: familyOf(groups, (one) => one.id),
    loadBalancerTargets: familyOf(
      fc.record({ instanceId: someId.map(instanceId), group: fc.constant('web-tg') }),
      (one) => one.instanceId,
    ),
    spotRequests: familyOf(spotRequests, (one) => one.id),
    alarms: familyOf(alarms, (one) => one.name),
    notebooks: fc.oneof(
      { arbitrary: notebooksOf(past).map(complete), weight: 8 },
      faults.map(incomplete),
    ),
    notebookMetrics: notebookReadings,
    instanceStatuses: familyOf(statuses, (one) => one.instanceId),
    confirmedRecipient: often<boolean | null>(true, fc.constantFrom(false, null)),
    scope: often<Snapshot['scope']>(
      { kind: 'region' },
      fc.constant({ kind: 'instances', ids: [instanceId(1)] }),
    ),
  })
  .map(({ drawn, absent: gone, whole, memory, ...rest }) => {
    const known = [...drawn.map(({ record }) => record), gone].filter((one) => one !== null);
    return snapshot({
      ...rest,
      instances: whole
        ? complete(drawn.map((one) => one.instance))
        : incomplete(fault('throttled', 'AWS said no')),
      metrics: drawn.flatMap((one) => one.readings),
      memory: { ...memory, instances: known, intents: intendedFor(known, memory.intents) },
    });
  });

/** What is intended for an instance was written after it was seen. */
function intendedFor(known: Memory['instances'], intents: Memory['intents']): Memory['intents'] {
  const seen = new Set(known.map(({ instanceId: id }) => id));
  return intents.map((intent) => ({
    ...intent,
    targets: intent.targets.filter(
      (target) => target.instanceId !== null && seen.has(target.instanceId),
    ),
  }));
}

const hour = (number: number): string => `${String(number % 24).padStart(2, '0')}:00`;

/** Edges from some hours before noon to some after it. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    mode: fc.constantFrom('act', 'act', 'act', 'observe'),
    open: fc.integer({ min: 2, max: 12 }),
    close: fc.integer({ min: 13, max: 25 }),
    start: fc.constantFrom('ours', 'all', 'none'),
    enforce: fc.boolean(),
    warn: fc.constantFrom('0m', '15m', '2h'),
    nightly: fc.option(fc.integer({ min: 6, max: 13 })),
    servers: fc.constantFrom('suggest', 'stop'),
    grace: fc.constantFrom('0m', '20m'),
    instanceStore: fc.constantFrom('keep', 'lose'),
    limits: fc.record({
      stopsPerPass: fc.integer({ min: 1, max: 3 }),
      actionsPerHour: fc.integer({ min: 1, max: 8 }),
      sharePercent: fc.integer({ min: 1, max: 100 }),
      shareFloor: fc.integer({ min: 0, max: 2 }),
    }),
    manage: often('all', fc.constant('tagged')),
    modes: fc.record({
      schedule: often('act', fc.constant('observe')),
      idle: often('act', fc.constant('observe')),
      notebooks: often('act', fc.constant('observe')),
    }),
    notebooks: notebookPolicies,
  })
  .map(({ open, close, start, enforce, warn, nightly, servers, grace, instanceStore, ...rest }) =>
    policy({
      ...rest,
      nightly: nightly === null ? null : { stop: hour(nightly), warn },
      schedules: {
        office: { running: [`daily ${hour(open)}-${hour(close)}`], start, enforce, warn },
      },
      idle: { servers, grace },
      volumes: { instanceStore },
    }),
  );

/** Schedules that a record says it knows, as the drawn policy has them. */
export function withHashes(drawn: Snapshot, { schedules, nightly, notebooks }: Policy): Snapshot {
  const hashes: Readonly<Record<string, string | undefined>> = {
    office: schedules['office']?.hash,
    nightly: nightly?.hash,
  };
  const known = drawn.memory.instances.map((record) => {
    const { schedule } = record;
    const hash = schedule?.hash === 'as drawn' ? hashes[schedule.schedule] : undefined;
    return schedule && hash ? { ...record, schedule: { ...schedule, hash } } : record;
  });
  const ofNotebooks = drawn.memory.notebooks.map((record) => {
    const { schedule } = record;
    const hash = schedule?.hash === 'as drawn' ? notebooks.nightly?.hash : undefined;
    return schedule && hash ? { ...record, schedule: { ...schedule, hash } } : record;
  });
  return { ...drawn, memory: { ...drawn.memory, instances: known, notebooks: ofNotebooks } };
}

export interface Situation {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
}

export const situations: fc.Arbitrary<Situation> = fc
  .tuple(snapshots, policies)
  .map(([drawn, rules]) => ({ snapshot: withHashes(drawn, rules), policy: rules }));
