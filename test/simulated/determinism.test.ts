import { describe, expect, test } from 'vitest';
import { FIVE_DAYS, randomAccount } from '../../src/lib/cloud/simulated/accounts/random.ts';
import { seoul } from '../../src/lib/cloud/simulated/accounts/seoul.ts';
import type { FaultPreset } from '../../src/lib/cloud/simulated/faults.ts';
import type { Handler } from '../../src/lib/cloud/simulated/lambdas.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { createWorld, type World } from '../../src/lib/cloud/simulated/world.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import {
  type Duration,
  days,
  hours,
  instant,
  minus,
  minutes,
  plus,
} from '../../src/lib/model/instant.ts';
import { SEOUL_PRICES } from './prices.ts';

const START = instant(Date.UTC(2026, 9, 31, 15));

interface Options {
  readonly seed: number;
  readonly faults?: FaultPreset;
  readonly setup?: (setup: Setup) => void;
  readonly lasts?: Duration;
}

/** A controller that looks, and one that stops whatever it can. */
const looks: Handler = async (_document, { ports }) => {
  await ports.cloud.instances();
};
const stopsAll: Handler = async (_document, { ports }) => {
  const list = await ports.cloud.instances();
  const running = list.complete ? list.items.filter(({ state }) => state === 'running') : [];
  const instanceIds = running.map(({ id }) => id);
  await ports.cloud.power({ verb: 'stop', instanceIds, hibernate: false });
};

async function history(options: Options, handler: Handler | null): Promise<World> {
  const { seed, faults = 'heavy', setup = randomAccount(FIVE_DAYS), lasts = days(5) } = options;
  const world = createWorld({
    seed,
    startAt: START,
    account: idOf(isAccountId, '123456789012'),
    region: 'ap-northeast-2',
    zone: 'Asia/Seoul',
    faults,
    accountSetup: setup,
  });
  if (handler) {
    world.lambdas.deploy({ name: 'sweep', timeout: minutes(2), handler });
    world.scheduler.schedule({ name: 'tick', lambda: 'sweep', when: { every: minutes(15) } });
  }
  await world.run(plus(START, lasts));
  return world;
}

const textOf = (world: World): string => JSON.stringify(world.journal.entries);

const byPeople = (world: World) =>
  world.journal
    .of('call')
    .filter(({ actor }) => actor.kind === 'person')
    .map(({ at, actor, verb, on }) => ({ at, actor, verb, on }));

const seeds = [1, 2, 3, 4, 5, 6];

describe('a history', () => {
  test.each(seeds)('of seed %i is the same byte for byte', async (seed) => {
    const first = await history({ seed }, stopsAll);
    const second = await history({ seed }, stopsAll);
    expect(textOf(first)).toBe(textOf(second));
    const bills = [first, second].map((one) => one.bill(SEOUL_PRICES, START, one.now()));
    expect(bills[0]).toEqual(bills[1]);
  });

  test('of another seed is another one', async () => {
    expect(textOf(await history({ seed: 1 }, looks))).not.toBe(
      textOf(await history({ seed: 2 }, looks)),
    );
  });

  test.each(seeds)('of seed %i has the same people, whatever the controller does', async (seed) => {
    const alone = byPeople(await history({ seed }, null));
    expect(alone.length).toBeGreaterThan(0);
    expect(byPeople(await history({ seed }, looks))).toEqual(alone);
    const stopped = byPeople(await history({ seed }, stopsAll));
    expect(new Set(stopped.map(({ at, verb }) => `${at} ${verb}`))).toEqual(
      new Set(alone.map(({ at, verb }) => `${at} ${verb}`)),
    );
  });

  test('has the same load, whatever the controller does', async () => {
    const options = { seed: 3, faults: 'none', setup: seoul } as const;
    const worlds = await Promise.all([history(options, null), history(options, looks)]);
    const loads = await Promise.all(
      worlds.map((world) => {
        const actor = { kind: 'person', name: 'reader' } as const;
        const range = { from: minus(world.now(), hours(48)), to: world.now() };
        const queries = world.account.instances.list().map(({ id }) => {
          return { instanceId: id, metric: 'CPUUtilization' as const, ...range };
        });
        const readings = world.portsFor(actor).metrics.read(queries, 1_000);
        return world.run(plus(world.now(), minutes(1))).then(() => readings);
      }),
    );
    expect(loads[0]).toEqual(loads[1]);
    expect(loads[0]?.length).toBeGreaterThan(5);
  });

  test('has the same load where a machine runs, though another controller stopped it', async () => {
    const setup = (account: Setup): void => {
      account.instance({ name: 'box', load: { ...OFFICE, zone: account.zone } });
      const at = account.localTime(0, '10:00');
      account.person('mina', [{ at, does: (hands) => hands.start('box') }]);
    };
    const stopsOnce: Handler = async (document, context) => {
      if (context.ports.clock.now() < plus(START, hours(1))) await stopsAll(document, context);
    };
    const options = { seed: 3, faults: 'none', setup, lasts: hours(16) } as const;
    const cpu = async (handler: Handler) => {
      const world = await history(options, handler);
      const [box] = world.account.instances.list();
      if (box === undefined) throw new Error('no instance');
      const from = plus(START, hours(11));
      const query = {
        instanceId: box.id,
        metric: 'CPUUtilization' as const,
        from,
        to: world.now(),
      };
      const reading = world
        .portsFor({ kind: 'person', name: 'reader' })
        .metrics.read([query], 1_000);
      await world.run(plus(world.now(), minutes(1)));
      return (await reading).map(({ series }) => series);
    };
    expect(await cpu(stopsOnce)).toEqual(await cpu(looks));
  });
});

const OFFICE = {
  shape: 'office',
  from: 540,
  to: 1_140,
  effort: { cpuPercent: 30, networkBytesPerMinute: 1_000_000, ebsOperationsPerSecond: 5 },
} as const;
