/** What a history used of what AWS bills: counted in its journal, as a month of 31 days. */
import type { Entry } from '../../../src/lib/cloud/simulated/journal.ts';
import { HEALTH_ALARMS } from '../../../src/lib/model/alarm.ts';
import type { BillableUnit, Usage } from '../../../src/lib/model/billable.ts';
import { between, days, type Instant } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { attemptOf } from './law.ts';

/** As serverless.yml deploys it; a test holds the two together. */
export const STACK = { memoryMb: 512, writeUnits: 5, readUnits: 5, customMetrics: 2 } as const;

/** More than Lambda's own three lines of an invocation and our line without its lists take. */
export const LOG_BYTES_AT_MOST = 3_000;
/** More than a decision or an outcome takes in that line, AWS's own message included. */
export const LISTED_BYTES_AT_MOST = 1_000;

const MONTH = days(31);
/** An invocation takes the time of its calls, and for starting and computing less than this. */
const COMPUTING_MS = 1_000;
/** SNS counts a publish once for each 64 KB of it. */
const PUBLISH_BYTES = 64_000;
const GIGABYTE = 1_000_000_000;
const OUR_ALARM = /^tierkeeper-/;

/** Of our functions, table, topic and alarms; what people do is theirs. */
export function ownUsage(history: History): Usage {
  const { world, from, until } = history;
  const scale = MONTH / between(from, until);
  const counted = [...countsOf(history)].map(([unit, count]) => [unit, count * scale]);
  return {
    ...Object.fromEntries(counted),
    'lambda-gb-seconds': gigabyteSeconds(history) * scale,
    'log-gigabytes': (logBytes(history) / GIGABYTE) * scale,
    'cloudwatch-alarms':
      HEALTH_ALARMS + world.alarms.list().filter(({ name }) => OUR_ALARM.test(name)).length,
    'cloudwatch-metrics': STACK.customMetrics,
    'dynamodb-write-units': STACK.writeUnits,
    'dynamodb-read-units': STACK.readUnits,
    'dynamodb-gigabytes': JSON.stringify(world.ledger.items()).length / GIGABYTE,
  };
}

/** What the account's people use up of the same allowances. */
export const othersUsage = ({ world }: History): Usage => ({
  'cloudwatch-alarms': world.alarms.list().filter(({ name }) => !OUR_ALARM.test(name)).length,
});

function countsOf({ world }: History): ReadonlyMap<BillableUnit, number> {
  const counts = new Map<BillableUnit, number>();
  for (const entry of world.journal.entries) {
    for (const [unit, count] of unitsOf(entry)) counts.set(unit, (counts.get(unit) ?? 0) + count);
  }
  return counts;
}

type Units = readonly (readonly [unit: BillableUnit, count: number])[];

const NOTHING: Units = [];
const SCHEDULED: ReadonlySet<string> = new Set(['clock-ticked', 'digest-due']);

function unitsOf(entry: Entry): Units {
  switch (entry.kind) {
    case 'invoked': {
      const { lambda, attempt } = entry.actor;
      const scheduled = SCHEDULED.has(lambda) && attempt === 1 ? 1 : 0;
      return [
        ['lambda-requests', 1],
        ['scheduler-invocations', scheduled],
      ];
    }
    case 'read':
      return entry.actor.kind === 'invocation' ? readUnits(entry) : NOTHING;
    case 'message': {
      if (entry.channel !== 'sns') return NOTHING;
      const { text, document } = entry.message;
      const publishes = Math.ceil((text.length + document.length) / PUBLISH_BYTES);
      return [
        ['sns-requests', publishes],
        ['sns-emails', entry.received ? 1 : 0],
      ];
    }
    case 'dead-letter':
      return [['sqs-requests', 1]];
    default:
      return NOTHING;
  }
}

/** EC2's and the load balancers' descriptions cost nothing. */
function readUnits({ operation, requests = 1 }: Extract<Entry, { readonly kind: 'read' }>): Units {
  if (operation === 'cloudwatch:GetMetricData') return [['cloudwatch-metric-data', requests]];
  if (operation.startsWith('cloudwatch:')) return [['cloudwatch-requests', requests]];
  return operation.startsWith('sns:') ? [['sns-requests', requests]] : NOTHING;
}

function gigabyteSeconds({ world, until }: History): number {
  const began = new Map<string, Instant>();
  let milliseconds = 0;
  for (const entry of world.journal.entries) {
    if (entry.kind === 'invoked') began.set(attemptOf(entry.actor), entry.at);
    if (entry.kind !== 'invocation-ended') continue;
    const attempt = attemptOf(entry.actor);
    milliseconds += between(began.get(attempt) ?? entry.at, entry.at) + COMPUTING_MS;
    began.delete(attempt);
  }
  for (const at of began.values()) milliseconds += between(at, until) + COMPUTING_MS;
  return (milliseconds / 1_000) * (STACK.memoryMb / 1_024);
}

function logBytes({ world, looks }: History): number {
  const lines = world.journal.of('invoked').length;
  const told = looks.flatMap(({ decisions }) => decisions.filter((one) => one.verdict !== 'leave'));
  const outcomes = world.journal
    .of('ledger')
    .flatMap(({ item }) => (item?.kind === 'outcomes' ? item.outcomes : []));
  return lines * LOG_BYTES_AT_MOST + (told.length + outcomes.length) * LISTED_BYTES_AT_MOST;
}
