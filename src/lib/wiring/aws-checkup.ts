/** Reads all that the doctor judges, side by side; a part that is refused is refused alone. */
import { setTimeout as wait } from 'node:timers/promises';
import { credentialsOf } from '../cloud/aws/credentials.ts';
import { faultOf } from '../cloud/aws/fault.ts';
import { awsFreeTier } from '../cloud/aws/free-tier.ts';
import * as own from '../cloud/aws/own-stack.ts';
import { awsLedgerToRead, connectionFailureOf, type Unreached } from '../cloud/aws/ports.ts';
import { vcpusOf } from '../cloud/aws/vcpus.ts';
import type { World } from '../decide/world.ts';
import { readStatusBasis } from '../link/status.ts';
import type { Checkup, Probe } from '../model/checkup.ts';
import type { Plan } from '../model/decision.ts';
import { type Family, itemsOf } from '../model/family.ts';
import { fault } from '../model/fault.ts';
import { nameOf } from '../model/instance.ts';
import { type Duration, type Instant, instant } from '../model/instant.ts';
import { type LookedPlace, placesElsewhere } from '../model/managed-place.ts';
import { type AwsLook, type AwsLookOptions, lookAtAws } from './aws-look.ts';
import { queueOf } from './aws-trouble.ts';
import { lastLooks } from './last-looks.ts';

export type AwsCheckup =
  | { readonly reached: true; readonly checkup: Checkup }
  | Exclude<AwsLook, { readonly reached: true }>
  | Unreached;

export interface CheckupOptions extends Omit<AwsLookOptions, 'at'> {
  readonly stage: string;
}

const RULES = ['instance-changed', 'sagemaker-changed', 'health-announced', 'alarm-changed'];

export async function checkUpAws(options: CheckupOptions): Promise<AwsCheckup> {
  const { stage } = options;
  const tableName = `tierkeeper-${stage}-ledger`;
  const look = await lookAtAws({ ...options, at: null });
  if (!look.reached) return look;
  const home = await awsLedgerToRead({ ...options, tableName });
  if (!home.reached) return home;
  const { account, region, ledger } = home;
  const credentials = await credentialsOf({ ...options, region });
  const stack: Stack = {
    ...{ stage, account, region, look },
    aws: { ...options, region },
    signing: {
      ...{ region, endpoint: options.endpoint, credentials: () => credentials },
      sleep: async (duration: Duration) => void (await wait(duration)),
    },
    basis: () => readStatusBasis({ store: ledger, place: home, sweptAt: home }),
    looks: () => lastLooks(ledger, placesElsewhere(options.policy, { account, region })),
  };
  const checkup = { ...(await readStack(stack)), ...(await readAccount(stack)), ...seenIn(look) };
  return {
    reached: true,
    checkup: { ...checkup, account, region, place: { account, region }, stage, now: now() },
  };
}

interface Stack {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  readonly look: Seen;
  readonly aws: CheckupOptions;
  readonly signing: own.Signing;
  readonly basis: () => ReturnType<typeof readStatusBasis>;
  readonly looks: () => Promise<readonly LookedPlace[]>;
}

interface Seen {
  readonly world: World;
  readonly plan: Plan;
}

const now = (): Instant => instant(Date.now());

async function probe<T>(action: string, read: () => Promise<T>): Promise<Probe<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    const known = faultOf(error, action);
    if (known) return { known: false, fault: known };
    const why = connectionFailureOf(error) ?? error;
    if (!(why instanceof Error)) throw error;
    return { known: false, fault: fault('no-answer', why.message, { awsCode: why.name }) };
  }
}

async function readStack(of: Stack) {
  const { stage, account, region, aws, signing, basis, looks } = of;
  const stack = `tierkeeper-${stage}`;
  const topicArn = `arn:${partitionOf(region)}:sns:${region}:${account}:${stack}`;
  const rules = RULES.map((rule) => `${stack}-${rule}`);
  const ruled = Promise.all(
    rules.map((rule) => probe('events:DescribeRule', () => own.isRuleEnabled(signing, rule))),
  );
  const [deployedAt, schedules, ledger, elsewhere, subscriptions, deadLetters] = await Promise.all([
    probe('lambda:GetFunctionConfiguration', () =>
      own.functionDeployedAt(signing, `${stack}-clock-ticked`),
    ),
    probe('scheduler:ListSchedules', () => own.schedulesOf(signing, stack)),
    probe('dynamodb:Query', basis),
    probe('dynamodb:GetItem', looks),
    probe('sns:GetTopicAttributes', () => own.subscriptionsOf(aws, topicArn)),
    probe('sqs:GetQueueAttributes', () => own.countMessages(signing, queueOf(stage))),
  ]);
  const unruled = { known: false, fault: fault('not-asked', '') } as const;
  const isOn = await ruled;
  const byName = new Map(rules.map((rule, index) => [rule, isOn[index] ?? unruled] as const));
  const parts = { deployedAt, schedules, ledger, elsewhere, subscriptions, deadLetters };
  return { ...parts, rules: byName, topicArn };
}

async function readAccount({ look, aws, signing }: Stack) {
  const [instance] = itemsOf(look.world.snapshot.instances);
  const [units, concurrency, vcpus, plan, stop] = await Promise.all([
    probe('dynamodb:ListTables', () => own.provisionedUnits(signing)),
    probe('lambda:GetAccountSettings', () => own.concurrencyLimit(signing)),
    probe('servicequotas:GetServiceQuota', () => vcpusOf(aws, signing)),
    awsFreeTier(signing).planState(),
    instance === undefined
      ? null
      : probe('ec2:StopInstances', async () => {
          await own.askToStop(aws, instance.id);
          return true as const;
        }),
  ]);
  return { units, concurrency, vcpus, plan, stop };
}

const faultIn = (family: string, { complete, ...rest }: Family<unknown>) =>
  complete || !('fault' in rest) || rest.fault.code === 'not-asked'
    ? []
    : [{ family, fault: rest.fault }];

function seenIn({ world, plan }: Seen) {
  const { snapshot } = world;
  const names = new Map(itemsOf(snapshot.instances).map((one) => [String(one.id), nameOf(one)]));
  return {
    unreadFamilies: [
      ...faultIn('instances', snapshot.instances),
      ...faultIn('addresses', snapshot.addresses),
      ...faultIn('volumes', snapshot.volumes),
      ...faultIn('security groups', snapshot.securityGroups),
      ...faultIn('instance status', snapshot.instanceStatuses),
      ...faultIn('alarms', snapshot.alarms),
    ],
    unreadableTags: plan.decisions.flatMap(({ target, opinions }) => {
      const because = opinions.find(({ reason }) => reason.key === 'unreadable-tag')?.reason;
      if (target.kind !== 'power' || because?.key !== 'unreadable-tag') return [];
      const { tag, value } = because.evidence;
      return [{ instanceId: target.id, name: names.get(target.id) ?? '', tag, value }];
    }),
    alarmMetrics: snapshot.alarms.complete
      ? snapshot.alarms.items.reduce((sum, { freeMetrics }) => sum + freeMetrics, 0)
      : null,
  };
}

const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
];

const partitionOf = (region: string): string =>
  PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
