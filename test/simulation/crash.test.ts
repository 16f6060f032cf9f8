/** Law 2: the busiest tick of the night is cut off at each of its calls, before and after it. */
import { expect, test } from 'vitest';
import { busyNight } from './busy-night.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { crashConverges, crashIsNoSecret } from './checkers/crash-converges.ts';

/** The next tick has come, and what it stopped has stopped. */
const ONE_TICK_LATER = '22:09';
/** A warning in doubt has been sent anew, and its grace is over. */
const AT_REST = '23:20';

/** Two nights without a crash: a world shows only what it has come to. */
const soon = await busyNight().historyUntil(ONE_TICK_LATER);
const late = await busyNight().historyUntil(AT_REST);

async function crashedAt(call: number, when: 'before' | 'after') {
  const night = busyNight();
  const { account, lambdas, journal } = night.world;
  account.engine.at(night.time('21:59'), () => lambdas.crashNext('clock-ticked', { call, when }));
  const atOnce = crashConverges.check(soon, await night.historyUntil(ONE_TICK_LATER));
  const rested = await night.historyUntil(AT_REST);
  const atLast = [crashConverges, crashIsNoSecret].flatMap((law) => law.check(late, rested));
  const broken = [...[...atOnce, ...atLast].map(({ says }) => says), ...violationsOf(rested)];
  return {
    hasCrashed: journal.of('invocation-ended').some(({ result }) => result === 'crashed'),
    broken: broken.map((says) => `crashed ${when} call ${call}: ${says}`),
  };
}

test('one tick after a crash at any call, all is as if nothing had happened', async () => {
  let calls = 0;
  for (;;) {
    const before = await crashedAt(calls + 1, 'before');
    const after = await crashedAt(calls + 1, 'after');
    expect([...before.broken, ...after.broken]).toEqual([]);
    if (!before.hasCrashed) break;
    calls += 1;
  }
  expect(calls).toBeGreaterThan(60);
}, 60_000);
