/** One pass at a time, whoever is woken, cut off or held up. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { minutes } from '../../../src/lib/model/instant.ts';
import { begin } from '../scenario.ts';
import { tamper } from '../tampered.ts';

const fleet = (setup: Setup): void => {
  for (const name of ['a', 'b', 'c']) setup.instance({ name, load: steady() });
};
const NIGHTLY = { policy: 'nightly: { stop: "22:00" }', account: fleet };

test('three functions that wake in the same moment are one pass', async () => {
  const night = begin(NIGHTLY);
  const { invoke } = night.world.lambdas;
  night.world.lambdas.invoke = (name, document) => {
    for (let copy = 0; copy < 3; copy += 1) invoke(name, document);
  };
  await night.until('23:00');
  expect(
    night
      .told('stopped')
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['a', 'b', 'c']);
  const intents = night.world.journal.of('ledger').flatMap(({ item, change }) => {
    return change === 'put' && item?.kind === 'intent' ? [item.id] : [];
  });
  expect(new Set(intents).size).toBe(1);
});

test('a pass that was cut off leaves its lease to the next tick', async () => {
  const night = begin({ ...NIGHTLY, faults: { eventLost: 1 } });
  const { account, lambdas } = night.world;
  for (const time of ['21:59', '22:01', '22:02']) {
    account.engine.at(night.time(time), () => {
      lambdas.crashNext('clock-ticked', { call: 12, when: 'before' });
    });
  }
  await night.until('22:30');
  for (const name of ['a', 'b', 'c']) expect(night.state(name)).toBe('stopped');
});

test('a writer that was away for longer than its lease does nothing more', async () => {
  const night = begin(NIGHTLY);
  const { account, now } = night.world;
  let isHeldUp = true;
  const sleep = (): Promise<void> =>
    new Promise((resolve) => account.engine.after(minutes(8), () => resolve()));
  const slow = (ports: Ports): Ports => ({
    ...ports,
    cloud: {
      ...ports.cloud,
      instances: async () => {
        const seen = await ports.cloud.instances();
        if (isHeldUp && now() >= night.time('22:00')) {
          isHeldUp = false;
          await sleep();
        }
        return seen;
      },
    },
  });
  tamper(night.world, night.options, { ports: slow, timeout: minutes(15) });
  await night.until('23:00');
  expect(night.turns('a')).toEqual(['22:05 stop']);
  const intents = night.world.journal.of('ledger').flatMap(({ item, change }) => {
    return change === 'put' && item?.kind === 'intent' ? [item.fence] : [];
  });
  expect(new Set(intents).size).toBe(1);
});

describe('a ledger that is throttled', () => {
  test('makes passes fail aloud, and the night comes out all the same', async () => {
    const night = begin({ ...NIGHTLY, faults: { ledgerThrottled: 0.015, ledgerTimedOut: 0.01 } });
    await night.until('+1 12:00');
    for (const name of ['a', 'b', 'c']) expect(night.state(name)).toBe('stopped');
    expect(night.told('stopped')).toHaveLength(3);
    const ends = night.world.journal.of('invocation-ended').map(({ result }) => result);
    expect(ends).toContain('threw');
  });
});
