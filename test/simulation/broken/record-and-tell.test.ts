/** Laws 2 and 3 find the product that forgets what it did, said or meant. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { complete } from '../../../src/lib/model/family.ts';
import type { InstanceId, NotebookName } from '../../../src/lib/model/ids.ts';
import { NOON } from '../../build/at.ts';
import { intentBeforeAction } from '../checkers/intent-before-action.ts';
import { keptIsTheHolders } from '../checkers/kept-is-the-holders.ts';
import { outcomesAreTrue } from '../checkers/outcomes-are-true.ts';
import { toldOnce } from '../checkers/told-once.ts';
import { losing } from '../tampered.ts';
import { type Story, verdicts } from './verdicts.ts';

const NOTHING_OPEN = { kind: 'exposures', lookedAt: NOON, asked: [], open: [] } as const;

const NIGHT: Story = {
  policy: 'nightly: { stop: "22:00" }',
  begins: '21:00',
  account: (setup) => setup.instance({ name: 'dev', load: steady() }),
  ends: '23:00',
};

describe('law 2, nothing is told twice', () => {
  test('finds a product that forgets what it has sent', async () => {
    const forgets = losing((item) => (item.kind === 'notice' ? { ...item, deliveries: [] } : item));
    const { honest, broken } = await verdicts(toldOnce, NIGHT, () => ({ ports: forgets }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/told again: sns about-to-stop/);
  });

  test('finds a product that forgets that the digest is out', async () => {
    const morning = { ...NIGHT, begins: '08:30', ends: '09:30' };
    const forgets = losing((item) => (item.kind === 'digest' ? null : item));
    const { honest, broken } = await verdicts(toldOnce, morning, () => ({ ports: forgets }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/told again: sns digest of 2026-11-02/);
  });
});

describe('law 2, what is kept of the ledger is the holder’s', () => {
  test('finds a product that writes what it remembers without the lease', async () => {
    const ownWay = (ports: Ports): Ports => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        put: async (write, expectation) => {
          const { item, key } = write;
          const result = await ports.ledger.put(write, expectation);
          if (item.kind !== 'lease' || item.holder !== null) return result;
          const late = { ...key, sort: 'exposures' };
          await ports.ledger.put({ key: late, item: NOTHING_OPEN, expiresAt: null }, 'any');
          return result;
        },
      },
    });
    const { honest, broken } = await verdicts(keptIsTheHolders, NIGHT, () => ({ ports: ownWay }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/clock-ticked wrote exposures without the lease/);
  });
});

/** The intent arrives in the ledger when the deed is done. */
function actsFirst(ports: Ports): Ports {
  const late: (() => Promise<unknown>)[] = [];
  return {
    ...ports,
    ledger: {
      ...ports.ledger,
      put: async (write, expectation) => {
        if (write.item.kind !== 'intent') return ports.ledger.put(write, expectation);
        late.push(() => ports.ledger.put(write, expectation));
        return { written: true, revision: 1 };
      },
    },
    cloud: {
      ...ports.cloud,
      power: async (call) => {
        const answers = await ports.cloud.power(call);
        for (const write of late.splice(0)) await write();
        return answers;
      },
    },
  };
}

const callsTwice = (ports: Ports): Ports => ({
  ...ports,
  cloud: {
    ...ports.cloud,
    power: async (call) => {
      await ports.cloud.power(call);
      return ports.cloud.power(call);
    },
  },
});

/** Each invocation has a lease of its own that nobody else can see. */
function takesNoLease(ports: Ports): Ports {
  let own: Awaited<ReturnType<Ports['ledger']['get']>> = null;
  return {
    ...ports,
    ledger: {
      ...ports.ledger,
      get: async (key) => (key.sort === 'lease' ? own : ports.ledger.get(key)),
      put: async (write, expectation) => {
        if (write.item.kind !== 'lease') return ports.ledger.put(write, expectation);
        own = { ...write, revision: (own?.revision ?? 0) + 1 };
        return { written: true, revision: own.revision };
      },
    },
  };
}

describe('law 3, no action without a recorded intent', () => {
  test.each([
    ['acts before it records', actsFirst, /stop dev .* without an intent/],
    ['calls twice for one intent', callsTwice, /stop dev .* without an intent/],
    ['takes no lease', takesNoLease, /stop dev .* without the lease/],
    [
      'records no outcome',
      losing((item) => (item.kind === 'outcomes' ? null : item)),
      /intent .* to stop power\/i-.* has no outcome/,
    ],
  ])('finds a product that %s', async (_, ports, says) => {
    const { honest, broken } = await verdicts(intentBeforeAction, NIGHT, () => ({ ports }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(says);
  });
});

/** The same, of notebooks. */
function believesItsNotebooks() {
  const asked = new Set<NotebookName>();
  return (ports: Ports): Ports => ({
    ...ports,
    cloud: {
      ...ports.cloud,
      notebookPower: async (_, name) => {
        asked.add(name);
        return { accepted: true };
      },
      notebooks: async () => {
        const seen = await ports.cloud.notebooks();
        if (!seen.complete) return seen;
        const asStopped = seen.items.map((notebook) =>
          asked.has(notebook.id) ? { ...notebook, status: 'Stopped' as const } : notebook,
        );
        return complete(asStopped);
      },
    },
  });
}

/** Takes the answer of a call for its outcome. */
function believesItself() {
  const asked = new Set<InstanceId>();
  return (ports: Ports): Ports => ({
    ...ports,
    cloud: {
      ...ports.cloud,
      power: async ({ instanceIds }) => {
        for (const id of instanceIds) asked.add(id);
        return new Map(instanceIds.map((id) => [id, { accepted: true }]));
      },
      instances: async () => {
        const seen = await ports.cloud.instances();
        if (!seen.complete) return seen;
        const asStopped = seen.items.map((instance) =>
          asked.has(instance.id) ? { ...instance, state: 'stopped' as const } : instance,
        );
        return complete(asStopped);
      },
    },
  });
}

describe('law 3, an outcome says what has been seen', () => {
  test('finds a product that takes the answer of a call for its outcome', async () => {
    const crime = { ports: believesItself() };
    const { honest, broken } = await verdicts(outcomesAreTrue, NIGHT, () => crime);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/says "stopped" of the stop of i-.*, and it was not/);
  });

  test('finds it of a notebook, too', async () => {
    const night: Story = {
      ...NIGHT,
      policy: 'notebooks: { nightly: { stop: "22:00" } }',
      account: (setup) => setup.notebook('tutorial'),
    };
    const crime = { ports: believesItsNotebooks() };
    const { honest, broken } = await verdicts(outcomesAreTrue, night, () => crime);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/says "stopped" of the stop of tutorial, and it was not/);
  });
});
