/** What a history used of what AWS bills: counted in its journal, as a month of 31 days. */
import type { Entry } from '../../../src/lib/cloud/simulated/journal.ts';
import { HEALTH_ALARMS } from '../../../src/lib/model/alarm.ts';
import type { BillableUnit, Usage } from '../../../src/lib/model/billable.ts';
import { between, days, hours, type Instant } from '../../../src/lib/model/instant.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { attemptOf } from './law.ts';
import { computingMs, DEPLOYMENT, memoryGbOf, STACK } from './own-stack.ts';

/** More than Lambda's own three lines of an invocation and our line without its lists take. */
export const LOG_BYTES_AT_MOST = 3_000;
/** More than a decision or an outcome takes in that line, AWS's own message included. */
export const LISTED_BYTES_AT_MOST = 1_000;

const MONTH = days(31);
/** SNS counts a publish, and EventBridge an event, once for each 64 KB of it. */
const PUBLISH_BYTES = 64_000;
const GIGABYTE = 1_000_000_000;
const OUR_ALARM = /^tierkeeper-/;

/** A mail scanner opens the page of a message, and then its reader does. */
const PAGES_PER_MAIL = 2;
/** Waiting for the ledger, and a page with all its headers. */
const PAGE_MS = 100;
const PAGE_BYTES = 40_000;
/** A request with its signature, to an API in another Region. */
const REQUEST_BYTES = 2_000;
const HOUR = hours(1);

/** Of our functions, table, topic, alarms and bucket; what people do is theirs. */
export function ownUsage(history: History): Usage {
  const { world, from, until } = history;
  const scale = MONTH / between(from, until);
  const flows = Object.entries(flowsOf(history)).map(([unit, count]) => [unit, count * scale]);
  return {
    ...Object.fromEntries(flows),
    'cloudwatch-alarms':
      HEALTH_ALARMS + world.alarms.list().filter(({ name }) => OUR_ALARM.test(name)).length,
    'cloudwatch-metrics': STACK.customMetrics,
    'dynamodb-write-units': STACK.writeUnits,
    'dynamodb-read-units': STACK.readUnits,
    'dynamodb-gigabytes': JSON.stringify(world.ledger.items()).length / GIGABYTE,
    's3-gigabytes': DEPLOYMENT.gigabytes,
    's3-writes': DEPLOYMENT.writes * DEPLOYMENT.aMonth,
    's3-reads': DEPLOYMENT.reads * DEPLOYMENT.aMonth,
  };
}

/** What the account's people use up of the same allowances. */
export const othersUsage = ({ world }: History): Usage => ({
  'cloudwatch-alarms': world.alarms.list().filter(({ name }) => !OUR_ALARM.test(name)).length,
});

/** That a look decided about; what is gone costs nothing to watch. */
export const mostInstances = ({ looks }: History): number =>
  looks.reduce((most, { decisions }) => {
    const there = decisions.filter(
      ({ target, reason }) => target.startsWith('power/') && reason !== 'gone',
    );
    return Math.max(most, there.length);
  }, 0);

/** What grows with time. */
function flowsOf(history: History): Usage {
  const counted = countsOf(history);
  const pages = (counted['sns-emails'] ?? 0) * PAGES_PER_MAIL;
  const secrets = secretsRead(history);
  const pageSeconds = (PAGE_MS + computingMs('link-opened', 0)) / 1_000;
  return {
    ...counted,
    'lambda-requests': (counted['lambda-requests'] ?? 0) + pages,
    'lambda-gb-seconds': gigabyteSeconds(history) + pages * pageSeconds * memoryGbOf('link-opened'),
    'log-gigabytes': (logBytes(history) + pages * LOG_BYTES_AT_MOST) / GIGABYTE,
    'ssm-requests': secrets,
    'kms-requests': secrets,
    'transfer-gigabytes': (counted['transfer-gigabytes'] ?? 0) + (pages * PAGE_BYTES) / GIGABYTE,
  };
}

function countsOf({ world, options }: History): Usage {
  const counts: Partial<Record<BillableUnit, number>> = {};
  for (const entry of world.journal.entries) {
    for (const [unit, count] of unitsOf(entry, options.policy)) {
      counts[unit] = (counts[unit] ?? 0) + count;
    }
  }
  return counts;
}

type Units = readonly (readonly [unit: BillableUnit, count: number])[];

const NOTHING: Units = [];
const SCHEDULED: ReadonlySet<string> = new Set(['clock-ticked', 'digest-due']);

function unitsOf(entry: Entry, policy: Policy): Units {
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
    // A put, and the tag that makes it ours.
    case 'alarm-call':
      return entry.actor.kind === 'invocation' ? [['cloudwatch-requests', 2]] : NOTHING;
    case 'message':
      return messageUnits(entry, policy);
    case 'dead-letter':
      return [['sqs-requests', 1]];
    default:
      return NOTHING;
  }
}

/** The bus is told what the topic is told, where the policy wants it. */
function messageUnits(
  { channel, message, received }: Extract<Entry, { readonly kind: 'message' }>,
  { tell }: Policy,
): Units {
  const { text, document, slack } = message;
  if (channel !== 'sns') {
    return [['transfer-gigabytes', JSON.stringify(slack).length / GIGABYTE]];
  }
  const publishes = Math.ceil((text.length + document.length) / PUBLISH_BYTES);
  return [
    ['sns-requests', publishes],
    ['sns-emails', received ? 1 : 0],
    ['eventbridge-events', tell.eventBridge ? Math.ceil(document.length / PUBLISH_BYTES) : 0],
  ];
}

/** EC2's and the load balancers' descriptions cost nothing; what the daily one asks goes far. */
function readUnits({
  operation,
  actor,
  requests = 1,
}: Extract<Entry, { readonly kind: 'read' }>): Units {
  const daily = actor.kind === 'invocation' && actor.lambda === 'digest-due';
  const far: Units = daily ? [['region-gigabytes', (requests * REQUEST_BYTES) / GIGABYTE]] : [];
  if (operation === 'cloudwatch:GetMetricData') {
    return [['cloudwatch-metric-data', requests], ...far];
  }
  if (operation.startsWith('cloudwatch:')) return [['cloudwatch-requests', requests], ...far];
  return operation.startsWith('sns:') ? [['sns-requests', requests]] : far;
}

/** Each secret once in a new environment: those of the clock are taken to last for an hour. */
function secretsRead({ world, from, until, options }: History): number {
  const { webhook, app } = options.policy.tell.slack;
  const secrets = new Set([webhook, app].filter((name) => name !== null)).size;
  const others = world.journal
    .of('invoked')
    .filter(({ actor }) => actor.lambda !== 'clock-ticked').length;
  return secrets * (others + Math.ceil(between(from, until) / HOUR));
}

function gigabyteSeconds(history: History): number {
  const { world, until } = history;
  const instances = mostInstances(history);
  const began = new Map<string, readonly [lambda: string, at: Instant]>();
  let total = 0;
  const add = (lambda: string, waitedMs: number): void => {
    const seconds = (waitedMs + computingMs(lambda, instances)) / 1_000;
    total += seconds * memoryGbOf(lambda);
  };
  for (const entry of world.journal.entries) {
    if (entry.kind === 'invoked') began.set(attemptOf(entry.actor), [entry.actor.lambda, entry.at]);
    if (entry.kind !== 'invocation-ended') continue;
    const attempt = attemptOf(entry.actor);
    const [, from = entry.at] = began.get(attempt) ?? [];
    add(entry.actor.lambda, between(from, entry.at));
    began.delete(attempt);
  }
  for (const [lambda, at] of began.values()) add(lambda, between(at, until));
  return total;
}

function logBytes({ world, looks }: History): number {
  const lines = world.journal.of('invoked').length;
  const told = looks.flatMap(({ decisions }) => decisions.filter((one) => one.verdict !== 'leave'));
  const outcomes = world.journal
    .of('ledger')
    .flatMap(({ item }) => (item?.kind === 'outcomes' ? item.outcomes : []));
  return lines * LOG_BYTES_AT_MOST + (told.length + outcomes.length) * LISTED_BYTES_AT_MOST;
}
