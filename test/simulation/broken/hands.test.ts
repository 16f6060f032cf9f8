/** Laws 4, 8 and 9 find the product that lays hands on what it must leave alone. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { associate } from '../../../src/lib/cloud/simulated/address-calls.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { terminate } from '../../../src/lib/cloud/simulated/power-calls.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { complete } from '../../../src/lib/model/family.ts';
import { hours, minutes } from '../../../src/lib/model/instant.ts';
import { handsOff } from '../checkers/hands-off.ts';
import { nothingDestroyed } from '../checkers/nothing-destroyed.ts';
import { observeTouchesNothing } from '../checkers/observe-touches-nothing.ts';
import { begin, type Scenario } from '../scenario.ts';
import { blindTo, deafToProtection, seeing } from './senses.ts';
import { type Story, verdicts } from './verdicts.ts';

const NIGHT = { policy: 'nightly: { stop: "22:00" }', begins: '21:00', ends: '23:00' };

const blindToTags = seeing(() => ({ tags: {} }));

const blindToSpot = (ports: Ports): Ports => ({
  ...ports,
  cloud: {
    ...ports.cloud,
    spotRequests: async (ids) => complete(ids.map((id) => ({ id, type: 'persistent' }))),
  },
});

const one =
  (spec: Partial<Parameters<Setup['instance']>[0]>): Story['account'] =>
  (setup) =>
    setup.instance({ name: 'box', load: steady(), ...spec });

const group: Story['account'] = (setup) =>
  setup.autoScalingGroup({ name: 'workers', size: 1, member: { name: 'box', load: steady() } });

const tagged = (key: string, value: string) => one({ tags: { [key]: value } });

const holds = (scenario: Scenario): void =>
  scenario.at('21:50', (hands) =>
    hands.hold('box', { want: 'leave', why: 'release', lasts: hours(8), postpones: false }),
  );

interface Case extends Pick<Story, 'account' | 'deeds'> {
  readonly what: string;
  readonly ports: (ports: Ports) => Ports;
  readonly because: string;
}

describe('law 4, no power action on what is not ours, protected or held', () => {
  test.each<Case>([
    {
      what: 'kept',
      account: tagged('tierkeeper:keep', ''),
      ports: blindToTags,
      because: 'tierkeeper:keep',
    },
    {
      what: 'ignored',
      account: tagged('tierkeeper:ignore', 'yes'),
      ports: blindToTags,
      because: 'tierkeeper:ignore',
    },
    {
      what: 'held by its tag',
      account: tagged('tierkeeper:hold-until', '2026-11-03'),
      ports: blindToTags,
      because: 'tierkeeper:hold-until',
    },
    {
      what: 'held by a tag that nobody can read',
      account: tagged('tierkeeper:hold-until', 'next week'),
      ports: blindToTags,
      because: 'tierkeeper:hold-until, which nobody can read',
    },
    {
      what: 'of an Auto Scaling group',
      account: group,
      ports: blindToTags,
      because: 'aws:autoscaling:groupName',
    },
    {
      what: 'lent for once',
      account: one({ spot: 'one-time' }),
      ports: blindToSpot,
      because: 'a one-time spot request',
    },
    {
      what: 'run by AWS',
      account: one({ operator: { managed: true, principal: 'eks.amazonaws.com' } }),
      ports: seeing(() => ({ operator: { managed: false, principal: null } })),
      because: 'Operator.Managed',
    },
    {
      what: 'on an instance store',
      account: one({ type: 'm3.medium', rootDevice: 'instance-store' }),
      ports: seeing(() => ({ rootDevice: 'ebs', type: 't3.micro' })),
      because: 'an instance-store root',
    },
    {
      what: 'stop-protected',
      account: one({ stopProtected: true }),
      ports: deafToProtection,
      because: 'DisableApiStop',
    },
    {
      what: 'held by a link',
      account: one({}),
      deeds: holds,
      ports: blindTo('hold'),
      because: 'a hold in the ledger',
    },
    {
      what: 'paused with all others',
      account: one({}),
      deeds: (scenario) => scenario.control('21:50', { paused: true, mode: null }),
      ports: blindTo('control'),
      because: 'a pause',
    },
  ])('finds a product that stops what is $what', async ({ ports, because, ...story }) => {
    const { honest, broken } = await verdicts(handsOff, { ...NIGHT, ...story }, () => ({ ports }));
    expect(honest).toEqual([]);
    expect(broken[0]).toContain('stop box');
    expect(broken[0]).toContain(`in spite of ${because}`);
  });

  test('finds a product that stops what has only just started', async () => {
    const story: Story = {
      ...NIGHT,
      policy: 'nightly: { stop: "22:00" }\nminimumUptime: 12h',
      account: (setup) =>
        setup.instance({ name: 'box', load: steady() }, { since: setup.localTime(0, '19:00') }),
    };
    const { honest, broken } = await verdicts(handsOff, story, (_world, { policy }) => ({
      policy: { ...policy, minimumUptime: minutes(1) },
    }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box .* in spite of its youth/);
  });
});

describe('law 8, observe changes nothing', () => {
  test('finds a product that acts where it was told to observe', async () => {
    const story = { ...NIGHT, policy: `mode: observe\n${NIGHT.policy}`, account: one({}) };
    const { honest, broken } = await verdicts(observeTouchesNothing, story, (_, { policy }) => ({
      policy: { ...policy, mode: 'act' },
    }));
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box .* while observing/);
  });

  test('finds a product whose schedule acts although that rule is to observe', async () => {
    const policy = `modes: { schedule: observe }\n${NIGHT.policy}`;
    const story = { ...NIGHT, policy, account: one({}) };
    const { honest, broken } = await verdicts(
      observeTouchesNothing,
      story,
      (_, { policy: own }) => ({
        policy: { ...own, modes: { ...own.modes, schedule: 'act' } },
      }),
    );
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box .* while observing/);
  });

  test("finds a product that does not heed the owner's switch to observe", async () => {
    const story: Story = {
      ...NIGHT,
      account: one({}),
      deeds: (scenario) => scenario.control('21:50', { paused: false, mode: 'observe' }),
    };
    const crime = { ports: blindTo('control') };
    const { honest, broken } = await verdicts(observeTouchesNothing, story, () => crime);
    expect(honest).toEqual([]);
    expect(broken[0]).toMatch(/stop box .* while observing/);
  });
});

const STRANGER = {
  kind: 'invocation',
  lambda: 'clock-ticked',
  requestId: 'stranger',
  attempt: 1,
} as const;

/** An address of its own pushed onto a seat that another one has, or one taken from its holder. */
function seatsOn(world: World, allocationName: string): void {
  const instance = world.account.instances.list().find(({ tags }) => tags['Name'] === 'box');
  const eni = instance?.interfaces[0];
  const privateIpAddress = eni?.privateAddresses[0]?.address;
  if (eni === undefined || privateIpAddress === undefined) throw new Error('box has no seat');
  associate(world.account, {
    allocationId: world.account.identity.allocation(allocationName),
    place: { networkInterfaceId: eni.id, privateIpAddress },
    allowReassociation: true,
    actor: STRANGER,
  });
}

describe('law 9, nothing is destroyed or taken away', () => {
  const account: Story['account'] = (setup) => {
    setup.instance({ name: 'box' });
    setup.instance({ name: 'other' });
    setup.address('box-ip', { on: 'box' });
    setup.address('other-ip', { on: 'other' });
    setup.address('spare-ip');
  };

  test.each<[string, (world: World, scenario: Scenario) => void, RegExp]>([
    [
      'terminates',
      ({ account: all }, { idOf }) => terminate(all, { id: idOf('box'), actor: STRANGER }),
      /terminate box/,
    ],
    [
      'takes an address',
      (world) => seatsOn(world, 'other-ip'),
      /associate .* took an address away/,
    ],
    [
      'pushes an address off its seat',
      (world) => seatsOn(world, 'spare-ip'),
      /associate .* took an address away/,
    ],
  ])('finds a product that %s', async (_, crime, says) => {
    const scenario = begin({ account });
    expect(nothingDestroyed.check(await scenario.historyUntil('12:30'))).toEqual([]);
    crime(scenario.world, scenario);
    const [violation] = nothingDestroyed.check(await scenario.historyUntil('12:31'));
    expect(violation?.says).toMatch(says);
  });
});
