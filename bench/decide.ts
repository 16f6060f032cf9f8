/**
 * Claim: deciding on 100,000 instances takes under 2 s and 500 MB.
 *
 *     node bench/decide.ts
 *
 * Memory is the whole process at its peak, with the snapshot that is decided on. Every rule has its
 * share: instances of a group, busy, idle, warned, looking like servers, at an edge, held, gone.
 */
import { spawnSync } from 'node:child_process';
import { decide } from '../src/lib/decide/decide.ts';
import type { Plan } from '../src/lib/model/decision.ts';
import { complete } from '../src/lib/model/family.ts';
import type { Instance } from '../src/lib/model/instance.ts';
import type { InstanceRecord } from '../src/lib/model/instance-record.ts';
import { type Duration, minus, minutes } from '../src/lib/model/instant.ts';
import type { NoticeRecord } from '../src/lib/model/ledger.ts';
import type { MetricReading } from '../src/lib/model/metric.ts';
import type { Snapshot } from '../src/lib/model/snapshot.ts';
import { NOON } from '../test/build/at.ts';
import { allocationId, instanceId, securityGroupId, volumeId } from '../test/build/ids.ts';
import {
  attachedVolume,
  instance,
  networkInterface,
  privateAddress,
} from '../test/build/instance.ts';
import { hold, memory, record, scheduleState, warning } from '../test/build/ledger.ts';
import { quietReadings, reading } from '../test/build/metrics.ts';
import { policy } from '../test/build/policy.ts';
import { PRICES } from '../test/build/prices.ts';
import { address, securityGroup, volume } from '../test/build/resources.ts';
import { snapshot } from '../test/build/snapshot.ts';

const INSTANCES = 100_000;
const GROUPS = 500;
const WAITING = minutes(10);
const DUE = minutes(30);
const RUNS = process.argv.includes('--short') ? 2 : 5;
const GOAL_MS = 2_000;
const GOAL_MB = 500;
/** Node itself, its code, and what was born a moment ago. */
const REST_MB = 90;

/** The stop edge of the office is at noon, the moment that is decided for. */
const rules = policy({
  select: { names: ['*-test', 'server-*'], types: ['t3.*', 'm5.*'] },
  schedules: { office: { running: ['daily 06:00-12:00'], warn: '0m', start: 'all' } },
  limits: { stopsPerPass: 1_000, actionsPerHour: 10_000 },
});
const { office } = rules.schedules;
if (office === undefined) throw new Error('the policy has lost its schedule');

/** So many of a hundred instances, and what they have of their own. */
interface Kind {
  readonly share: number;
  readonly instance?: Partial<Instance>;
  readonly record?: Partial<InstanceRecord>;
  readonly metrics?: readonly MetricReading[];
  readonly elasticIp?: true;
}

const QUIET = quietReadings();
const BUSY = [reading('CPUUtilization', [40])];
const warned = (ago: Duration): Partial<InstanceRecord> => ({
  warnings: [warning({ warnedAt: minus(NOON, ago), noticeKey: `${ago}` })],
});
const tagged = (key: string, value: string): Pick<Instance, 'tags'> => ({
  tags: { Name: 'server-1', [key]: value },
});
const AT_EDGE = { schedule: scheduleState(office) };

const KINDS: readonly Kind[] = [
  { share: 20, instance: tagged('aws:autoscaling:groupName', 'workers') },
  { share: 5, instance: { tags: { Name: 'production' } } },
  { share: 25, metrics: BUSY },
  { share: 5, metrics: QUIET },
  { share: 10, metrics: QUIET, record: warned(WAITING) },
  { share: 5, metrics: QUIET, record: warned(DUE) },
  { share: 5, metrics: QUIET, elasticIp: true },
  { share: 10, instance: tagged('tierkeeper:schedule', 'office'), record: AT_EDGE },
  {
    share: 8,
    instance: { ...tagged('tierkeeper:schedule', 'office'), state: 'stopped' },
    record: AT_EDGE,
  },
  { share: 5, instance: tagged('tierkeeper:hold-until', '2026-11-30 18:00') },
  { share: 1, instance: tagged('tierkeeper:eip-pool', 'web'), metrics: BUSY },
  { share: 1, instance: { state: 'terminated', interfaces: [], volumes: [] }, elasticIp: true },
];
const HUNDRED = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

interface Member {
  readonly instance: Instance;
  readonly record: InstanceRecord;
  readonly readings: readonly MetricReading[];
}

function member(index: number): Member {
  const kind: Kind = HUNDRED[index % 100] ?? { share: 0 };
  const id = instanceId(index);
  const seat = privateAddress({ publicIp: addressOf(index), elastic: kind.elasticIp ?? false });
  const living = instance({
    id,
    tags: { Name: `server-${index}` },
    volumes: [attachedVolume({ volumeId: volumeId(index), deleteOnTermination: false })],
    interfaces: [
      networkInterface({
        securityGroupIds: [securityGroupId(index % GROUPS)],
        privateAddresses: [seat],
      }),
    ],
  });
  const listed = { ...living, ...kind.instance };
  return {
    instance: listed,
    record: record(listed.state === 'terminated' ? living : listed, kind.record),
    readings: (kind.metrics ?? []).map((one) => ({ ...one, instanceId: id })),
  };
}

const addressOf = (index: number): string =>
  `198.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

const noticeOf = (ago: Duration): NoticeRecord => ({
  kind: 'notice',
  notice: {
    kind: 'own-trouble',
    dedupeKey: `${ago}`,
    urgency: 'now',
    at: minus(NOON, ago),
    facts: { trouble: 'pass-failed', fault: null, family: null },
  },
  recordedAt: minus(NOON, ago),
  deliveries: [
    {
      channel: 'sns',
      status: 'accepted',
      attempts: 1,
      at: minus(NOON, ago),
      confirmedRecipient: true,
    },
  ],
  digestedAt: null,
});

function account(): Snapshot {
  const members = Array.from({ length: INSTANCES }, (_, index) => member(index));
  const gone = members.flatMap(({ instance: one }, index) =>
    one.state === 'terminated' ? [index] : [],
  );
  return snapshot({
    instances: complete(members.map((one) => one.instance)),
    metrics: members.flatMap(({ readings }) => readings),
    securityGroups: complete(
      Array.from({ length: GROUPS }, (_, index) => securityGroup({ id: securityGroupId(index) })),
    ),
    loadBalancerTargets: complete(
      gone.map((index) => ({ instanceId: instanceId(index), group: 'web' })),
    ),
    volumes: complete(gone.map((index) => volume({ id: volumeId(index) }))),
    addresses: complete(
      gone.map((index) =>
        address({ allocationId: allocationId(index), publicIp: addressOf(index) }),
      ),
    ),
    memory: memory({
      instances: members.map((one) => one.record),
      notices: [noticeOf(WAITING), noticeOf(DUE)],
      holds: gone.map((index) => hold({ instanceId: instanceId(index) })),
    }),
  });
}

const countsOf = ({ decisions }: Plan): string =>
  Object.entries(Object.groupBy(decisions, ({ verdict }) => verdict))
    .map(([verdict, those]) => `${verdict} ${those.length}`)
    .join(', ');

function measure(): void {
  const before = account();
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    const plan = decide(before, rules, PRICES);
    const tookMs = performance.now() - begin;
    console.log(`${Math.round(tookMs).toString().padStart(6)} ms  ${countsOf(plan)}`);
    return tookMs;
  });
  const fastestMs = Math.min(...times);
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  const met = fastestMs <= GOAL_MS && peakMb <= GOAL_MB;
  const range = `${Math.round(fastestMs)} to ${Math.round(Math.max(...times))} ms`;
  const figures = `${range}, peak ${Math.round(peakMb)} MB`;
  console.log(`${INSTANCES} instances: ${figures}  ${met ? 'goal met' : 'BELOW THE GOAL'}`);
  if (!met) process.exitCode = 1;
}

/** Left to itself, V8 takes what the machine has before it collects: it is told what there is. */
function measureWithin(): void {
  const heap = [`--max-old-space-size=${GOAL_MB - REST_MB}`, '--max-semi-space-size=8'];
  const own = [import.meta.filename, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, [...heap, ...own], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

if (process.execArgv.length > 0) measure();
else measureWithin();
