/** Reads a truth-table case: compact overrides become a snapshot, a plan becomes short labels. */
import { chooseSchedule } from '../../src/lib/decide/choose-schedule.ts';
import { decide } from '../../src/lib/decide/decide.ts';
import { alwaysSo } from '../../src/lib/decide/modes.ts';
import type { Mark, Plan } from '../../src/lib/model/decision.ts';
import type { ExposureRecord } from '../../src/lib/model/exposure-record.ts';
import { complete, type Family, incomplete, NOT_ASKED } from '../../src/lib/model/family.ts';
import { type FaultCode, fault } from '../../src/lib/model/fault.ts';
import type { Ailment } from '../../src/lib/model/health-record.ts';
import type { Instance, NetworkInterface } from '../../src/lib/model/instance.ts';
import type {
  InstanceRecord,
  ScheduleState,
  Warning,
} from '../../src/lib/model/instance-record.ts';
import { type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Intent } from '../../src/lib/model/intent.ts';
import type { DeliveryStatus, Memory, NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { NotebookReading } from '../../src/lib/model/metric.ts';
import type { LoadBalancerTarget, SpotRequest } from '../../src/lib/model/network.ts';
import type { NotebookRecord } from '../../src/lib/model/notebook-record.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import { reason } from '../../src/lib/model/reason.ts';
import type { Schedule } from '../../src/lib/model/schedule.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { offhoursReader } from '../../src/lib/schedule/dialects/offhours-schedule.ts';
import { at, NOON } from '../build/at.ts';
import { ebsSnapshot } from '../build/estate.ts';
import { instanceStatus } from '../build/health.ts';
import { instanceId, securityGroupId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import {
  ailment,
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
import { notebook, notebookReading, notebookRecord } from '../build/notebook.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import {
  address,
  loadBalancerTarget,
  securityGroup,
  spotRequest,
  volume,
} from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';
import { creditsOf, type GivenMetrics, readingsOf, surplusOf } from './given-metrics.ts';

type Refused = { readonly refused: FaultCode };
type Loose = Readonly<Record<string, unknown>>;

/** An instance with what is remembered of it. */
interface GivenInstance extends Loose {
  /** So many alike, with ids of their own. */
  readonly count?: number;
  readonly publicIp?: string;
  readonly elasticIp?: string;
  readonly interfaces?: readonly Partial<NetworkInterface>[];
  /** What differs from a memory that saw the instance as it is; null: never seen. */
  readonly record?: Partial<InstanceRecord> | null;
  /** Where it stands with the schedule that it has. */
  readonly schedule?: Partial<ScheduleState>;
  readonly warning?: GivenWarning;
}

interface GivenNotebook extends Partial<Omit<NotebookRecord, 'schedule'>> {
  readonly schedule?: Partial<ScheduleState>;
  /** When its warning was accepted; none was where it is left out. */
  readonly accepted?: Instant;
}

interface GivenWarning extends Partial<Warning> {
  /** When a channel accepted its message; none did where it is left out. */
  readonly accepted?: Instant;
  readonly status?: DeliveryStatus;
  readonly confirmed?: boolean;
}

export interface Given extends GivenMetrics {
  readonly now?: Instant;
  readonly scope?: readonly string[];
  readonly policy?: Loose;
  readonly instance?: GivenInstance;
  readonly others?: readonly GivenInstance[];
  readonly instancesRefused?: FaultCode;
  readonly groups?: readonly Loose[] | Refused;
  readonly targets?: readonly LoadBalancerTarget[] | Refused;
  readonly spot?: readonly SpotRequest[] | Refused;
  readonly addresses?: readonly Loose[] | Refused;
  readonly volumes?: readonly Loose[] | Refused;
  readonly backups?: readonly Loose[] | Refused;
  readonly notebooks?: readonly Loose[] | Refused;
  /** What is remembered of the notebook `tutorial`; left out, it was never seen. */
  readonly notebookRecord?: GivenNotebook;
  /** What its lifecycle script published of it, by five minutes, the last ones newest. */
  readonly notebookUse?: readonly (number | null)[] | FaultCode;
  readonly confirmedRecipient?: boolean | null;
  readonly hold?: Loose;
  readonly intent?: Loose & { readonly target?: Loose };
  readonly leftVolume?: Loose;
  readonly leftAddress?: Loose;
  readonly exposures?: Partial<ExposureRecord> | 'never';
  /** Of the instances, in order; each passes its checks unless it says otherwise. */
  readonly statuses?: readonly Loose[] | Refused;
  /** What was wrong with them before. */
  readonly ailing?: readonly Partial<Ailment>[];
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
  const { record: remembered, schedule, warning: warned, publicIp, elasticIp, ...more } = given;
  const { interfaces, ...rest } = more;
  const ip = elasticIp ?? publicIp ?? null;
  const seat = privateAddress({ publicIp: ip, elastic: elasticIp !== undefined });
  const one = instance({
    id: instanceId(number),
    ...rest,
    interfaces: (interfaces ?? [{ privateAddresses: [seat] }]).map(networkInterface),
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
  rules: Policy,
): ScheduleState | null {
  const schedule = byTag(rules, tags) ?? rules.nightly;
  return given && schedule ? scheduleState(schedule, given) : null;
}

function byTag(rules: Policy, tags: Instance['tags']): Schedule | null {
  const { c7n } = rules.dialects;
  const offhours = c7n && offhoursReader(c7n);
  const alone = { ...rules, default: null, nightly: null };
  const choice = chooseSchedule({ policy: alone, offhours }, tags);
  return choice.kind === 'schedule' ? choice.schedule : null;
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
    metrics: [
      ...readingsOf(given, known, now),
      ...surplusOf(given, known, now),
      ...creditsOf(given, known, now),
    ],
    notebookMetrics: notebookUseOf(given, rules, now),
    securityGroups: familyOf(given.groups, securityGroup, complete([securityGroup()])),
    loadBalancerTargets: familyOf(given.targets, loadBalancerTarget, complete([])),
    spotRequests: familyOf(given.spot, spotRequest, complete([])),
    addresses: familyOf(given.addresses, address),
    volumes: familyOf(given.volumes, volume),
    backups: familyOf(given.backups, ebsSnapshot),
    notebooks: familyOf(given.notebooks, notebook),
    instanceStatuses: familyOf(given.statuses, instanceStatus, complete([])),
    confirmedRecipient: given.confirmedRecipient === undefined ? true : given.confirmedRecipient,
    memory: memoryOf(given, known, { now, rules }),
  });
}

function notebookUseOf(
  { notebookUse: use }: Given,
  { notebooks: { metric } }: Policy,
  now: Instant,
): readonly NotebookReading[] {
  if (use === undefined || metric === null) return [];
  const values = typeof use === 'string' ? fault(use, 'AWS said no') : use;
  return [notebookReading(values, metric, now)];
}

function memoryOf(
  given: Given,
  known: readonly Known[],
  { now, rules }: { readonly now: Instant; readonly rules: Policy },
): Memory {
  const { hold: held, intent: open, leftVolume: left, leftAddress: lost } = given;
  const { activation, ...rest } = memory();
  return {
    ...rest,
    activation: activation && { ...alwaysSo(rules, rules.mode), since: activation.since },
    lastSweepAt: minus(now, minutes(5)),
    instances: known.flatMap((one) => one.record ?? []),
    notebooks: rememberedNotebook(given, rules),
    notices: [...known.flatMap(({ notices }) => notices), ...notebookNotices(given)],
    holds: held ? [hold(held)] : [],
    intents: open ? [intentOf(open)] : [],
    leftVolumes: left ? [leftVolume(left)] : [],
    leftAddresses: lost ? [leftAddress(lost)] : [],
    exposures: exposuresOf(given, now),
    health: healthOf(given),
    ...given.memory,
  };
}

/** Security groups were looked at just now, unless the case is about them. */
function exposuresOf({ exposures }: Given, now: Instant): Memory['exposures'] {
  const asked = [securityGroupId(1)];
  const looked = { kind: 'exposures', lookedAt: now, asked, open: [] } as const;
  return exposures === 'never' ? null : { ...looked, ...exposures };
}

const healthOf = ({ ailing }: Given): Memory['health'] =>
  ailing === undefined ? null : { kind: 'health', ailing: ailing.map(ailment) };

function rememberedNotebook(
  { notebookRecord: given }: Given,
  { notebooks: { nightly } }: Policy,
): readonly NotebookRecord[] {
  if (given === undefined) return [];
  const { accepted: _, schedule = {}, ...rest } = given;
  const state = nightly && scheduleState(nightly, schedule);
  return [notebookRecord({ schedule: state, ...rest })];
}

function notebookNotices({ notebookRecord: given }: Given): readonly NoticeRecord[] {
  if (given?.accepted === undefined || !given.warning) return [];
  const { accepted: at, warning: warned } = given;
  const subject = { instanceId: instanceId(1), name: '', type: '' };
  const because = reason('nobody-to-warn', {});
  const status = 'accepted' as const;
  return [
    {
      kind: 'notice',
      notice: {
        kind: 'withdrawn',
        dedupeKey: warned.noticeKey,
        urgency: 'now',
        at,
        facts: { subject, reason: because },
      },
      recordedAt: at,
      deliveries: [{ channel: 'sns', status, attempts: 1, at, confirmedRecipient: true }],
      digestedAt: null,
    },
  ];
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
    case 'unknown-since':
      return [mark.since === null ? 'known again' : mark.mark];
    case 'schedule':
      return [mark.schedule === null ? 'schedule dropped' : 'schedule adopted'];
    case 'called':
      return [`called ${mark.action.result}`];
    case 'notebook-changed':
      return [`notebook ${Object.keys(mark.change).sort().join(' ')}`];
    default:
      return [mark.mark];
  }
}

export const marksOf = ({ marks }: Plan): readonly string[] => marks.flatMap(labelOf).sort();

/** The first mark of that label. */
export const markNamed = ({ marks }: Plan, label: string): Mark | undefined =>
  marks.find((mark) => labelOf(mark).includes(label));

export const messagesOf = ({ marks }: Plan): readonly Notice[] =>
  marks.flatMap((mark) => (mark.mark === 'notice' ? [mark.notice] : []));

/** Of a message for the digest, which line it is. */
const noticeLabel = (notice: Notice): string =>
  notice.kind === 'digest'
    ? `digest ${notice.facts.line}`
    : notice.kind === 'notebook'
      ? `notebook ${notice.facts.news}`
      : notice.kind;

export const noticesOf = (plan: Plan): readonly string[] =>
  messagesOf(plan).map(noticeLabel).sort();

/** The first message of that label. */
export const noticeNamed = (plan: Plan, label: string): Notice | undefined =>
  messagesOf(plan).find((notice) => noticeLabel(notice) === label);

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
