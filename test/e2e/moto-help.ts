/**
 * Where moto 5.2.5 does otherwise than AWS, and how the set-up makes up for it: each difference by
 * name, so that it can go on the day that moto does it right. The product knows none of them.
 *
 * Differences that need no help here:
 * - It stops and starts at once, and is never `stopping` or `pending`. A pass that has called sees
 *   the effect only with the next one all the same.
 * - Its metrics are counted in bins from StartTime, AWS's in periods of the clock. The adapter asks
 *   from a whole five minutes, and `measure` puts one datapoint into each.
 * - It dates `User initiated (…)` by this machine's clock. The stops here are the product's own,
 *   and those it dates by its ledger.
 * - A stopped instance does not show its Elastic IP. None that has one is stopped here.
 * - It measures nothing and sends no events: `measure` puts what CloudWatch would have measured,
 *   and each case hands over the events that AWS would have sent.
 */
import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DisassociateAddressCommand,
  type EC2Client,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Instant, toIso } from '../../src/lib/model/instant.ts';
import type { ApiCall, Mend } from './front.ts';

/** One Amazon Linux image of those that moto ships with. Most of the others are Windows. */
export const LINUX_IMAGE = 'ami-760aaa0f';

/** The public addresses in an answer, each with whoever owns it. */
const ASSOCIATION = /<association>.*?<\/association>/gs;

/**
 * An address that AWS assigns by itself belongs to `amazon`. moto gives all of them to the account,
 * which would make each an Elastic IP, and so each instance look like a server.
 */
const withOwners = (body: string, elasticIps: ReadonlySet<string>): string =>
  body.replace(ASSOCIATION, (association) => {
    const [, publicIp = ''] = /<publicIp>(.*?)<\/publicIp>/.exec(association) ?? [];
    if (elasticIps.has(publicIp)) return association;
    return association.replace(/<ipOwnerId>\d+</, '<ipOwnerId>amazon<');
  });

const INSTANCES = /<instancesSet>.*?<\/instancesSet>/gs;

/** LaunchTime is the time of the last start; moto leaves it at that of the launch. */
const withLaunchTimes = (body: string, startedAt: ReadonlyMap<string, Instant>): string =>
  body.replace(INSTANCES, (instance) => {
    const [, id = ''] = /<instanceId>(.*?)<\/instanceId>/.exec(instance) ?? [];
    const at = startedAt.get(id);
    if (at === undefined) return instance;
    return instance.replace(/<launchTime>.*?</, `<launchTime>${toIso(at)}<`);
  });

const NAMELESS_HOLDER =
  /(<networkInterfaceId>(eni-\w+)<\/networkInterfaceId>(?:(?!<instanceId).)*)<instanceId\/>/gs;

/** Associated by interface, an address names the instance all the same; in moto it does not. */
const withHolders = (body: string, holders: ReadonlyMap<string, string>): string =>
  body.replace(NAMELESS_HOLDER, (address, before: string, eni: string) => {
    const id = holders.get(eni);
    return id === undefined ? address : `${before}<instanceId>${id}</instanceId>`;
  });

/** Which instance has which interface, as a list of instances says. */
const holdersIn = (body: string): readonly (readonly [eni: string, id: string])[] =>
  (body.match(INSTANCES) ?? []).flatMap((instance) => {
    const [, id = ''] = /<instanceId>(.*?)<\/instanceId>/.exec(instance) ?? [];
    const [, eni] = /<networkInterfaceId>(.*?)<\/networkInterfaceId>/.exec(instance) ?? [];
    return eni === undefined ? [] : [[eni, id] as const];
  });

/** moto knows who has subscribed, and counts nobody as confirmed. */
const withConfirmed = (body: string, confirmed: number): string =>
  body.replace(
    /(<key>SubscriptionsConfirmed<\/key>\s*<value>)\d+/,
    (_, before: string) => `${before}${confirmed}`,
  );

const idsIn = ({ fields }: ApiCall): readonly string[] =>
  [...fields].flatMap(([name, value]) => (/^InstanceId\.\d+$/.test(name) ? [value] : []));

/** What the set-up knows and moto does not. */
export interface MotoHelp {
  readonly mend: Mend;
  /** The account's Elastic IPs; all other public addresses are AWS's own. */
  readonly elasticIps: Set<string>;
  /** How many have confirmed their subscription. */
  confirmed: number;
  /**
   * Shows an instance in every list under another id, which nothing else in moto knows: an instance
   * that EC2 still lists, and that is gone when somebody acts on it. moto has no other way to
   * forget one, since even a terminated instance can be stopped there. It is moto itself that
   * refuses the call, and the whole batch with it, as AWS does.
   */
  listAs(id: string, ghostId: string): void;
}

export function motoHelp(): MotoHelp {
  const elasticIps = new Set<string>();
  const startedAt = new Map<string, Instant>();
  const ghosts = new Map<string, string>();
  const holders = new Map<string, string>();
  const help: MotoHelp = {
    elasticIps,
    confirmed: 0,
    listAs: (id, ghostId) => void ghosts.set(id, ghostId),
    mend(call, body) {
      switch (call.action) {
        case 'StartInstances':
          for (const id of idsIn(call)) startedAt.set(id, call.at);
          return body;
        case 'DescribeAddresses':
          return withHolders(body, holders);
        case 'DescribeInstances': {
          for (const [eni, id] of holdersIn(body)) holders.set(eni, id);
          const mended = withLaunchTimes(withOwners(body, elasticIps), startedAt);
          return [...ghosts].reduce((text, [id, ghost]) => text.replaceAll(id, ghost), mended);
        }
        case 'GetTopicAttributes':
          return withConfirmed(body, help.confirmed);
        default:
          return body;
      }
    },
  };
  return help;
}

/** AWS frees the Elastic IP of an instance that is terminated; moto leaves it where it was. */
export async function terminate(ec2: EC2Client, instanceId: string): Promise<void> {
  const InstanceIds = [instanceId];
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  const interfaces = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? [];
  const enis = new Set(interfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId));
  const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
  for (const { AssociationId, NetworkInterfaceId } of Addresses) {
    if (!AssociationId || !enis.has(NetworkInterfaceId)) continue;
    await ec2.send(new DisassociateAddressCommand({ AssociationId }));
  }
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
}
