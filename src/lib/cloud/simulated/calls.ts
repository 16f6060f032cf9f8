/** The Cloud port for one caller: what AWS would answer, refusals and lost answers included. */
import { complete, type Family } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import type { InstanceId, VolumeId } from '../../model/ids.ts';
import type { EbsSnapshot } from '../../model/image.ts';
import type { Association } from '../../model/intent.ts';
import type { Answer, Cloud, PowerCall } from '../cloud.ts';
import { answered, circumstancesOf } from './account.ts';
import { associate } from './address-calls.ts';
import { stockOf } from './estate.ts';
import { statusFamily } from './health.ts';
import { listNotebooks, powerNotebook } from './notebooks.ts';
import { start, stop } from './power-calls.ts';
import { type Caller, read, readFamily } from './read.ts';
import { noSuchInstance } from './refusals.ts';
import type { Table } from './table.ts';

const POWER_OPERATION = { stop: 'ec2:StopInstances', start: 'ec2:StartInstances' } as const;

const ACCEPTED: Answer = { accepted: true };

const answerOf = (refused: Fault | null): Answer =>
  refused === null ? ACCEPTED : { accepted: false, fault: refused };

function familyReader(caller: Caller) {
  return {
    all: <Id, Row>(operation: string, table: Table<Id, Row>): Promise<Family<Row>> =>
      readFamily(caller, operation, () =>
        caller.mishaps.readsStale() ? table.staleFamily() : table.family(),
      ),
    some: <Id, Row>(
      operation: string,
      table: Table<Id, Row>,
      ids: readonly Id[],
    ): Promise<Family<Row>> =>
      readFamily(caller, operation, () => complete(ids.flatMap((id) => table.get(id) ?? []))),
    /** What is made of a table's list, as stale as that. */
    of: <Id, Row, Item>(
      operation: string,
      table: Table<Id, Row>,
      made: (listed: Family<Row>) => Family<Item>,
    ): Promise<Family<Item>> =>
      readFamily(caller, operation, () =>
        made(caller.mishaps.readsStale() ? table.staleFamily() : table.family()),
      ),
  };
}

/** What is wrong with one id refuses that id alone. */
function powerOne(
  { account, gate, mishaps }: Caller,
  call: PowerCall & { readonly answerLost: boolean },
  id: InstanceId,
): Fault | null {
  const { verb, hibernate, answerLost } = call;
  const { actor } = gate;
  const mishap = mishaps.wrongState(id, verb === 'stop' ? 'stopped' : 'started');
  if (mishap !== null) {
    const before = circumstancesOf(account, id);
    return answered(account, { actor, verb, on: id, before }, mishap);
  }
  const request = { id, actor, answerLost };
  return verb === 'stop' ? stop(account, { ...request, hibernate }) : start(account, request);
}

function refuseAll(caller: Caller, call: PowerCall, refused: Fault): Map<InstanceId, Answer> {
  const { account, gate } = caller;
  for (const id of call.instanceIds) {
    const before = circumstancesOf(account, id);
    answered(account, { actor: gate.actor, verb: call.verb, on: id, before }, refused);
  }
  return new Map(call.instanceIds.map((id) => [id, answerOf(refused)]));
}

function power(caller: Caller, call: PowerCall): Promise<ReadonlyMap<InstanceId, Answer>> {
  const answerLost = caller.mishaps.losesAnswer();
  return caller.gate.call({
    to: 'ec2',
    answerLost,
    work: () => {
      const refused = caller.mishaps.refusalOfWrite(POWER_OPERATION[call.verb]);
      if (refused !== null) return refuseAll(caller, call, refused);
      const one = (id: InstanceId): Fault | null => powerOne(caller, { ...call, answerLost }, id);
      return new Map([...new Set(call.instanceIds)].map((id) => [id, answerOf(one(id))]));
    },
  });
}

function associateFor(caller: Caller, association: Association): Promise<Answer> {
  const { account, gate, mishaps } = caller;
  const { allocationId, networkInterfaceId, privateIpAddress } = association;
  const answerLost = mishaps.losesAnswer();
  const { actor } = gate;
  return gate.call({
    to: 'ec2',
    answerLost,
    work: () => {
      const refused = mishaps.refusalOfWrite('ec2:AssociateAddress');
      if (refused !== null) {
        const call = { actor, verb: 'associate' as const, on: allocationId, before: null };
        return answerOf(answered(account, call, refused));
      }
      const place = { networkInterfaceId, privateIpAddress };
      const request = { allocationId, place, allowReassociation: false, actor, answerLost };
      return answerOf(associate(account, request));
    },
  });
}

const stopProtection = (caller: Caller, id: InstanceId): ReturnType<Cloud['stopProtection']> =>
  read<{ readonly protected: boolean } | { readonly fault: Fault }>(caller, {
    operation: 'ec2:DescribeInstanceAttribute',
    found: () => {
      const before = circumstancesOf(caller.account, id);
      return before === null ? { fault: noSuchInstance(id) } : { protected: before.stopProtected };
    },
    refused: (fault) => ({ fault }),
  });

const backupsOf = (caller: Caller, ids: readonly VolumeId[]): Promise<Family<EbsSnapshot>> =>
  readFamily(caller, 'ec2:DescribeSnapshots', () => {
    const { snapshots } = stockOf(caller.account, caller.account.region);
    return complete(
      snapshots.filter(({ volumeId }) => volumeId !== null && ids.includes(volumeId)),
    );
  });

export function createCloud(caller: Caller): Cloud {
  const { account } = caller;
  const { all, some, of } = familyReader(caller);
  return {
    account: account.id,
    region: account.region,
    instances: () => all('ec2:DescribeInstances', account.instances),
    addresses: () => all('ec2:DescribeAddresses', account.addresses),
    volumes: (ids) => some('ec2:DescribeVolumes', account.volumes, ids),
    backups: (ids) => backupsOf(caller, ids),
    securityGroups: (ids) => some('ec2:DescribeSecurityGroups', account.securityGroups, ids),
    loadBalancerTargets: () =>
      all('elasticloadbalancing:DescribeTargetHealth', account.loadBalancerTargets),
    spotRequests: (ids) => some('ec2:DescribeSpotInstanceRequests', account.spotRequests, ids),
    instanceStatuses: () =>
      of('ec2:DescribeInstanceStatus', account.instances, (listed) =>
        statusFamily(account, listed),
      ),
    notebooks: () => listNotebooks(caller),
    notebookPower: (verb, name) => powerNotebook(caller, verb, name),
    stopProtection: (id) => stopProtection(caller, id),
    power: (call) => power(caller, call),
    associate: (association) => associateFor(caller, association),
  };
}
