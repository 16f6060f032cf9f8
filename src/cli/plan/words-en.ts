import { FREE_ALARM_METRICS } from '../../lib/model/alarm.ts';
import { nameOf } from '../../lib/model/instance.ts';
import { inMinutes } from '../../lib/model/instant.ts';
import type { Upkeep } from '../../lib/model/upkeep.ts';
import { FAULTS_EN } from '../../lib/tell/render/fault-en.ts';
import { someEn } from '../../lib/tell/render/list.ts';
import { monthlyEn } from '../../lib/tell/render/monthly.ts';
import type { PlanWords, Unreached } from './catalogue.ts';
import { type CredentialTrouble, credentialTrouble, inShort } from './unreached.ts';

/** Whom a start concerns; nobody needs to hear that it is everybody. */
const STARTS = {
  ours: ' (only what it stopped itself)',
  all: '',
  none: ' (which starts nothing)',
} as const;

const TURNS = { running: 'start', stopped: 'stop' } as const;

const SIGN_IN = 'sign in (aws sso login) or set new keys (aws configure)';

const CREDENTIALS: Readonly<Record<CredentialTrouble, (whose: string) => string>> = {
  missing: (whose) =>
    `No AWS credentials were found${whose}: ${SIGN_IN}, or name another profile with --profile.`,
  expired: (whose) => `The AWS credentials${whose} have expired: ${SIGN_IN}, and try again.`,
  'unknown-key': (whose) =>
    `AWS does not know the access key${whose}: see which one is used with "aws configure list"; ` +
    'it may be deleted or inactive, or the Region may be off for the account.',
  'wrong-secret': (whose) =>
    `The secret key${whose} does not belong to its access key: set both again (aws configure).`,
  clock: () => "AWS refuses the call for its date: set this machine's clock right, and try again.",
};

function refused({ fault }: Extract<Unreached, { why: 'refused' }>, profile?: string): string {
  if (fault.code === 'no-credentials') {
    return CREDENTIALS[credentialTrouble(fault)](profile ? ` for the profile "${profile}"` : '');
  }
  const said = inShort(fault.message);
  return `AWS does not say which account this is (${said}): check the endpoint, and try again.`;
}

function unreached(why: Unreached, profile?: string): string {
  switch (why.why) {
    case 'refused':
      return refused(why, profile);
    case 'no-region':
      return 'No Region is set: name that of your instances, such as --region ap-northeast-2.';
    case 'no-connection':
      return (
        `AWS cannot be reached (${inShort(why.message)}): ` +
        'check the network, the Region and the endpoint.'
      );
    case 'no-answer':
      return (
        `AWS or the source of its credentials has not answered for ` +
        `${inMinutes(why.after) * 60} seconds: check the network and the endpoint.`
      );
  }
}

const alarms = (count: number): string => `${count} ${count === 1 ? 'alarm' : 'alarms'}`;

function upkeepEn({ put, remove, usedMetrics, without }: Upkeep): readonly string[] {
  const missing = put.filter(({ why }) => why === 'missing').length;
  const changes = [
    ...(missing > 0 ? [`${alarms(missing)} would be made`] : []),
    ...(put.length > missing ? [`${alarms(put.length - missing)} would be put right`] : []),
    ...(remove.length > 0 ? [`${alarms(remove.length)} would be removed`] : []),
  ];
  const used = `${usedMetrics} of the ${FREE_ALARM_METRICS} free ones are used.`;
  const head = `${changes.join(', ') || 'None would be made or removed'}; ${used}`;
  if (without.length === 0) return [head];
  const whom = `${without.length} ${without.length === 1 ? 'instance gets' : 'instances get'} none`;
  const why = 'no more of the free ones are taken ("alarms" in the policy)';
  return [head, `${whom}: ${why}; the clock looks at them all the same.`];
}

export const PLAN_EN: PlanWords = {
  title: ({ account, region, at }, say) => `Account ${account}, ${region}, ${say.farInstant(at)}`,
  verdicts: {
    stop: 'stop',
    start: 'start',
    warn: 'warn',
    withdraw: 'withdraw',
    associate: 'put back',
    tell: 'tell',
    leave: 'leave',
    defer: 'wait',
  },
  next: 'next',
  nextEdge: ({ at, to, schedule, start }, say) => {
    const whom = to === 'running' ? STARTS[start] : '';
    return `${TURNS[to]} on ${say.instant(at)}, by schedule "${say.data(schedule, 40)}"${whom}`;
  },
  costs: ({ microUsdPerHour: hour }, say) =>
    hour === null
      ? 'What it costs is not known here.'
      : `It costs ${say.money(hour)} an hour while it runs.`,
  wouldStop: (grace, say) =>
    `In mode act you would be warned, and it would stop ${say.duration(grace)} later.`,
  headings: {
    due: 'What would happen now',
    left: 'What would be left alone',
    addresses: 'Addresses',
    volumes: 'Volumes',
    exposure: 'Open to the world',
    health: 'Status checks and events',
    alarms: 'Alarms of its own',
    trouble: 'What could not be read',
  },
  idle: 'idle',
  idleAddress: ({ instance, publicIp, monthlyMicroUsd }, say) =>
    `${say.data(publicIp)} is on ${say.data(nameOf(instance), 40)}, which is stopped, and costs ` +
    `money all the same: ${monthlyEn(monthlyMicroUsd, say)}.`,
  stays: 'stays',
  stayingVolume: ({ instance, volumeId, device }, say) =>
    `${volumeId} (${say.data(device)}) of ${say.data(nameOf(instance), 40)} would outlive it: ` +
    'terminating the instance does not delete it.',
  upkeep: upkeepEn,
  more: (count) => `and ${count} more, which --json lists`,
  families: {
    instances: 'The instances',
    addresses: 'The Elastic IP addresses',
    volumes: 'The volumes',
    'security groups': 'The security groups',
    'load balancer targets': 'The load balancer targets',
    'spot requests': 'The Spot requests',
    'instance status': 'The status checks of the instances',
    alarms: 'The alarms of all Regions',
    metrics: 'The metrics',
  },
  trouble: ({ family, fault }, say) =>
    `${PLAN_EN.families[family]} could not be read. ${FAULTS_EN[fault.code](fault, say)}`,
  allow: (permissions) =>
    `Allow ${permissions.join(', ')} to whoever these credentials belong to, and run it again.`,
  nothing: (region) => `There are no instances in ${region}. Another Region: --region NAME`,
  counted: {
    stop: (count) => `${count} to stop`,
    start: (count) => `${count} to start`,
    warn: (count) => `${count} to warn about`,
    withdraw: (count) => `${count} no longer to stop`,
    associate: (count) => `${count} to put an address on`,
    tell: (count) => `${count} to tell about`,
    leave: (count) => `${count} to leave alone`,
    defer: (count) => `${count} to wait`,
  },
  counts: (total, parts) =>
    `${total} ${total === 1 ? 'instance' : 'instances'}: ${parts.join(', ')}.`,
  onlyTold: (rule) => `It is only told: the policy has modes.${rule} at observe.`,
  metrics: ({ statistics, data, passesPerMonth, monthlyMicroUsd }, say) => {
    const free =
      `A look like this reads ${say.count(statistics + data)} ` +
      `${statistics + data === 1 ? 'metric' : 'metrics'}, ` +
      `${say.count((statistics + data) * passesPerMonth)} a month: `;
    return data === 0
      ? `${free}all by GetMetricStatistics, inside CloudWatch's free million calls.`
      : `${free}${say.count(statistics)} of each look by GetMetricStatistics, which is free, and ` +
          `${say.count(data)} by GetMetricData: ${monthlyEn(monthlyMicroUsd, say)}.`;
  },
  mode: (mode, file) => {
    const from = file === null ? 'the default, as there is no policy.yml' : `from ${file}`;
    return mode === 'observe'
      ? `Mode observe (${from}): Tierkeeper would say all this, and touch nothing.`
      : `Mode act (${from}): this is what Tierkeeper would do, if it were deployed.`;
  },
  firstPass:
    'This was a look without a ledger, so it shows what a first pass would decide: times of ' +
    'schedules that are past do not count, and nothing idle is stopped before a warning. ' +
    'Nothing was changed.',
  elsewhere: (names, say) =>
    `The policy also names ${someEn(names.map((one) => say.data(one, 60)))}. Look there with ` +
    "--region, and with that account's own credentials where it is another one.",
  saved: (file) =>
    `What AWS showed is saved in ${file}, and tierkeeper replay decides the same from it. It ` +
    'holds ids, names, tags and addresses of your account: read it before you give it away.',
  unreached,
};
