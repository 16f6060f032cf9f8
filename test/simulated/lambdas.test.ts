import { describe, expect, test } from 'vitest';
import type { Handler } from '../../src/lib/cloud/simulated/lambdas.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import type { WorldOptions } from '../../src/lib/cloud/simulated/world.ts';
import { hours, instant, minutes, seconds } from '../../src/lib/model/instant.ts';
import type { Control } from '../../src/lib/model/ledger.ts';

const KEY = { partition: 'control#', sort: 'control' };
const CONTROL: Control = { kind: 'control', paused: true, mode: null, at: instant(0) };

function deployed(handler: Handler, options: Partial<WorldOptions> = {}) {
  const aws = simulatedAccount({ latency: 'real', ...options });
  aws.lambdas.deploy({ name: 'sweep', timeout: minutes(2), handler });
  const results = () => aws.journal.of('invocation-ended').map(({ result }) => result);
  return { aws, results };
}

/** Two reads, a write, a read. */
const fourCalls: Handler = async (_document, { ports }) => {
  await ports.cloud.instances();
  await ports.cloud.addresses();
  await ports.ledger.put({ key: KEY, item: CONTROL, expiresAt: null }, 'any');
  await ports.cloud.instances();
};

describe('a function', () => {
  test('gets its document, a request id, its time left and its ports', async () => {
    const seen: unknown[] = [];
    const { aws, results } = deployed(async (document, { requestId, timeout, timeLeft, ports }) => {
      const before = timeLeft();
      await ports.cloud.instances();
      seen.push(document, requestId, timeout, timeLeft() < before);
    });
    aws.lambdas.invoke('sweep', { hello: 'world' });
    await aws.advance(minutes(1));
    expect(seen).toEqual([
      { hello: 'world' },
      expect.stringMatching(/^[0-9a-f]{8}-/),
      minutes(2),
      true,
    ]);
    expect(results()).toEqual(['returned']);
  });

  test('that throws is tried again after one minute and after two, then given up', async () => {
    const attempts: string[] = [];
    const { aws, results } = deployed(async (_document, { requestId }) => {
      attempts.push(requestId);
      throw new Error('no');
    });
    aws.lambdas.invoke('sweep', { n: 1 });
    await aws.advance(minutes(10));
    expect(results()).toEqual(['threw', 'threw', 'threw']);
    expect(new Set(attempts).size).toBe(1);
    const [first = 0, second = 0, third = 0] = aws.journal.of('invoked').map(({ at }) => at);
    expect([second - first, third - second]).toEqual([minutes(1), minutes(2)]);
    expect(aws.lambdas.deadLetters).toMatchObject([{ lambda: 'sweep', document: { n: 1 } }]);
    expect(aws.journal.of('invocation-ended')[0]?.error).toBe('Error: no');
  });

  test('that throws at once is no different', async () => {
    const { aws, results } = deployed(() => {
      throw new Error('no promise at all');
    });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(minutes(10));
    expect(results()).toEqual(['threw', 'threw', 'threw']);
  });

  test('runs beside itself: two invocations overlap in virtual time', async () => {
    const order: string[] = [];
    const { aws } = deployed(async (document, { ports }) => {
      for (let step = 1; step <= 3; step += 1) {
        await ports.cloud.instances();
        order.push(`${document}${step}`);
      }
    });
    aws.lambdas.invoke('sweep', 'a');
    aws.lambdas.invoke('sweep', 'b');
    await aws.advance(minutes(1));
    expect(order.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    expect(order).not.toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    expect(order).not.toEqual(['b1', 'b2', 'b3', 'a1', 'a2', 'a3']);
  });

  test('that is not deployed is not run', async () => {
    const { aws } = deployed(fourCalls);
    aws.lambdas.invoke('another', {});
    await aws.advance(minutes(5));
    expect(aws.journal.entries).toEqual([]);
  });

  test('is cut off at its timeout, and what it waits for does not come', async () => {
    let reached = false;
    const { aws, results } = deployed(async (_document, { ports, timeLeft }) => {
      while (timeLeft() > seconds(-1)) await ports.cloud.instances();
      reached = true;
    });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(hours(1));
    expect(results()).toEqual(['timed-out', 'timed-out', 'timed-out']);
    expect(reached).toBe(false);
    expect(aws.lambdas.deadLetters).toHaveLength(1);
  });
});

describe('a crash', () => {
  test.each([
    [3, 'before', false],
    [3, 'after', true],
    [4, 'before', true],
  ] as const)('at call %i, %s it has its effect: written %s', async (call, when, written) => {
    const { aws, results } = deployed(fourCalls);
    aws.lambdas.crashNext('sweep', { call, when });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(seconds(30));
    expect(results()).toEqual(['crashed']);
    expect(aws.ledger.get(KEY) !== null).toBe(written);
  });

  test('is followed by another attempt, which comes through', async () => {
    const { aws, results } = deployed(fourCalls);
    aws.lambdas.crashNext('sweep', { call: 1, when: 'before' });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(minutes(5));
    expect(results()).toEqual(['crashed', 'returned']);
    expect(aws.lambdas.deadLetters).toEqual([]);
  });

  test('leaves calls that were under way to AWS', async () => {
    const { aws } = deployed(async (_document, { ports }) => {
      const write = ports.ledger.put({ key: KEY, item: CONTROL, expiresAt: null }, 'any');
      await Promise.all([write, ports.cloud.instances()]);
    });
    aws.lambdas.crashNext('sweep', { call: 2, when: 'before' });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(seconds(30));
    expect(aws.ledger.get(KEY)?.item).toEqual(CONTROL);
  });

  test('happens by chance where the account says so', async () => {
    const { aws, results } = deployed(fourCalls, { faults: { lambdaCrash: 0.2 } });
    for (let time = 0; time < 50; time += 1) aws.lambdas.invoke('sweep', {});
    await aws.advance(hours(1));
    expect(new Set(results())).toEqual(new Set(['crashed', 'returned']));
  });
});

describe('an answer that is lost', () => {
  test('is thrown as a timeout after the work was done', async () => {
    const aws = simulatedAccount({ latency: 'real', faults: { apiTimedOut: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    const thrown: unknown[] = [];
    aws.lambdas.deploy({
      name: 'sweep',
      timeout: minutes(2),
      handler: async (_document, { ports }) => {
        const call = { verb: 'stop', instanceIds: [id], hibernate: false } as const;
        await ports.cloud.power(call).catch((error: unknown) => thrown.push(error));
      },
    });
    aws.lambdas.invoke('sweep', {});
    await aws.advance(seconds(30));
    expect(thrown).toMatchObject([{ name: 'TimeoutError' }]);
    expect(aws.account.instances.get(id)?.state).toMatch(/stopping|stopped/);
    expect(aws.journal.of('call')).toMatchObject([{ verb: 'stop', on: id, answerLost: true }]);
  });
});
