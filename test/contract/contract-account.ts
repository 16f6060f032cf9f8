/** What a case may do besides calling the ports: the things an owner does, on either cloud. */
import type { Alarms, Cloud, Estate, Metrics } from '../../src/lib/cloud/cloud.ts';
import type { Address } from '../../src/lib/model/address.ts';
import type { Family } from '../../src/lib/model/family.ts';
import type {
  AllocationId,
  InstanceId,
  SecurityGroupId,
  SnapshotId,
  VolumeId,
} from '../../src/lib/model/ids.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { Instant } from '../../src/lib/model/instant.ts';
import type { Association } from '../../src/lib/model/intent.ts';
import type { IngressRule, SpotRequest } from '../../src/lib/model/network.ts';
import type { NotebookMetric } from '../../src/lib/model/policy.ts';
import type { Volume } from '../../src/lib/model/volume.ts';

/** By the API, not by the console: that is what decides DeleteOnTermination. */
export interface LaunchRequest {
  readonly name: string;
  readonly type?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** A second disk; left out, the flag is the API's default. */
  readonly dataVolume?: { readonly sizeGiB: number; readonly deleteOnTermination?: boolean };
  readonly securityGroupIds?: readonly SecurityGroupId[];
  readonly spot?: SpotRequest['type'];
}

export interface OwnersAlarm {
  readonly name: string;
  /** Absent: at home. */
  readonly region?: string;
  readonly metrics?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export type PublishedName = Pick<NotebookMetric, 'namespace' | 'name' | 'dimension'>;

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface ContractAccount {
  readonly cloud: Cloud;
  readonly metrics: Metrics;
  /** As the daily sweep asks, in any Region. */
  readonly cpuSamples: Estate['cpuSamples'];
  readonly alarms: Alarms;
  /** Running when it returns. */
  launch(request: LaunchRequest): Promise<InstanceId>;
  terminate(id: InstanceId): Promise<void>;
  /** Until nothing is pending, stopping or shutting down any more. */
  settle(): Promise<void>;
  /** Sets DisableApiStop. */
  protect(id: InstanceId): Promise<void>;
  attachNewVolume(id: InstanceId, of: { type: string; sizeGiB: number }): Promise<VolumeId>;
  /** A snapshot of a volume, finished when it returns. */
  backUp(id: VolumeId): Promise<SnapshotId>;
  allocate(name: string): Promise<AllocationId>;
  openGroup(name: string, ingress: readonly IngressRule[]): Promise<SecurityGroupId>;
  /** Registers it with a target group of that name. */
  register(group: string, id: InstanceId): Promise<void>;
  /** A SageMaker notebook instance, an `ml.t3.medium`; in service when it returns. */
  createNotebook(name: string, tags?: Readonly<Record<string, string>>): Promise<void>;
  /** An hour of five-minute values that a script of the owner's publishes, and which hour. */
  publishUse(name: string, metric: PublishedName): Promise<Span>;
  /** An alarm of the owner's own: that so many metrics together stay low. */
  putAlarm(alarm: OwnersAlarm): Promise<void>;
  /** Lets it work hard for an hour, and says which one; it has been measured by then. */
  work(id: InstanceId): Promise<Span>;
}

/** Where an emulator does other than AWS, and how that is known. */
export interface Difference {
  readonly why: string;
  readonly source: string;
  /** What it does instead; the day that it stops doing so, the difference can go. */
  readonly instead: (account: ContractAccount) => Promise<void>;
}

export interface ContractCase {
  /** What AWS does. */
  readonly name: string;
  readonly run: (account: ContractAccount) => Promise<void>;
  readonly moto?: Difference;
}

export function itemsOf<T>(family: Family<T>): readonly T[] {
  if (family.complete) return family.items;
  throw new Error(`the family is incomplete: ${family.fault.message}`);
}

function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`there is no ${what}`);
  return thing;
}

export const instanceOf = async ({ cloud }: ContractAccount, id: InstanceId): Promise<Instance> =>
  found(
    itemsOf(await cloud.instances()).find((one) => one.id === id),
    id,
  );

export const addressOf = async ({ cloud }: ContractAccount, id: AllocationId): Promise<Address> =>
  found(
    itemsOf(await cloud.addresses()).find(({ allocationId }) => allocationId === id),
    id,
  );

export const volumesOf = async (
  { cloud }: ContractAccount,
  ids: readonly VolumeId[],
): Promise<readonly Volume[]> => itemsOf(await cloud.volumes(ids));

/** The address on the instance's first interface. */
export async function associationFor(
  account: ContractAccount,
  allocationId: AllocationId,
  id: InstanceId,
): Promise<Association> {
  const [first] = (await instanceOf(account, id)).interfaces;
  const { publicIp } = await addressOf(account, allocationId);
  const there = found(first, `interface of ${id}`);
  const privateIpAddress = found(there.privateAddresses[0], `address of ${there.id}`).address;
  return { allocationId, publicIp, networkInterfaceId: there.id, privateIpAddress };
}

/** Stops or starts, and waits for what came of it. */
export async function powerAndSettle(
  account: ContractAccount,
  verb: 'stop' | 'start',
  ids: readonly InstanceId[],
) {
  const answers = await account.cloud.power({ verb, instanceIds: ids, hibernate: false });
  await account.settle();
  return answers;
}
