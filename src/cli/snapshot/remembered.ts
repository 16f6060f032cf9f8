/** The memory of a snapshot file as rules know it, with what a person may leave out. */
import { alwaysSo } from '../../lib/decide/modes.ts';
import type { InstanceId } from '../../lib/model/ids.ts';
import { type Instance, nameOf, transitionAt } from '../../lib/model/instance.ts';
import type { InstanceRecord, ScheduleState, Sighting } from '../../lib/model/instance-record.ts';
import { type Instant, minus, minutes } from '../../lib/model/instant.ts';
import type { Intent } from '../../lib/model/intent.ts';
import type { Memory, NoticeRecord } from '../../lib/model/ledger.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { reason } from '../../lib/model/reason.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { NIGHTLY } from '../../lib/schedule/compile.ts';
import { newestEdge } from '../../lib/schedule/edges.ts';
import type {
  IntentDocument,
  MemoryDocument,
  RecordDocument,
  WarningDocument,
} from './memory-document.ts';

/** What the memory is about. */
export interface Account {
  /** Also where the decisions are made for another time: so far the file's facts reach. */
  readonly takenAt: Instant;
  /** The time that is decided for. */
  readonly now: Instant;
  readonly policy: Policy;
  readonly instances: readonly Instance[];
  /** The schedule that an instance follows; null: none, or none that can be read. */
  readonly scheduleOf: (instance: Instance) => Schedule | null;
}

/** How often the clock ticks. */
const TICK = minutes(5);

export function remembered(document: MemoryDocument, account: Account): Memory {
  const { takenAt, policy } = account;
  const { leftVolumes, leftAddresses, ailing, lastSweepAt, recent, managedSince } = document;
  const records = recordDocuments(document, account.instances);
  const known = new Map(account.instances.map((instance) => [instance.id, instance]));
  const control = document.control && {
    kind: 'control' as const,
    paused: document.control.paused,
    mode: document.control.mode,
    at: document.control.at ?? takenAt,
  };
  const isLowered = control?.paused || control?.mode === 'observe';
  const usual = alwaysSo(policy, isLowered ? 'observe' : policy.mode);
  const activation = document.activation === undefined ? usual : document.activation;
  return {
    instances: records.map((record) =>
      recordOf(record, known.get(record.instanceId), { ...account, managedSince }),
    ),
    goneInstances: [],
    notebooks: [],
    holds: document.holds.map((hold) => ({ ...hold, kind: 'hold' })),
    presses: [],
    intents: document.intents.map((intent, index) => intentOf(intent, index, policy.zone)),
    leftVolumes: leftVolumes.map((left) => ({ ...left, ...named(left), kind: 'left-volume' })),
    leftAddresses: leftAddresses.map((left) => ({ ...left, ...named(left), kind: 'left-address' })),
    notices: records.flatMap((record) =>
      record.warnings.map((warning) => noticeOf(record.instanceId, warning)),
    ),
    digests: [],
    survey: null,
    accountSurvey: null,
    isElsewhere: false,
    control,
    activation: activation && { ...activation, kind: 'activation' },
    alarms: null,
    allowance: null,
    exposures: null,
    health: ailing.length > 0 ? { kind: 'health', ailing } : null,
    channels: null,
    lastSweepAt: lastSweepAt === undefined ? minus(account.now, TICK) : lastSweepAt,
    recent,
  };
}

const named = (left: { instanceId: InstanceId; instanceName?: string | undefined }) => ({
  instanceName: left.instanceName ?? left.instanceId,
});

/** What has been managed for a while is remembered, also where the file says no more of it. */
function recordDocuments(
  { instances: written, managedSince }: MemoryDocument,
  instances: readonly Instance[],
): readonly RecordDocument[] {
  if (managedSince === undefined) return written;
  const known = new Set(written.map(({ instanceId }) => instanceId));
  const unwritten = instances.filter(({ id }) => !known.has(id));
  return [...written, ...unwritten.map(({ id }) => nothingOf(id))];
}

const nothingOf = (instanceId: InstanceId): RecordDocument => ({
  instanceId,
  seen: {},
  warnings: [],
  lastStop: null,
  lastStart: null,
  protectedAt: null,
  hibernationRefusedAt: null,
  unknownSince: null,
  told: [],
});

type Known = Account & Pick<MemoryDocument, 'managedSince'>;

function recordOf(
  document: RecordDocument,
  instance: Instance | undefined,
  known: Known,
): InstanceRecord {
  const { instanceId, warnings, lastStop, lastStart, protectedAt, told } = document;
  const { hibernationRefusedAt, unknownSince } = document;
  const sighting = sightingOf(document, instance, known.takenAt);
  return {
    kind: 'instance',
    instanceId,
    sighting,
    schedule: scheduleStateOf(document, instance, known),
    warnings: warnings.map(({ rule, edge, warnedAt, launchTime }) => ({
      rule,
      edge,
      warnedAt,
      launchTime: launchTime ?? sighting.launchTime,
      noticeKey: noticeKeyOf(instanceId, { rule, warnedAt }),
    })),
    lastStop,
    lastStart,
    protectedAt,
    hibernationRefusedAt,
    unknownSince,
    told,
  };
}

/** As the instance is now, unless something else is written. */
function sightingOf(
  { instanceId, seen }: RecordDocument,
  instance: Instance | undefined,
  takenAt: Instant,
): Sighting {
  const launchTime = seen.launchTime ?? instance?.launchTime ?? takenAt;
  const state = seen.state ?? instance?.state ?? 'running';
  const stoppedAt = transitionAt(instance?.stateTransitionReason ?? '');
  const usual = state === 'running' ? launchTime : (stoppedAt ?? takenAt);
  return {
    state,
    since: seen.since ?? usual,
    launchTime,
    name: seen.name ?? (instance ? nameOf(instance) : instanceId),
    type: seen.type ?? instance?.type ?? '',
    volumes: seen.volumes ?? instance?.volumes ?? [],
    addresses: seen.addresses ?? (instance ? elasticOf(instance) : []),
  };
}

const elasticOf = ({ interfaces }: Instance): Sighting['addresses'] =>
  interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) => (elastic && publicIp !== null ? [{ publicIp }] : []));

function scheduleStateOf(
  { schedule: written }: RecordDocument,
  instance: Instance | undefined,
  { managedSince, policy, scheduleOf, takenAt }: Known,
): ScheduleState | null {
  if (written) {
    const { name, hash, adoptedAt, answeredEdge, how, attempts, lastAttemptAt } = written;
    const unchanged = scheduleNamed(policy, name)?.hash ?? '';
    const state = { adoptedAt, answeredEdge, how, attempts, lastAttemptAt };
    return { schedule: name, hash: hash ?? unchanged, ...state };
  }
  const schedule = instance && scheduleOf(instance);
  if (written === null || managedSince === undefined || !schedule) return null;
  const newest = newestEdge(schedule, takenAt);
  // What it asks for is so: it has been answered, whoever did it.
  const isAnswered = newest !== null && newest.to === instance.state;
  return {
    schedule: schedule.name,
    hash: schedule.hash,
    adoptedAt: managedSince,
    answeredEdge: isAnswered ? newest.at : null,
    how: isAnswered ? 'already' : 'adopted',
    attempts: 0,
    lastAttemptAt: null,
  };
}

const scheduleNamed = (
  { nightly, schedules }: Policy,
  name: string,
): Schedule | null | undefined =>
  name === NIGHTLY ? nightly : Object.hasOwn(schedules, name) ? schedules[name] : null;

const noticeKeyOf = (id: InstanceId, { rule, warnedAt }: { rule: string; warnedAt: Instant }) =>
  `about-to-stop:${id}:${rule}:${warnedAt}`;

/** Of the message that carried a warning only its acceptance is ever looked at. */
function noticeOf(instanceId: InstanceId, warning: WarningDocument): NoticeRecord {
  const { warnedAt: at, acceptedAt } = warning;
  const delivery = { channel: 'sns', status: 'accepted', attempts: 1 } as const;
  return {
    kind: 'notice',
    notice: {
      kind: 'about-to-stop',
      dedupeKey: noticeKeyOf(instanceId, warning),
      urgency: 'now',
      at,
      facts: {
        subject: { instanceId, name: instanceId, type: '' },
        reason: reason('nothing-due', { state: 'running' }),
        stopAt: at,
        effects: { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null },
      },
    },
    recordedAt: at,
    deliveries:
      acceptedAt === null ? [] : [{ ...delivery, at: acceptedAt, confirmedRecipient: true }],
    digestedAt: null,
  };
}

function intentOf(document: IntentDocument, index: number, zone: string): Intent {
  const { verb, at, rule, instanceIds, edge, progress, hibernate, association } = document;
  const key = verb === 'start' ? 'start-edge' : 'stop-edge';
  const because =
    edge === null
      ? reason('nothing-due', { state: 'running' })
      : reason(key, { schedule: '', zone, edge, attempt: 1 });
  const kind = verb === 'associate' ? 'address' : 'power';
  return {
    kind: 'intent',
    id: `intent-${index + 1}`,
    verb,
    hibernate,
    at,
    fence: 0,
    targets: instanceIds.map((instanceId) => ({
      target: { kind, id: instanceId },
      instanceId,
      rule,
      reason: because,
      progress,
      association,
    })),
  };
}
