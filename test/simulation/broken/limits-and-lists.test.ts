/** Laws 5, 6, 7, 11 and 12 find the product that goes too far, too early or on half a list. */
import { describe, expect, test } from 'vitest';
import type { Ports, StoredItem } from '../../../src/lib/cloud/cloud.ts';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { complete } from '../../../src/lib/model/family.ts';
import { instant, minutes, plus } from '../../../src/lib/model/instant.ts';
import type { Limits, Policy } from '../../../src/lib/model/policy.ts';
import { graceIsKept } from '../checkers/grace-is-kept.ts';
import { limitsHold } from '../checkers/limits-hold.ts';
import { noEdgeBeforeAdoption } from '../checkers/no-edge-before-adoption.ts';
import { oneDecision } from '../checkers/one-decision.ts';
import { wholeListsOnly } from '../checkers/whole-lists-only.ts';
import { begin } from '../scenario.ts';
import { type Crime, type Story, verdicts } from './verdicts.ts';

const fleet =
  (size: number, load = steady()): Story['account'] =>
  (setup: Setup) => {
    for (let index = 1; index <= size; index += 1) setup.instance({ name: `box-${index}`, load });
  };

const NIGHT: Story = {
  policy: 'nightly: { stop: "22:00" }',
  begins: '21:00',
  account: fleet(1),
  ends: '23:00',
};

const limited = (limits: string): string => `nightly: { stop: "22:00" }\nlimits: { ${limits} }`;

interface Case {
  readonly what: string;
  readonly story: Story;
  readonly crime: Crime;
  readonly says: RegExp;
}

const withLimits =
  (limits: Partial<Limits>): Crime =>
  (_, { policy }) => ({ policy: { ...policy, limits: { ...policy.limits, ...limits } } });

const withPolicy =
  (change: (policy: Policy) => Partial<Policy>): Crime =>
  (_, { policy }) => ({ policy: { ...policy, ...change(policy) } });

describe('law 5, never more than the limits allow', () => {
  test.each<Case>([
    {
      what: 'does too much in an hour',
      story: { ...NIGHT, policy: limited('actionsPerHour: 2'), account: fleet(4) },
      crime: withLimits({ actionsPerHour: 100 }),
      says: /is over 2 an hour/,
    },
    {
      what: 'stops too many in a pass',
      story: { ...NIGHT, policy: limited('stopsPerPass: 2'), account: fleet(4) },
      crime: withLimits({ stopsPerPass: 50 }),
      says: /is over 2 stops a pass/,
    },
    {
      what: 'stops too much of the fleet for idleness',
      story: { begins: '12:00', account: fleet(8, DEAD), ends: '15:00' },
      crime: withLimits({ sharePercent: 100 }),
      says: /is over 50 % of the fleet/,
    },
    {
      what: 'stops again inside the cool-down',
      story: {
        policy: 'idle: { window: 30m, grace: 5m }',
        begins: '12:00',
        account: fleet(1, DEAD),
        ends: '15:00',
        deeds: (scenario) => scenario.at('13:00', (hands) => hands.start('box-1')),
      },
      crime: withLimits({ coolDown: minutes(0) }),
      says: /stop box-1 .* for the second time in the cool-down/,
    },
  ])('finds a product that $what', async ({ story, crime, says }) => {
    const { honest, broken } = await verdicts(limitsHold, story, crime);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(says);
  });
});

describe('law 6, an incomplete family never stops anything', () => {
  test('finds a product that acts on a list that was refused', async () => {
    const story = { ...NIGHT, denied: ['ec2:DescribeInstances'] };
    const { honest, broken } = await verdicts(wholeListsOnly, story, ({ account }) => ({
      ports: (ports: Ports): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            await ports.cloud.instances();
            return complete(account.instances.list());
          },
        },
      }),
    }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box-1 .* on an incomplete ec2:DescribeInstances/);
  });

  test('finds a product that takes absence from a list for an end', async () => {
    const story: Story = { ...NIGHT, account: fleet(2) };
    const { honest, broken } = await verdicts(wholeListsOnly, story, ({ account, now }) => ({
      ports: (ports: Ports): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            await ports.cloud.instances();
            const all = account.instances.list();
            return complete(now() % minutes(10) < minutes(5) ? all : all.slice(1));
          },
          volumes: async (ids) =>
            complete(
              ids.flatMap((id) => {
                const volume = account.volumes.get(id);
                return volume ? [{ ...volume, state: 'available', attachments: [] }] : [];
              }),
            ),
        },
      }),
    }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/vol-.* is called left by i-.*: running/);
  });
});

describe('law 7, every target gets exactly one decision', () => {
  test('finds a look that decides twice, and one that forgets somebody', async () => {
    const history = await begin(NIGHT).historyUntil('22:00');
    expect(oneDecision.check(history)).toEqual([]);
    const twice = history.looks.map((look) => ({
      ...look,
      decisions: look.decisions.flatMap((decision) => [decision, decision]),
    }));
    expect(oneDecision.check({ ...history, looks: twice })[0]?.says).toMatch(/got leave and leave/);
    const none = history.looks.map((look) => ({ ...look, decisions: [] }));
    const [forgotten] = oneDecision.check({ ...history, looks: none });
    expect(forgotten?.says).toMatch(/nothing was decided about power\/i-/);
  });
});

/** It is always so much later than it is. */
const ahead =
  (by: number): Crime =>
  () => ({
    ports: (ports) => ({
      ...ports,
      clock: { now: () => plus(ports.clock.now(), minutes(by)) },
    }),
  });

const believesInReaders: Crime = () => ({
  ports: (ports) => ({
    ...ports,
    channels: ports.channels.map((channel) => ({
      ...channel,
      hasConfirmedRecipient: async () => true,
    })),
  }),
});

describe('law 11, a warned stop comes no sooner than its grace', () => {
  const idle: Story = { begins: '12:00', account: fleet(1, DEAD), ends: '15:00' };

  test.each<Case>([
    {
      what: 'stops an idle one without its grace',
      story: idle,
      crime: withPolicy(({ idle: known }) => ({ idle: { ...known, grace: minutes(0) } })),
      says: /stop box-1 .* was not warned of in time/,
    },
    {
      what: 'stops for an edge that nobody was warned of',
      story: NIGHT,
      crime: withPolicy(({ nightly }) => ({
        nightly: nightly && { ...nightly, warn: minutes(0) },
      })),
      says: /stop box-1 .* was not warned of in time/,
    },
    {
      what: 'stops before the edge has come',
      story: NIGHT,
      crime: ahead(20),
      says: /stop box-1 .* before its edge/,
    },
    {
      what: 'warns where nobody listens',
      story: { ...idle, confirmed: false },
      crime: believesInReaders,
      says: /stop box-1 .* was not warned of in time/,
    },
  ])('finds a product that $what', async ({ story, crime, says }) => {
    const { honest, broken } = await verdicts(graceIsKept, story, crime);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(says);
  });
});

const LONG_AGO = instant(0);

function asIfAlwaysThere(stored: StoredItem): StoredItem {
  const { item } = stored;
  if (item.kind === 'activation') return { ...stored, item: { ...item, since: LONG_AGO } };
  if (item.kind === 'control') return { ...stored, item: { ...item, at: LONG_AGO } };
  if (item.kind !== 'instance' || item.schedule === null) return stored;
  const schedule = { ...item.schedule, adoptedAt: LONG_AGO, answeredEdge: null };
  return { ...stored, item: { ...item, schedule } };
}

/** Remembers to have been there all the time, and to have answered nothing. */
const wasAlwaysThere: Crime = () => ({
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      get: async (key) => {
        const stored = await ports.ledger.get(key);
        return stored && asIfAlwaysThere(stored);
      },
      query: async (partition, options) => {
        const page = await ports.ledger.query(partition, options);
        return { ...page, items: page.items.map(asIfAlwaysThere) };
      },
    },
  }),
});

const sinceTheAfternoon: Story['account'] = (setup) =>
  setup.instance({ name: 'box-1', load: steady() }, { since: setup.localTime(0, '15:00') });

describe('law 12, nothing is done for an edge before adoption', () => {
  test.each<Pick<Case, 'what' | 'story'>>([
    {
      what: 'before it was deployed',
      story: { ...NIGHT, account: sinceTheAfternoon, begins: '23:00', ends: '23:59' },
    },
    {
      what: 'of the time of a pause',
      story: {
        ...NIGHT,
        ends: '23:30',
        deeds: (scenario) => {
          scenario.control('21:30', { paused: true, mode: null });
          scenario.control('22:30', { paused: false, mode: null });
        },
      },
    },
    {
      what: 'of a schedule that the instance has only since',
      story: {
        ...NIGHT,
        policy: 'schedules: { night: { stopped: ["daily 22:00-07:00"] } }',
        deeds: (scenario) =>
          scenario.at('22:10', (hands) => hands.tag('box-1', 'tierkeeper:schedule', 'night')),
      },
    },
  ])('finds a product that answers an edge $what', async ({ story }) => {
    const { honest, broken } = await verdicts(noEdgeBeforeAdoption, story, wasAlwaysThere);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box-1 .* before we were there/);
  });
});
