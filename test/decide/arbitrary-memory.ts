/** What a ledger may remember, drawn: also what no pass of ours would have written. */
import fc from 'fast-check';
import { EDGE_ANSWERS, OUTCOME_RESULTS } from '../../src/lib/model/action.ts';
import { CHECKS } from '../../src/lib/model/health.ts';
import type { Ailment } from '../../src/lib/model/health-record.ts';
import type { InstanceId } from '../../src/lib/model/ids.ts';
import { INSTANCE_STATES } from '../../src/lib/model/instance.ts';
import {
  type InstanceRecord,
  type OwnAction,
  type ScheduleState,
  WARNING_RULES,
  type Warning,
} from '../../src/lib/model/instance-record.ts';
import { hours, type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Association, Intent, IntentTarget } from '../../src/lib/model/intent.ts';
import type { DeliveryStatus, Hold, Memory, NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { Mode } from '../../src/lib/model/policy.ts';
import { type Reason, reason } from '../../src/lib/model/reason.ts';
import { NOON } from '../build/at.ts';
import {
  allocationId,
  instanceId,
  networkInterfaceId,
  securityGroupId,
  volumeId,
} from '../build/ids.ts';
import { leftAddress, leftVolume } from '../build/ledger.ts';
import { notebookRecordsOf } from './arbitrary-notebooks.ts';

export const someId = fc.integer({ min: 1, max: 6 });
const PUBLIC_IPS = ['198.51.100.1', '198.51.100.2', '198.51.100.3'] as const;

/** Within three days before noon, by five minutes, so that things fall together. */
export const past: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: 0, max: 24 }).map((steps) => minus(NOON, minutes(5 * steps))),
  {
    arbitrary: fc.integer({ min: 2, max: 72 }).map((count) => minus(NOON, hours(count))),
    weight: 2,
  },
);
const future = fc.integer({ min: 0, max: 24 }).map((steps) => plus(NOON, minutes(30 * steps)));

const LONG_AGO = minus(NOON, hours(24 * 30));

const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 8 }, fc.constantFrom(...others));

const actions: fc.Arbitrary<OwnAction | null> = fc.option(
  fc.record({
    rule: fc.constantFrom('idle', 'schedule', 'held'),
    at: past,
    result: fc.constantFrom(...OUTCOME_RESULTS, 'requested' as const),
  }),
);

/** Of either schedule that the drawn policies know; the hash is put in where they are known. */
const scheduleStates: fc.Arbitrary<ScheduleState | null> = fc.option(
  fc.record({
    schedule: fc.constantFrom('office', 'office', 'nightly'),
    hash: mostly('as drawn', 'of another time'),
    adoptedAt: fc.oneof({ arbitrary: fc.constant(LONG_AGO), weight: 4 }, past),
    answeredEdge: fc.option(past, { freq: 2 }),
    how: fc.constantFrom(...EDGE_ANSWERS),
    attempts: fc.integer({ min: 0, max: 4 }),
    lastAttemptAt: fc.option(past, { freq: 2 }),
  }),
);

const KEYS = ['a-warning', 'another-warning', 'a-lost-warning'] as const;

/** Idleness has no edge to stop at. */
const warnings = (launchTime: Instant): fc.Arbitrary<Warning> =>
  fc
    .record({
      rule: fc.constantFrom('idle', 'idle', ...WARNING_RULES),
      launchTime: fc.oneof({ arbitrary: fc.constant(launchTime), weight: 4 }, past),
      edge: fc.option(past, { freq: 2 }),
      warnedAt: past,
      noticeKey: fc.option(fc.constantFrom(...KEYS), { freq: 8 }),
    })
    .map((warning) => (warning.rule === 'idle' ? { ...warning, edge: null } : warning));

export const records = (id: InstanceId, launchTime: Instant): fc.Arbitrary<InstanceRecord> =>
  fc.record({
    kind: fc.constant('instance' as const),
    instanceId: fc.constant(id),
    sighting: fc.record({
      state: fc.constantFrom(...INSTANCE_STATES),
      since: past,
      launchTime: fc.oneof({ arbitrary: fc.constant(launchTime), weight: 4 }, past),
      name: fc.constantFrom('web', 'db'),
      type: fc.constantFrom('t3.micro', 't2.micro'),
      volumes: fc.uniqueArray(
        someId.map((number) => ({
          volumeId: volumeId(number),
          device: '/dev/sdf',
          deleteOnTermination: number % 2 === 0,
        })),
        { selector: (volume) => volume.volumeId, maxLength: 3 },
      ),
      addresses: fc
        .array(fc.constantFrom(...PUBLIC_IPS), { maxLength: 1 })
        .map((ips) => ips.map((publicIp) => ({ publicIp }))),
    }),
    schedule: scheduleStates,
    warnings: fc.uniqueArray(warnings(launchTime), {
      selector: ({ rule }) => rule,
      maxLength: 2,
    }),
    lastStop: actions,
    lastStart: actions,
    protectedAt: fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, past),
    hibernationRefusedAt: fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, past),
    unknownSince: fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, past),
    told: fc.constant([]),
  });

const holds: fc.Arbitrary<Hold> = fc.record({
  kind: fc.constant('hold' as const),
  instanceId: someId.map(instanceId),
  want: fc.constantFrom('leave', 'running', 'stopped'),
  until: fc.oneof(past, future),
  by: fc.constant('jin@example.com'),
  why: fc.constant(''),
  at: past,
  postpones: fc.boolean(),
});

const association: fc.Arbitrary<Association> = fc.record({
  allocationId: fc.integer({ min: 1, max: 3 }).map(allocationId),
  publicIp: fc.constantFrom(...PUBLIC_IPS),
  networkInterfaceId: fc.constant(networkInterfaceId(1)),
  privateIpAddress: fc.constant('10.0.0.10'),
});

const REASONS: readonly Reason[] = [
  reason('enforced', { schedule: 'office', want: 'stopped' }),
  reason('stop-edge', { schedule: 'office', zone: 'UTC', edge: minus(NOON, hours(1)), attempt: 1 }),
  reason('start-edge', {
    schedule: 'office',
    zone: 'UTC',
    edge: minus(NOON, hours(3)),
    attempt: 2,
  }),
  reason('address-lost', { allocationId: allocationId(1), publicIp: '198.51.100.1' }),
];

const targets = (verb: Intent['verb']): fc.Arbitrary<IntentTarget> =>
  fc
    .record({
      number: someId,
      rule: fc.constantFrom('idle', 'schedule', 'held', 'addresses'),
      reason: fc.constantFrom(...REASONS),
      progress: fc.constantFrom('recorded', 'requested'),
      association: verb === 'associate' ? association : fc.constant(null),
    })
    .map(({ number, ...rest }) => ({
      ...rest,
      instanceId: instanceId(number),
      target: { kind: verb === 'associate' ? 'address' : 'power', id: instanceId(number) },
    }));

const intents: fc.Arbitrary<Intent> = fc
  .constantFrom('stop' as const, 'start' as const, 'associate' as const)
  .chain((verb) =>
    fc.record({
      kind: fc.constant('intent' as const),
      id: fc.constantFrom('intent-1', 'intent-2', 'intent-3'),
      verb: fc.constant(verb),
      hibernate: fc.constant(false),
      at: past,
      fence: fc.constant(1),
      targets: fc.uniqueArray(targets(verb), { selector: (one) => one.target.id, maxLength: 3 }),
    }),
  );

const notices = (dedupeKey: string): fc.Arbitrary<NoticeRecord> =>
  fc
    .record({
      status: mostly<DeliveryStatus>('accepted', 'sending', 'refused', 'doubtful'),
      at: past,
      confirmedRecipient: mostly(true, false),
    })
    .map((delivery) => ({
      kind: 'notice',
      notice: {
        kind: 'own-trouble',
        dedupeKey,
        urgency: 'now',
        at: delivery.at,
        facts: { trouble: 'pass-failed', fault: null, family: null },
      },
      recordedAt: delivery.at,
      deliveries: [{ channel: 'sns', attempts: 1, ...delivery }],
      digestedAt: null,
    }));

const openGroups = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    instanceIds: fc.uniqueArray(someId.map(instanceId), { maxLength: 2 }),
    openings: fc.constantFrom(['tcp/22-22/0.0.0.0/0'], ['tcp/80-80/0.0.0.0/0']),
    foundAt: past,
  })
  .map(({ number, ...rest }) => ({
    ...rest,
    securityGroupId: securityGroupId(number),
    name: 'open',
    ports: [22],
  }));

const failedChecks = fc.record({
  check: fc.constantFrom(...CHECKS),
  since: past,
  toldAt: fc.option(past, { freq: 2 }),
  wellSince: fc.option(past, { freq: 2 }),
});

const ailments: fc.Arbitrary<Ailment> = fc
  .record({
    instanceId: fc.integer({ min: 1, max: 7 }).map(instanceId),
    checks: fc.uniqueArray(failedChecks, { selector: ({ check }) => check, maxLength: 2 }),
    events: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('instance-event-1', 'instance-event-2'),
        code: fc.constantFrom('instance-retirement' as const, 'instance-reboot' as const),
        notBefore: fc.option(future, { freq: 4 }),
      }),
      { selector: ({ id }) => id, maxLength: 2 },
    ),
  })
  .filter(({ checks, events }) => checks.length + events.length > 0);

/** Everything but what is remembered of instances, which must fit them now and then. */
export const memories: fc.Arbitrary<Omit<Memory, 'instances'>> = fc.record({
  notebooks: notebookRecordsOf(past, fc.constantFrom(...KEYS)),
  holds: fc.uniqueArray(holds, { selector: (hold) => hold.instanceId, maxLength: 2 }),
  intents: fc.uniqueArray(intents, { selector: ({ id }) => id, maxLength: 2 }),
  leftVolumes: fc.uniqueArray(
    someId.map((number) => leftVolume({ volumeId: volumeId(number) })),
    { selector: (left) => left.volumeId, maxLength: 2 },
  ),
  leftAddresses: fc.uniqueArray(
    fc
      .integer({ min: 1, max: 3 })
      .map((number) =>
        leftAddress({ allocationId: allocationId(number), publicIp: `198.51.100.${number}` }),
      ),
    { selector: (left) => left.allocationId, maxLength: 2 },
  ),
  notices: fc.tuple(notices(KEYS[0]), notices(KEYS[1])),
  digests: fc.constant([]),
  goneInstances: fc.constant([]),
  presses: fc.constant([]),
  survey: fc.constant(null),
  accountSurvey: fc.constant(null),
  isElsewhere: fc.boolean(),
  channels: fc.constant(null),
  allowance: fc.constant(null),
  control: fc.oneof(
    { arbitrary: fc.constant(null), weight: 6 },
    fc.record({
      kind: fc.constant('control' as const),
      paused: fc.boolean(),
      mode: fc.option(fc.constantFrom<Mode>('observe', 'act')),
      at: past,
    }),
  ),
  activation: fc.option(
    fc.record({
      kind: fc.constant('activation' as const),
      mode: mostly<Mode>('act', 'observe'),
      since: fc.oneof({ arbitrary: fc.constant(LONG_AGO), weight: 8 }, past),
    }),
    { freq: 8 },
  ),
  alarms: fc.option(
    fc.record({
      kind: fc.constant('alarms' as const),
      comparedAt: past,
      wanted: fc.option(fc.constantFrom('', 'act auto')),
      watched: fc.uniqueArray(someId.map(instanceId), { maxLength: 2 }),
    }),
  ),
  exposures: fc.option(
    fc.record({
      kind: fc.constant('exposures' as const),
      lookedAt: past,
      asked: fc.uniqueArray(fc.integer({ min: 1, max: 2 }).map(securityGroupId)),
      open: fc.uniqueArray(openGroups, {
        selector: (open) => open.securityGroupId,
        maxLength: 2,
      }),
    }),
  ),
  health: fc.option(
    fc.record({
      kind: fc.constant('health' as const),
      ailing: fc.uniqueArray(ailments, { selector: (one) => one.instanceId, maxLength: 3 }),
    }),
  ),
  lastSweepAt: fc.oneof({ arbitrary: fc.constant(minus(NOON, minutes(5))), weight: 6 }, past),
  recent: fc.array(
    fc.record({
      at: past,
      actions: fc.integer({ min: 0, max: 4 }),
      shareStops: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 3 },
  ),
});
