/** Law 2: the busiest tick of the night is cut off at each of its calls, before and after it. */
import { expect, test } from 'vitest';
import { busyNight, type CutOff, cutOff } from './busy-night.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { crashConverges, crashIsNoSecret } from './checkers/crash-converges.ts';

/** The next tick has come, and what it stopped has stopped. */
const ONE_TICK_LATER = '22:09';
/** A warning in doubt has been sent anew, and its grace is over. */
const AT_REST = '23:20';

/** Two nights without a crash: a world shows only what it has come to. */
const soon = await busyNight().historyUntil(ONE_TICK_LATER);
const late = await busyNight().historyUntil(AT_REST);

async function crashedAt(point: CutOff) {
  const night = busyNight();
  cutOff(night, point);
  const atOnce = crashConverges.check(soon, await night.historyUntil(ONE_TICK_LATER));
  const rested = await night.historyUntil(AT_REST);
  const atLast = [crashConverges, crashIsNoSecret].flatMap((law) => law.check(late, rested));
  const broken = [...[...atOnce, ...atLast].map(({ says }) => says), ...violationsOf(rested)];
  const ends = night.world.journal.of('invocation-ended');
  return {
    hasCrashed: ends.some(({ result, at }) => result === 'crashed' && at < night.time('22:01')),
    broken: broken.map((says) => `crashed ${point.when} call ${point.call}: ${says}`),
  };
}

test.each([
  ['the next tick alone', false],
  ['a second attempt and the next tick', true],
] as const)(
  'after a crash at any call, %s makes it as if nothing had happened',
  async (_, isRetried) => {
    let calls = 0;
    for (;;) {
      const before = await crashedAt({ call: calls + 1, when: 'before', isRetried });
      const after = await crashedAt({ call: calls + 1, when: 'after', isRetried });
      expect([...before.broken, ...after.broken]).toEqual([]);
      if (!before.hasCrashed) break;
      calls += 1;
    }
    expect(calls).toBeGreaterThan(50);
  },
  60_000,
);
