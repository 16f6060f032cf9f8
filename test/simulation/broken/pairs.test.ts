/**
 * Laws 1 and 2 find the product that needs its events, or that a repetition or a crash confuses.
 */
import { describe, expect, test } from 'vitest';
import type { FaultOptions } from '../../../src/lib/cloud/simulated/faults.ts';
import type { Handler } from '../../../src/lib/cloud/simulated/lambdas.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { itemsOf } from '../../../src/lib/model/family.ts';
import { days, plus, seconds } from '../../../src/lib/model/instant.ts';
import type { Delivery, LedgerItem } from '../../../src/lib/model/ledger.ts';
import { busyNight, cutOff } from '../busy-night.ts';
import { crashConverges, crashIsNoSecret } from '../checkers/crash-converges.ts';
import { eventsDoNotMatter } from '../checkers/events-do-not-matter.ts';
import type { PairLaw } from '../checkers/law.ts';
import { twiceIsOnce } from '../checkers/twice-is-once.ts';
import { begin, type Scenario } from '../scenario.ts';
import { losing, tamper } from '../tampered.ts';

type Crime = (scenario: Scenario) => void;

const honest: Crime = () => {};

/** A night with and without faults; somebody launches something, so that there are events. */
async function nightsApart(law: PairLaw, faults: Partial<FaultOptions>, crime: Crime) {
  const nights = [{}, faults].map((faultsOfNight) => {
    const night = begin({
      policy: 'nightly: { stop: "22:00" }',
      begins: '21:00',
      account: (setup) => setup.instance({ name: 'box', load: steady() }),
      faults: faultsOfNight,
    });
    crime(night);
    for (const time of ['21:46', '21:52', '22:03']) {
      night.at(time, (hands) => hands.launch({ name: 'trial' }));
    }
    return night.historyUntil('23:00');
  });
  const [calm, other] = await Promise.all(nights);
  if (calm === undefined || other === undefined) throw new Error('two nights are two');
  return law.check(calm, other).map(({ says }) => says);
}

const ticked =
  (handler: Handler): Crime =>
  ({ world }) =>
    world.lambdas.deploy({ name: 'clock-ticked', timeout: seconds(120), handler });

const hearsNoClock = ticked(async () => {});

/** On becomes off and off becomes on, whatever anybody wants. */
const turnsOver = ticked(async (_, { ports: { cloud } }) => {
  for (const { id, state } of itemsOf(await cloud.instances())) {
    const verb = state === 'running' ? 'stop' : 'start';
    await cloud.power({ verb, instanceIds: [id], hibernate: false });
  }
});

describe('law 1, events do not matter', () => {
  test('finds a product that is woken by events alone', async () => {
    const faults = { eventLost: 1 };
    expect(await nightsApart(eventsDoNotMatter, faults, honest)).toEqual([]);
    const [says] = await nightsApart(eventsDoNotMatter, faults, hearsNoClock);
    expect(says).toMatch(/power i-.* of box is stopped in the one, running in the other/);
  });
});

describe('law 2, twice is once', () => {
  test('finds a product to which each tick is a command', async () => {
    const faults = { tickDuplicated: 1 };
    expect(await nightsApart(twiceIsOnce, faults, honest)).toEqual([]);
    const says = await nightsApart(twiceIsOnce, faults, turnsOver);
    expect(says).toContainEqual(expect.stringMatching(/(stop|start) .* again/));
  });
});

const puts =
  (change: (item: LedgerItem) => LedgerItem): Crime =>
  ({ world, options }) =>
    tamper(world, options, { ports: losing(change) });

const delivering = (change: (all: readonly Delivery[]) => readonly Delivery[]): Crime =>
  puts((item) =>
    item.kind === 'notice' ? { ...item, deliveries: change(item.deliveries) } : item,
  );

interface Search {
  readonly law: PairLaw;
  readonly ends: string;
  readonly crime: Crime;
  readonly says: RegExp;
}

/** Cuts the busy night off at one call after the other, until the law says that. */
async function firstFound({ law, ends, crime, says }: Search): Promise<string | undefined> {
  const whole = busyNight();
  crime(whole);
  const reference = await whole.historyUntil(ends);
  for (let call = 5; call <= 100; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const night = busyNight();
      crime(night);
      cutOff(night, { call, when, isRetried: false });
      const found = law.check(reference, await night.historyUntil(ends));
      const meant = found.find((one) => says.test(one.says));
      if (meant !== undefined) return meant.says;
    }
  }
  return undefined;
}

describe('law 2, a crash and one tick', () => {
  test.each<Search & { readonly what: string }>([
    {
      what: 'whose lease does not end with its holder',
      crime: puts((item) =>
        item.kind === 'lease' ? { ...item, expiresAt: plus(item.expiresAt, days(9)) } : item,
      ),
      law: crashConverges,
      ends: '22:09',
      says: /power i-.* is stopped without the crash, running after it/,
    },
    {
      what: 'that does not say what it is about to send',
      crime: delivering((all) => all.filter(({ status }) => status !== 'sending')),
      law: crashConverges,
      ends: '22:09',
      says: /told again: sns (about-to-stop|volumes-left)/,
    },
    {
      what: 'that calls a message sent before it is',
      crime: delivering((all) =>
        all.map((one) => (one.status === 'sending' ? { ...one, status: 'accepted' } : one)),
      ),
      law: crashIsNoSecret,
      ends: '22:30',
      says: /nobody was told of (about-to-stop|volumes-left) i-/,
    },
  ])(
    'finds a product $what',
    async (search) => {
      expect(await firstFound(search)).toMatch(search.says);
    },
    30_000,
  );
});
