/** Lists the whole Region, then reads what deciding names, until it needs nothing more. */
import type { Channel, Ports } from '../cloud/cloud.ts';
import { complete } from '../model/family.ts';
import type { Memory } from '../model/ledger.ts';
import { type Query, type Snapshot, UNASKED } from '../model/snapshot.ts';
import type { Scope } from '../model/wake.ts';

/**
 * Signals are asked one by one, then what a server looks like: more rounds than that is a fault.
 */
const MOST_ROUNDS = 12;

export interface Observation {
  readonly scope: Scope;
  readonly memory: Memory;
  /** What a decision about this snapshot would still need; empty when it needs nothing. */
  readonly nextQueries: (snapshot: Snapshot) => readonly Query[];
}

/** Observing asks the cloud, its metrics, alarms and channels; never the ledger. */
export interface Senses extends Omit<Ports, 'ledger' | 'alarms'> {
  readonly alarms: Pick<Ports['alarms'], 'list'>;
}

export async function observe(ports: Senses, observation: Observation): Promise<Snapshot> {
  let snapshot = await firstLook(ports, observation);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const queries = observation.nextQueries(snapshot);
    if (queries.length === 0) return snapshot;
    const answers = await Promise.all(queries.map((query) => read(ports, snapshot, query)));
    snapshot = Object.assign({}, snapshot, ...answers);
  }
  throw new Error(`observing asked for more after ${MOST_ROUNDS} rounds`);
}

async function firstLook(ports: Senses, { scope, memory }: Observation): Promise<Snapshot> {
  const { cloud, clock } = ports;
  const takenAt = clock.now();
  return {
    account: cloud.account,
    region: cloud.region,
    takenAt,
    scope,
    instances: await cloud.instances(),
    ...UNASKED,
    memory,
  };
}

async function read(
  { cloud, metrics, alarms, channels }: Senses,
  snapshot: Snapshot,
  query: Query,
): Promise<Partial<Snapshot>> {
  switch (query.kind) {
    case 'addresses':
      return { addresses: await cloud.addresses() };
    case 'volumes':
      return { volumes: await cloud.volumes(query.ids) };
    case 'backups':
      return { backups: await cloud.backups(query.ids) };
    case 'security-groups':
      return { securityGroups: await groups(cloud, snapshot, query.ids) };
    case 'load-balancer-targets':
      return { loadBalancerTargets: await cloud.loadBalancerTargets() };
    case 'spot-requests':
      return { spotRequests: await cloud.spotRequests(query.ids) };
    case 'instance-statuses':
      return { instanceStatuses: await cloud.instanceStatuses() };
    case 'notebooks':
      return { notebooks: await cloud.notebooks() };
    case 'notebook-metrics': {
      const readings = await metrics.readNotebooks(query.queries);
      return { notebookMetrics: [...snapshot.notebookMetrics, ...readings] };
    }
    case 'alarms':
      return { alarms: await alarms.list() };
    case 'confirmed-recipient':
      return { confirmedRecipient: await someoneConfirmed(channels) };
    case 'metrics':
      return {
        metrics: [...snapshot.metrics, ...(await metrics.read(query.queries, query.freeCalls))],
      };
  }
}

type Groups = Snapshot['securityGroups'];

/** Groups asked for are known afterwards, also those that AWS does not find any more. */
async function groups(
  cloud: Ports['cloud'],
  { securityGroups: known }: Snapshot,
  ids: Extract<Query, { kind: 'security-groups' }>['ids'],
): Promise<Groups> {
  if (ids.length === 0) return known.complete ? known : complete([]);
  const found = await cloud.securityGroups(ids);
  if (!found.complete) return found;
  const names = new Map(found.items.map((group) => [group.id, group]));
  const asked = ids.map((id) => names.get(id) ?? { id, name: '', tags: {}, ingress: [] });
  return complete([...(known.complete ? known.items : []), ...asked]);
}

/** One channel with somebody who has confirmed is enough. */
async function someoneConfirmed(channels: readonly Channel[]): Promise<boolean> {
  const answers = await Promise.all(channels.map((channel) => channel.hasConfirmedRecipient()));
  return answers.includes(true);
}
