import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Fault } from '../../model/fault.ts';
import type { AccountId } from '../../model/ids.ts';
import type { Alarms, Clock, Cloud, LedgerStore, Metrics, Ports } from '../cloud.ts';
import { cloudwatchAlarms } from './alarms.ts';
import { readAccount, readRegion } from './caller.ts';
import { type AwsOptions, clientSettings, type RequestHandler } from './client-settings.ts';
import { cloudwatchMetrics } from './cloudwatch.ts';
import { neverConnected, wasCutOff } from './connection.ts';
import { awsLedger } from './dynamodb-client.ts';
import { ec2Cloud } from './ec2.ts';
import { eventBridgeChannel, eventBridgeClient } from './event-bridge.ts';
import { faultOf } from './fault.ts';
import { paceOf, type Sleep } from './pace.ts';
import { snsChannel, snsClient } from './sns.ts';

/** Time, handed in: a test or a replay has its own. */
export interface Time {
  readonly clock: Clock;
  readonly sleep: Sleep;
}

export interface AwsReadOnlyPorts {
  readonly cloud: Cloud;
  readonly metrics: Metrics;
  readonly alarms: Pick<Alarms, 'list'>;
}

export type RegionOptions = AwsOptions &
  Time & { readonly account: AccountId; readonly region: string };

/** One Region as its own calls reach it; what is told and remembered is elsewhere. */
export function regionPorts(options: RegionOptions): Pick<Ports, 'cloud' | 'metrics' | 'alarms'> {
  const settings = clientSettings(options);
  const { account, region, clock, sleep } = options;
  const client = new EC2Client(settings);
  const loadBalancers = {
    classic: new ElasticLoadBalancingClient(settings),
    targetGroups: new ElasticLoadBalancingV2Client(settings),
  };
  const cloudwatch = new CloudWatchClient(settings);
  return {
    cloud: ec2Cloud({
      account,
      region,
      client,
      loadBalancers,
      sagemaker: new SageMakerClient(settings),
      pace: paceOf(clock, sleep),
    }),
    metrics: cloudwatchMetrics(cloudwatch),
    alarms: cloudwatchAlarms({
      account,
      region,
      ec2: client,
      clientFor: (other) =>
        other === region
          ? cloudwatch
          : new CloudWatchClient(clientSettings({ ...options, region: other })),
      paceFor: () => paceOf(clock, sleep),
    }),
  };
}

/** What sends requests, to be shared: on its own, every place would connect anew. */
export const sharedRequests = (options: AwsOptions): RequestHandler =>
  new EC2Client(clientSettings(options)).config.requestHandler;

export interface AwsPortsOptions extends AwsOptions, Time {
  readonly account: AccountId;
  readonly region: string;
  readonly tableName: string;
  readonly topicArn: string;
  /** Where events of Tierkeeper's own are put; null where the policy wants none. */
  readonly eventBusName: string | null;
  /** Whether Amazon Q is subscribed to the topic, by https. */
  readonly amazonQ?: boolean | undefined;
  /** How many processes publish at once, and share what SNS mails a second. */
  readonly publishers?: number | undefined;
}

/** Everything a pass needs, made once a cold start: connections stay open between passes. */
export function awsPorts(options: AwsPortsOptions): Ports {
  const { clock, sleep, topicArn, eventBusName, amazonQ = false, publishers } = options;
  const pace = paceOf(clock, sleep, publishers);
  const sns = snsChannel({ client: snsClient(options), topicArn, pace, amazonQ });
  const bus =
    eventBusName === null
      ? []
      : [eventBridgeChannel({ client: eventBridgeClient(options), eventBusName, sleep })];
  return {
    ...regionPorts(options),
    ledger: awsLedger(options),
    channels: [sns, ...bus],
    clock,
  };
}

/** Why the command line reaches nothing. */
export type Unreached =
  | { readonly reached: false; readonly why: 'refused'; readonly fault: Fault }
  | { readonly reached: false; readonly why: 'no-region' }
  | { readonly reached: false; readonly why: 'no-connection'; readonly message: string };

/** What the command line reaches with the credentials and Region it finds, or why it does not. */
export type Reach = ({ readonly reached: true } & AwsReadOnlyPorts) | Unreached;

export interface Home {
  readonly reached: true;
  readonly account: AccountId;
  readonly region: string;
}

const isConnectionFailure = (error: unknown): error is Error =>
  error instanceof Error && (neverConnected(error) || wasCutOff(error));

/** Node's own fetch says only that it failed; why is behind that. */
export function connectionFailureOf(error: unknown): Error | null {
  const why = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
  return isConnectionFailure(why) ? why : null;
}

export async function homeOf(options: AwsOptions): Promise<Home | Unreached> {
  const region = await readRegion(options);
  if (region === null) return { reached: false, why: 'no-region' };
  try {
    return { reached: true, region, account: await readAccount({ ...options, region }) };
  } catch (error) {
    const fault = faultOf(error, 'sts:GetCallerIdentity');
    if (fault) return { reached: false, why: 'refused', fault };
    if (!isConnectionFailure(error)) throw error;
    return { reached: false, why: 'no-connection', message: error.message };
  }
}

export async function awsReadOnly(options: AwsOptions & Time): Promise<Reach> {
  const home = await homeOf(options);
  if (!home.reached) return home;
  const { account, region } = home;
  return { reached: true, ...regionPorts({ ...options, account, region }) };
}

type LedgerAt<Call extends keyof LedgerStore> =
  | (Home & { readonly ledger: Pick<LedgerStore, Call> })
  | Unreached;

/** A ledger that is only read. */
export type LedgerReach = LedgerAt<'get' | 'query'>;
/** One where an item is read and put back: the owner's switch. */
export type SwitchReach = LedgerAt<'get' | 'put'>;

export const awsLedgerToRead = (
  options: AwsOptions & { readonly tableName: string },
): Promise<LedgerReach> => ledgerAtHome(options);

export const awsLedgerToSwitch = (
  options: AwsOptions & { readonly tableName: string },
): Promise<SwitchReach> => ledgerAtHome(options);

async function ledgerAtHome(
  options: AwsOptions & { readonly tableName: string },
): Promise<LedgerAt<keyof LedgerStore>> {
  const home = await homeOf(options);
  if (!home.reached) return home;
  return { ...home, ledger: awsLedger({ ...options, region: home.region }) };
}

export type LedgerRead<Answer> =
  | { readonly read: true; readonly answer: Answer }
  | { readonly read: false; readonly why: 'refused'; readonly fault: Fault }
  | { readonly read: false; readonly why: 'no-connection'; readonly message: string };

/** What is asked of the ledger, or what stood in the way. */
export async function tryLedger<Answer>(asked: Promise<Answer>): Promise<LedgerRead<Answer>> {
  try {
    return { read: true, answer: await asked };
  } catch (error) {
    const fault = faultOf(error, 'dynamodb:Query');
    if (fault) return { read: false, why: 'refused', fault };
    if (!isConnectionFailure(error)) throw error;
    return { read: false, why: 'no-connection', message: error.message };
  }
}
