/** Reads a truth-table case: compact overrides become a snapshot, a plan becomes short labels. */
import { decide } from '../../src/lib/decide/decide.ts';
import type { Mark, Plan } from '../../src/lib/model/decision.ts';
import { complete, type Family, incomplete, NOT_ASKED } from '../../src/lib/model/family.ts';
import { type Fault, type FaultCode, fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type {
  DeliveryStatus,
  InstanceRecord,
  Intent,
  Memory,
  NoticeRecord,
  ScheduleState,
  Warning,
} from '../../src/lib/model/ledger.ts';
import type { LoadBalancerTarget, SpotRequest } from '../../src/lib/model/network.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import { reason, SIGNALS, type Signal } from '../../src/lib/model/reason.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import {
  hold,
  intent,
  intentTarget,
  leftAddress,
  leftVolume,
  memory,
  record,
  scheduleState,
  warning,
} from '../build/ledger.ts';
import { reading } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { address, securityGroup, volume } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';

type Refused = { readonly refused: FaultCode };
type Loose = Readonly<Record<string, unknown>>;

/** An instance with what is remembered of it. */
interface GivenInstance extends Loose {
  /** So many alike, with ids of their own. */
  readonly count?: number;
  readonly publicIp?: string;
  readonly elasticIp?: string;
  /** What differs from a memory that saw the instance as it is; null: never seen. */
  readonly record?: Partial<InstanceRecord> | null;
  /** Where it stands with the schedule that it has. */
  readonly schedule?: Partial<ScheduleState>;
  readonly warning?: GivenWarning;
}

interface GivenWarning extends Partial<Warning> {
  /** When a channel accepted its message; none did where it is left out. */
  readonly accepted?: Instant;
  readonly status?: DeliveryStatus;
  readonly confirmed?: boolean;
}

/** Five-minute values that end at now, or an hour of nothing much, or why there are none. */
type Values = readonly (number | null)[] | 'quiet' | FaultCode;

export interface Given {
  readonly now?: Instant;
  readonly scope?: readonly string[];
  readonly policy?: Loose;
  readonly instance?: GivenInstance;
  readonly others?: readonly GivenInstance[];
  readonly instancesRefused?: FaultCode;
  readonly metrics?: 'quiet' | Partial<Record<Signal, Values>>;
  readonly groups?: readonly Loose[] | Refused;
  readonly targets?: readonly LoadBalancerTarget[] | Refused;
  readonly spot?: readonly SpotRequest[] | Refused;
  readonly addresses?: readonly Loose[] | Refused;
  readonly volumes?: readonly Loose[] | Refused;
  readonly confirmedRecipient?: boolean | null;
  readonly hold?: Loose;
  readonly intent?: Loose & { readonly target?: Loose };
  readonly leftVolume?: Loose;
  readonly leftAddress?: Loose;
  readonly memory?: Partial<Memory>;
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;
/** Text that stays text, whatever it looks like. */
const WRITTEN = new Set(['tags', 'policy', 'name', 'stateTransitionReason']);

/** Instants are written as ISO texts in a table. */
export function revived(value: unknown): unknown {
  if (typeof value === 'string') return ISO.test(value) ? at(value) : value;
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, WRITTEN.has(key) ? one : revived(one)]),
  );
}

function familyOf<T>(
  given: readonly unknown[] | Refused | undefined,
  build: (overrides: Loose) => T,
  otherwise: Family<T> = NOT_ASKED,
): Family<T> {
  if (given === undefined) return otherwise;
  if ('refused' in given) return incomplete(fault(given.refused, 'AWS said no'));
  return complete(given.map((one) => build(one as Loose)));
}

interface Known {
  readonly instance: Instance;
  readonly record: InstanceRecord | null;
  readonly notices: readonly NoticeRecord[];
}

function knownOf(given: GivenInstance, number: number, rules: Policy): Known {
  const { record: remembered, schedule, warning: warned, publicIp, elasticIp, ...rest } = given;
  const ip = elasticIp ?? publicIp ?? null;
  const seat = privateAddress({ publicIp: ip, elastic: elasticIp !== undefined });
  const one = instance({
    id: instanceId(number),
    interfaces: [networkInterface({ privateAddresses: [seat] })],
    ...rest,
  });
  const key = `warning of ${one.id}`;
  const { accepted: _, status: __, confirmed: ___, ...fields } = warned ?? {};
  const warnings = warned
    ? [warning({ launchTime: one.launchTime, noticeKey: key, ...fields })]
    : [];
  const memories = { schedule: adopted(schedule, one, rules), warnings, ...remembered };
  return {
    instance: one,
    record: remembered === null ? null : record(one, memories),
    notices: warned ? [noticeOf(one, key, warned)] : [],
  };
}

function adopted(
  given: Partial<ScheduleState> | undefined,
  { tags }: Instance,
  { nightly, schedules }: Policy,
): ScheduleState | null {
  const schedule = schedules[tags['tierkeeper:schedule'] ?? ''] ?? nightly;
  return given && schedule ? scheduleState(schedule, given) : null;
}

function noticeOf(one: Instance, dedupeKey: string, warned: GivenWarning): NoticeRecord {
  const { accepted, status = 'accepted', confirmed = true } = warned;
  const effects = { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
  const subject = { instanceId: one.id, name: one.id, type: one.type };
  const because = reason('nobody-to-warn', {});
  return {
    kind: 'notice',
    notice: {
      kind: 'about-to-stop',
      dedupeKey,
      urgency: 'now',
      at: warned.warnedAt ?? NOON,
      facts: { subject, reason: because, stopAt: NOON, effects },
    },
    recordedAt: warned.warnedAt ?? NOON,
    deliveries:
      accepted === undefined
        ? []
        : [{ channel: 'sns', status, attempts: 1, at: accepted, confirmedRecipient: confirmed }],
    digestedAt: null,
  };
}

const BY_SIGNAL = {
  cpu: ['CPUUtilization'],
  network: ['NetworkIn', 'NetworkOut'],
  ebs: ['EBSReadOps', 'EBSWriteOps'],
} as const;

const QUIET = { cpu: 0.5, network: 500, ebs: 1 } as const;

function shownBy(signal: Signal, values: Values): readonly (number | null)[] | Fault {
  if (values === 'quiet') return Array.from({ length: 12 }, () => QUIET[signal]);
  return typeof values === 'string' ? fault(values, 'AWS said no') : values;
}

/** Each value is what every metric of the signal shows, of every instance. */
function readingsOf({ metrics = {} }: Given, known: readonly Known[], now: Instant) {
  return SIGNALS.flatMap((signal) => {
    const values = metrics === 'quiet' ? metrics : metrics[signal];
    if (values === undefined) return [];
    const shown = shownBy(signal, values);
    return known.flatMap(({ instance: { id } }) =>
      BY_SIGNAL[signal].map((name) => reading(name, shown, { id, now })),
    );
  });
}

export function planOf(given: Given): Plan {
  const rules = policy(given.policy);
  return decide(snapshotOf(given, rules), rules, PRICES);
}

function snapshotOf(given: Given, rules: Policy): Snapshot {
  const now = given.now ?? NOON;
  const all = [given.instance ?? {}, ...(given.others ?? [])].flatMap(({ count = 1, ...one }) =>
    Array.from({ length: count }, () => one),
  );
  const known = all.map((one, index) => knownOf(one, index + 1, rules));
  const { scope, instancesRefused } = given;
  return snapshot({
    takenAt: now,
    scope: scope
      ? { kind: 'instances', ids: scope as readonly Instance['id'][] }
      : { kind: 'region' },
    instances: instancesRefused
      ? incomplete(fault(instancesRefused, 'AWS said no'))
      : complete(known.map((one) => one.instance)),
    metrics: readingsOf(given, known, now),
    securityGroups: familyOf(given.groups, securityGroup, complete([securityGroup()])),
    loadBalancerTargets: familyOf(
      given.targets,
      (one) => one as unknown as LoadBalancerTarget,
      complete([]),
    ),
    spotRequests: familyOf(given.spot, (one) => one as unknown as SpotRequest, complete([])),
    addresses: familyOf(given.addresses, address),
    volumes: familyOf(given.volumes, volume),
    confirmedRecipient: given.confirmedRecipient === undefined ? true : given.confirmedRecipient,
    memory: memoryOf(given, known, { now, mode: rules.mode }),
  });
}

function memoryOf(
  given: Given,
  known: readonly Known[],
  { now, mode }: { readonly now: Instant; readonly mode: Policy['mode'] },
): Memory {
  const { hold: held, intent: open, leftVolume: left, leftAddress: lost } = given;
  const { activation, ...rest } = memory();
  return {
    ...rest,
    activation: activation && { ...activation, mode },
    lastSweepAt: minus(now, minutes(5)),
    instances: known.flatMap((one) => one.record ?? []),
    notices: known.flatMap(({ notices }) => notices),
    holds: held ? [hold(held)] : [],
    intents: open ? [intentOf(open)] : [],
    leftVolumes: left ? [leftVolume(left)] : [],
    leftAddresses: lost ? [leftAddress(lost)] : [],
    ...given.memory,
  };
}

const intentOf = ({ target = {}, ...rest }: NonNullable<Given['intent']>): Intent =>
  intent({ targets: [intentTarget(target)], ...rest });

/** `edge-answered held`, `withdrawn idle`: what a mark is, in two words at most. */
function labelOf(mark: Mark): readonly string[] {
  switch (mark.mark) {
    case 'notice':
      return [];
    case 'edge-answered':
      return [`${mark.mark} ${mark.how}`];
    case 'withdrawn':
      return [`${mark.mark} ${mark.rule}`];
    case 'schedule':
      return [mark.schedule === null ? 'schedule dropped' : 'schedule adopted'];
    case 'called':
      return [`called ${mark.action.result}`];
    default:
      return [mark.mark];
  }
}

export const marksOf = ({ marks }: Plan): readonly string[] => marks.flatMap(labelOf).sort();

/** Of a message for the digest, which line it is. */
export const noticesOf = ({ marks }: Plan): readonly string[] =>
  marks
    .flatMap((mark) => (mark.mark === 'notice' ? [mark.notice] : []))
    .map((notice) => (notice.kind === 'digest' ? `digest ${notice.facts.line}` : notice.kind))
    .sort();

/** `power/i-00000002` to `stop idle`. */
export const decisionsOf = ({ decisions }: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    decisions.map((one) => [keyOf(one.target), `${one.verdict} ${one.reason.key}`]),
  );

/** How many power targets got each verdict. */
export function countsOf({ decisions }: Plan): Readonly<Record<string, number>> {
  const power = decisions.filter(({ target }) => target.kind === 'power');
  const groups = Object.groupBy(power, ({ verdict }) => verdict);
  return Object.fromEntries(Object.entries(groups).map(([verdict, all]) => [verdict, all.length]));
}
