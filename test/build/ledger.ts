/** What the ledger remembers. */

import { sight } from '../../src/lib/decide/sighting.ts';
import { EMPTY_MEMORY } from '../../src/lib/model/empty-memory.ts';
import type { Ailment } from '../../src/lib/model/health-record.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type {
  InstanceRecord,
  ScheduleState,
  Warning,
} from '../../src/lib/model/instance-record.ts';
import { hours, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Intent, IntentTarget } from '../../src/lib/model/intent.ts';
import type { Hold, LeftAddress, LeftVolume, Memory } from '../../src/lib/model/ledger.ts';
import { reason } from '../../src/lib/model/reason.ts';
import type { Schedule } from '../../src/lib/model/schedule.ts';
import { NOON } from './at.ts';
import { allocationId, instanceId, securityGroupId, volumeId } from './ids.ts';
import { instance } from './instance.ts';

/**
 * Nothing is remembered but that the product has been acting for long, and looked lately: at the
 * alarms a minute ago.
 */
export const memory = (overrides: Partial<Memory> = {}): Memory => ({
  ...EMPTY_MEMORY,
  activation: { kind: 'activation', mode: 'act', since: minus(NOON, hours(24 * 30)) },
  alarms: { kind: 'alarms', comparedAt: minus(NOON, minutes(1)), wanted: null, watched: [] },
  exposures: {
    kind: 'exposures',
    lookedAt: minus(NOON, minutes(1)),
    asked: [securityGroupId(1)],
    open: [],
  },
  lastSweepAt: minus(NOON, minutes(5)),
  digests: [{ kind: 'digest', date: '2026-11-24', deliveries: [], at: minus(NOON, hours(3)) }],
  ...overrides,
});

/** Nothing is wrong with it any more: a case says what is. */
export const ailment = (overrides: Partial<Ailment> = {}): Ailment => ({
  instanceId: instanceId(1),
  checks: [],
  events: [],
  ...overrides,
});

/** The instance as an earlier pass saw it, unchanged since its launch. */
export const record = (
  of: Instance = instance(),
  overrides: Partial<InstanceRecord> = {},
): InstanceRecord => ({ ...sight(null, of, of.launchTime), ...overrides });

/** The schedule was taken up four days before noon, and nothing has happened since. */
export const scheduleState = (
  schedule: Schedule,
  overrides: Partial<ScheduleState> = {},
): ScheduleState => ({
  schedule: schedule.name,
  hash: schedule.hash,
  adoptedAt: minus(NOON, hours(96)),
  answeredEdge: null,
  how: 'adopted',
  attempts: 0,
  lastAttemptAt: null,
  ...overrides,
});

export const warning = (overrides: Partial<Warning> = {}): Warning => ({
  rule: 'idle',
  launchTime: instance().launchTime,
  edge: null,
  warnedAt: minus(NOON, minutes(30)),
  noticeKey: 'a-warning',
  ...overrides,
});

/** "Leave it alone", for six more hours. */
export const hold = (overrides: Partial<Hold> = {}): Hold => ({
  kind: 'hold',
  instanceId: instanceId(1),
  want: 'leave',
  until: plus(NOON, hours(6)),
  by: 'jin@example.com',
  why: 'a long run',
  at: minus(NOON, hours(1)),
  postpones: false,
  ...overrides,
});

export const intentTarget = (overrides: Partial<IntentTarget> = {}): IntentTarget => ({
  target: { kind: 'power', id: instanceId(1) },
  instanceId: instanceId(1),
  rule: 'schedule',
  reason: reason('enforced', { schedule: 'office', want: 'stopped' }),
  progress: 'requested',
  association: null,
  ...overrides,
});

export const intent = (overrides: Partial<Intent> = {}): Intent => ({
  kind: 'intent',
  id: 'an-intent',
  verb: 'stop',
  hibernate: false,
  at: minus(NOON, minutes(5)),
  fence: 1,
  targets: [intentTarget()],
  ...overrides,
});

export const leftVolume = (overrides: Partial<LeftVolume> = {}): LeftVolume => ({
  kind: 'left-volume',
  volumeId: volumeId(1),
  instanceId: instanceId(9),
  instanceName: 'web-old',
  device: '/dev/sdf',
  attachedUntil: minus(NOON, hours(25)),
  foundAt: minus(NOON, hours(24)),
  ...overrides,
});

export const leftAddress = (overrides: Partial<LeftAddress> = {}): LeftAddress => ({
  kind: 'left-address',
  allocationId: allocationId(1),
  publicIp: '198.51.100.1',
  instanceId: instanceId(9),
  instanceName: 'web-old',
  foundAt: minus(NOON, hours(24)),
  ...overrides,
});
