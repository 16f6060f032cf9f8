/** Ports with something wrong: each is a bug that the model must notice. */
import type { Answer, Ports } from '../../../src/lib/cloud/cloud.ts';
import { complete } from '../../../src/lib/model/family.ts';
import type { Instance } from '../../../src/lib/model/instance.ts';
import { minutes } from '../../../src/lib/model/instant.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';

/** Sees every instance a little differently from how it is. */
export const seeing =
  (change: (instance: Instance) => Partial<Instance>) =>
  (ports: Ports): Ports => ({
    ...ports,
    cloud: {
      ...ports.cloud,
      instances: async () => {
        const seen = await ports.cloud.instances();
        if (!seen.complete) return seen;
        return complete(seen.items.map((instance) => ({ ...instance, ...change(instance) })));
      },
    },
  });

/** What an owner wrote into the ledger is not read. */
export const blindTo =
  (kind: 'hold' | 'control') =>
  (ports: Ports): Ports => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      get: async (key) => (key.sort.startsWith(kind) ? null : ports.ledger.get(key)),
      query: async (partition, options) => {
        const page = await ports.ledger.query(partition, options);
        return { ...page, items: page.items.filter(({ item }) => item.kind !== kind) };
      },
    },
  });

export const deafToProtection = (ports: Ports): Ports => ({
  ...ports,
  cloud: { ...ports.cloud, stopProtection: async () => ({ protected: false }) },
});

/** Every call is answered, and none is made. */
export const idleHands = (ports: Ports): Ports => ({
  ...ports,
  cloud: {
    ...ports.cloud,
    power: async ({ instanceIds }) =>
      new Map(instanceIds.map((id): [typeof id, Answer] => [id, { accepted: true }])),
  },
});

/** The owner's policy without a word of warning in it. */
export const unwarned = (policy: Policy): Policy => ({
  ...policy,
  idle: { ...policy.idle, grace: minutes(0) },
  nightly: policy.nightly && { ...policy.nightly, warn: minutes(0) },
  schedules: Object.fromEntries(
    Object.entries(policy.schedules).map(([name, one]) => [name, { ...one, warn: minutes(0) }]),
  ),
});
