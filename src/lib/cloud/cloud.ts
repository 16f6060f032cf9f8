/**
 * The ports: everything the product asks of the world, in its own words. `cloud/aws` and
 * `cloud/simulated` implement them, and one contract suite holds both to the same behaviour.
 */
import type { KnownBlock } from '@slack/types';
import type { Address } from '../model/address.ts';
import type { Alarm, AlarmSpec } from '../model/alarm.ts';
import type { RegionFamilies, RegionFamily } from '../model/estate.ts';
import type { Family } from '../model/family.ts';
import type { Fault } from '../model/fault.ts';
import type { FreeTier } from '../model/free-tier.ts';
import type { InstanceStatus } from '../model/health.ts';
import type {
  AccountId,
  InstanceId,
  NotebookName,
  SecurityGroupId,
  VolumeId,
} from '../model/ids.ts';
import type { EbsSnapshot } from '../model/image.ts';
import type { Instance } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Association } from '../model/intent.ts';
import type { LedgerItem } from '../model/ledger.ts';
import type {
  MetricQuery,
  MetricReading,
  NotebookQuery,
  NotebookReading,
} from '../model/metric.ts';
import type { LoadBalancerTarget, SecurityGroup, SpotRequest } from '../model/network.ts';
import type { Notebook } from '../model/notebook.ts';
import type { ReservedInstances } from '../model/reserved-instance.ts';
import type { SeenPlan } from '../model/savings-plan.ts';
import type { StartEvent, StartQuestion } from '../model/start-event.ts';
import type { Volume } from '../model/volume.ts';

export interface Clock {
  now(): Instant;
}

/** What became of one call for one target: accepted by AWS, or refused with a fault. */
export type Answer =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly fault: Fault };

export interface PowerCall {
  readonly verb: 'stop' | 'start';
  readonly instanceIds: readonly InstanceId[];
  /** Only with `stop`: suspend to disk. AWS falls back to a plain stop if that fails. */
  readonly hibernate: boolean;
}

/**
 * One Region of one account. Reads fold every page; a refused read is an incomplete family.
 * Anything that is not in the Fault table throws.
 */
export interface Cloud {
  readonly account: AccountId;
  readonly region: string;
  instances(): Promise<Family<Instance>>;
  addresses(): Promise<Family<Address>>;
  /** Those of the named volumes that exist; an unknown id is left out, not an error. */
  volumes(ids: readonly VolumeId[]): Promise<Family<Volume>>;
  /** This account's own EBS snapshots of the named volumes, also of those that are gone. */
  backups(ids: readonly VolumeId[]): Promise<Family<EbsSnapshot>>;
  securityGroups(ids: readonly SecurityGroupId[]): Promise<Family<SecurityGroup>>;
  /** Instances registered with target groups or Classic Load Balancers. */
  loadBalancerTargets(): Promise<Family<LoadBalancerTarget>>;
  spotRequests(ids: readonly string[]): Promise<Family<SpotRequest>>;
  /** Status checks and scheduled events, of running instances alone. */
  instanceStatuses(): Promise<Family<InstanceStatus>>;
  /** SageMaker notebook instances with their tags. */
  notebooks(): Promise<Family<Notebook>>;
  /** Stops or starts one; SageMaker takes no list. `accepted` is not yet an outcome. */
  notebookPower(verb: 'stop' | 'start', name: NotebookName): Promise<Answer>;
  /** DisableApiStop, which no list shows. */
  stopProtection(
    id: InstanceId,
  ): Promise<{ readonly protected: boolean } | { readonly fault: Fault }>;
  /**
   * Stops or starts many. AWS fails the whole call for one bad id, so the bad ones are found and
   * set aside, and the rest goes through. One answer for each id. `accepted` is not yet an outcome.
   */
  power(call: PowerCall): Promise<ReadonlyMap<InstanceId, Answer>>;
  /** With AllowReassociation false: never takes an address that somebody holds. */
  associate(association: Association): Promise<Answer>;
}

/** One Region, read-only: a call for each family that the daily sweep knows; reserved at home. */
export type RegionEstate = {
  readonly [Name in RegionFamily]: () => Promise<Family<RegionFamilies[Name]>>;
} & { readonly reservedInstances: () => Promise<Family<ReservedInstances>> };

/** The whole account; it is swept from home once a day. Refused reads are incomplete families. */
export interface Estate {
  readonly home: string;
  /** Those that are enabled for the account; home is one of them. */
  regions(): Promise<Family<string>>;
  in(region: string): RegionEstate;
  /** Bought by the account itself, in micro-USD an hour; nothing that AWS does throws. */
  savingsPlans(): Promise<Family<SeenPlan>>;
  /** The calls that set an instance running, about its launch time, newest first. */
  starts(question: StartQuestion): Promise<Family<StartEvent>>;
  /** As `Metrics.read` with free calls alone. */
  cpuSamples(region: string, queries: readonly MetricQuery[]): Promise<readonly MetricReading[]>;
}

export interface Metrics {
  /**
   * One reading for each query, in the order asked; a refused one has an incomplete series. The
   * first `freeCalls` queries are a GetMetricStatistics each, all others share GetMetricData calls
   * of 500, which are charged. Either way the readings are the same.
   */
  read(queries: readonly MetricQuery[], freeCalls: number): Promise<readonly MetricReading[]>;
  /** The same of what the owner publishes of notebooks, a free call for each query. */
  readNotebooks(queries: readonly NotebookQuery[]): Promise<readonly NotebookReading[]>;
}

/**
 * CloudWatch's metric alarms. None of these throws because AWS is out of reach: that is the fault
 * `no-answer`, since nothing but the wake-up would suffer from it.
 */
export interface Alarms {
  /**
   * Every metric alarm of every enabled Region: the free ones are the account's. Tags are read
   * only of alarms at home whose name begins as ours do.
   */
  list(): Promise<Family<Alarm>>;
  /** Makes the alarm, or replaces the one of that name: whoever calls knows that it is ours. */
  put(spec: AlarmSpec): Promise<Answer>;
  /** Deletes up to 100 alarms at home; a name that is not there any more is done. */
  remove(names: readonly string[]): Promise<Answer>;
}

/** A ledger item's place: partition key by writer and life, sort key within it. */
export interface LedgerKey {
  readonly partition: string;
  readonly sort: string;
}

/** An item as stored. `revision` grows with each write and is what conditions compare. */
export interface StoredItem {
  readonly key: LedgerKey;
  readonly item: LedgerItem;
  readonly revision: number;
  /** DynamoDB TTL; null for what never ages. */
  readonly expiresAt: Instant | null;
}

/** What must be so for a write to happen: nothing, no such item, or exactly this revision. */
export type Expectation = 'any' | 'absent' | { readonly revision: number };

/** Items of a newer schema version are seen, counted and never overwritten. */
export interface LedgerPage {
  readonly items: readonly StoredItem[];
  readonly newerSchema: number;
}

/** One DynamoDB table: conditional put and delete, get, query. All but a conflict throws. */
export interface LedgerStore {
  /** Always consistent. */
  get(key: LedgerKey): Promise<StoredItem | null>;
  /** All items of a partition whose sort key begins so. */
  query(
    partition: string,
    options: { readonly sortPrefix: string; readonly consistent: boolean },
  ): Promise<LedgerPage>;
  put(
    write: {
      readonly key: LedgerKey;
      readonly item: LedgerItem;
      readonly expiresAt: Instant | null;
    },
    expectation: Expectation,
  ): Promise<{ readonly written: true; readonly revision: number } | { readonly written: false }>;
  delete(key: LedgerKey, expectation: Expectation): Promise<{ readonly deleted: boolean }>;
}

/** A rendered message; the channel enforces its own limits by how it was rendered. */
export interface ChannelMessage {
  /** UTF-8, no line breaks or control characters, fewer than 100 characters. */
  readonly subject: string;
  /** Plain text for people. */
  readonly text: string;
  /** The same for machines: a JSON document. */
  readonly document: string;
  /** SNS message attributes, for filter policies. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The same for Slack; null where no channel wants it. */
  readonly slack: SlackMessage | null;
  /** The same in the schema of Amazon Q's custom notifications; null where nobody wants it. */
  readonly amazonQ: string | null;
  /** What the channel once called the message that this one goes on with. */
  readonly inReplyTo?: string | undefined;
}

/** At most 50 blocks: https://docs.slack.dev/reference/block-kit/blocks */
export interface SlackMessage {
  /** What a notification shows and a screen reader says. */
  readonly text: string;
  /** With buttons, for an app: somebody answers when they are pressed. */
  readonly blocks: readonly KnownBlock[];
  /** With links in their place, for a webhook. */
  readonly linked: readonly KnownBlock[];
  /** To be seen by all of a channel also where it goes on in a thread. */
  readonly urgent: boolean;
}

/** What a channel needs besides text and document. */
export type MessageForm = 'slack' | 'amazon-q';

/** `doubtful`: the call failed in a way that leaves open whether it was sent. */
export type SendResult =
  /** `ref` is what the channel calls the message, if it calls it anything. */
  | { readonly sent: 'accepted'; readonly ref?: string | undefined }
  | { readonly sent: 'refused'; readonly fault: Fault }
  | { readonly sent: 'doubtful'; readonly message: string };

export interface Channel {
  /** `sns`, `event-bridge`, `slack-webhook`, `slack-app`. */
  readonly name: string;
  readonly wants?: readonly MessageForm[] | undefined;
  readonly isForMachines?: true;
  send(message: ChannelMessage): Promise<SendResult>;
  /** Whether somebody has confirmed; null when it cannot be told. */
  hasConfirmedRecipient(): Promise<boolean | null>;
}

/** Where Slack takes what is to stand in the place of a message whose button was pressed. */
export interface SlackReplies {
  /** Gives up within 1.5 s, never throws for Slack or the network; false: not Slack's address. */
  reply(responseUrl: string, document: object): Promise<boolean>;
}

/** Everything a pass needs of the world. */
export interface Ports {
  readonly cloud: Cloud;
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  readonly ledger: LedgerStore;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
}

/** What the daily function has besides: it alone looks beyond the home Region. */
export interface DigestPorts extends Ports {
  readonly estate: Estate;
  readonly freeTier: FreeTier;
}
