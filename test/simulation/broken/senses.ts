/** Ports that do not see, read or hear what is there: for a product that breaks laws. */
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { complete } from '../../../src/lib/model/family.ts';
import type { Instance } from '../../../src/lib/model/instance.ts';

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
