/** Ports that say what is asked of them: by port and method, as both clouds implement them. */
import * as z from 'zod';
import type {
  Channel,
  DigestPorts,
  Estate,
  LedgerStore,
  Ports,
} from '../../src/lib/cloud/cloud.ts';
import type { FreeTier } from '../../src/lib/model/free-tier.ts';

/** Makes the call, or only looks on; `cloud.instances`, `ledger.put live`, `cloud.power stop`. */
export type Around = <Answer>(name: string, call: () => Answer) => Answer;

const Verb = z.union([z.object({ verb: z.string() }).transform(({ verb }) => verb), z.string()]);
const Queries = z.tuple([z.array(z.unknown()), z.number()]);

/** Free are as many as it may ask for one by one; the rest is charged. */
function shareOf([queries, freeCalls]: z.output<typeof Queries>): string {
  if (queries.length === 0) return 'nothing';
  if (freeCalls === 0) return 'charged';
  return queries.length > freeCalls ? 'free and charged' : 'free';
}

/** Of a partition, a key or a write: asked of most calls, so that no schema is in the way. */
function partitionOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  if (typeof asked === 'object' && asked !== null) {
    if ('partition' in asked) return partitionOf(asked.partition);
    if ('key' in asked) return partitionOf(asked.key);
  }
  throw new TypeError('the ledger is asked for no partition');
}

/** `live` of `live#123456789012#ap-northeast-2`. */
function kindOf(partition: string): string {
  const end = partition.indexOf('#');
  return end === -1 ? partition : partition.slice(0, end);
}

/** What an action or a condition of a role hangs on, besides the method. */
function detailOf(name: string, args: readonly unknown[]): string {
  if (name.startsWith('ledger.')) return ` ${kindOf(partitionOf(args[0]))}`;
  if (name === 'cloud.power' || name === 'cloud.notebookPower') return ` ${Verb.parse(args[0])}`;
  return name === 'metrics.read' ? ` ${shareOf(Queries.parse(args))}` : '';
}

function watched<Port extends object>(port: Port, name: string, around: Around): Port {
  return new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || typeof key !== 'string') return member;
      return (...args: readonly unknown[]) => {
        const method = `${name}.${key}`;
        const call = (): unknown => Reflect.apply(member, target, args);
        return around(method + detailOf(method, args), call);
      };
    },
  });
}

export const watchedLedger = (ledger: LedgerStore, around: Around): LedgerStore =>
  watched(ledger, 'ledger', around);

export const watchedChannels = (channels: readonly Channel[], around: Around): readonly Channel[] =>
  channels.map((channel) => watched(channel, channel.name, around));

/** Whatever Region it is: `estate.databases`. */
export function watchedEstate(estate: Estate, around: Around): Estate {
  const { regions, savingsPlans, starts, cpuSamples } = watched(estate, 'estate', around);
  const { home } = estate;
  return {
    home,
    regions,
    savingsPlans,
    starts,
    cpuSamples,
    in: (region) => watched(estate.in(region), 'estate', around),
  };
}

export const watchedFreeTier = (freeTier: FreeTier, around: Around): FreeTier =>
  watched(freeTier, 'freeTier', around);

export const watchedPorts = (ports: Ports, around: Around): Ports => ({
  clock: ports.clock,
  cloud: watched(ports.cloud, 'cloud', around),
  metrics: watched(ports.metrics, 'metrics', around),
  alarms: watched(ports.alarms, 'alarms', around),
  ledger: watchedLedger(ports.ledger, around),
  channels: watchedChannels(ports.channels, around),
});

export const watchedDigestPorts = (ports: DigestPorts, around: Around): DigestPorts => ({
  ...watchedPorts(ports, around),
  estate: watchedEstate(ports.estate, around),
  freeTier: watchedFreeTier(ports.freeTier, around),
});
