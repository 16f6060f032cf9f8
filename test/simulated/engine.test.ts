import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/lib/cloud/simulated/engine.ts';
import { instant, minutes, plus, seconds } from '../../src/lib/model/instant.ts';

const START = instant(0);

describe('the engine', () => {
  test('lets events happen in the order of their instants', async () => {
    const engine = createEngine(START);
    const seen: number[] = [];
    for (const second of [5, 1, 4, 2, 3, 9, 7, 8, 6]) {
      engine.after(seconds(second), () => seen.push(second));
    }
    await engine.run(instant(60_000));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('keeps the order of asking among events of one instant', async () => {
    const engine = createEngine(START);
    const seen: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      engine.after(seconds(1), () => seen.push(name));
    }
    await engine.run(instant(1_000));
    expect(seen).toEqual(['first', 'second', 'third']);
  });

  test('stops at the given instant and goes on from there', async () => {
    const engine = createEngine(START);
    const seen: number[] = [];
    for (const second of [1, 2, 3]) engine.after(seconds(second), () => seen.push(second));
    await engine.run(instant(2_000));
    expect(seen).toEqual([1, 2]);
    expect(engine.now()).toBe(2_000);
    await engine.run(instant(10_000));
    expect(seen).toEqual([1, 2, 3]);
    expect(engine.now()).toBe(10_000);
  });

  test('takes an instant that has passed for now', async () => {
    const engine = createEngine(instant(5_000));
    let at = START;
    engine.at(instant(1), () => {
      at = engine.now();
    });
    await engine.run(instant(6_000));
    expect(at).toBe(5_000);
  });

  test('refuses a loop that takes no time', async () => {
    const engine = createEngine(START);
    const again = (): void => {
      engine.after(seconds(0), again);
    };
    again();
    await expect(engine.run(instant(1))).rejects.toThrow('time stands still');
  });

  test('leaves out what was cancelled', async () => {
    const engine = createEngine(START);
    const seen: string[] = [];
    const cancel = engine.after(seconds(1), () => seen.push('cancelled'));
    engine.after(seconds(2), () => seen.push('kept'));
    cancel();
    await engine.run(instant(5_000));
    expect(seen).toEqual(['kept']);
  });

  test('waits for code of any number of awaits before the next event', async () => {
    const engine = createEngine(START);
    const seen: string[] = [];
    const wait = (delay: number): Promise<void> =>
      new Promise((resolve) => {
        engine.after(seconds(delay), resolve);
      });
    const longWay = async (): Promise<void> => {
      await wait(1);
      for (let step = 0; step < 5_000; step += 1) await Promise.resolve();
      seen.push(`computed at ${engine.now()}`);
      await wait(1);
      seen.push(`waited until ${engine.now()}`);
    };
    const running = longWay();
    engine.after(seconds(1.5), () => seen.push('event at 1500'));
    await engine.run(plus(START, minutes(1)));
    await running;
    expect(seen).toEqual(['computed at 1000', 'event at 1500', 'waited until 2000']);
  });
});
