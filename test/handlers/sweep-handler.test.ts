import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { controlKey } from '../../src/lib/record/place.ts';
import { type Sweep, sweepHandler } from '../../src/lib/wiring/sweep-handler.ts';
import { eventDocument, eventNames } from '../wake/event-documents.ts';
import { fallingContext, keptLog, simulatedSweep } from './fixture.ts';

const asksForNothing = (name: string): boolean =>
  /^(malformed|foreign|unknown)|unrelated/.test(name);
const NOOPS = eventNames.filter(asksForNothing);
const WAKES = eventNames.filter((name) => !asksForNothing(name));

function handlerOver(sweep: Sweep) {
  const { log, lines } = keptLog();
  const handler = sweepHandler(() => sweep, log);
  let requests = 0;
  const handle = (event: unknown) => {
    requests += 1;
    return handler(event, fallingContext(`request-${requests}`));
  };
  return { handle, lines };
}

describe('an event that asks for nothing', () => {
  test.each(NOOPS)('%s is answered, counted, and changes nothing', async (name) => {
    const world = simulatedAccount();
    const { handle, lines } = handlerOver(simulatedSweep(world));
    const answer = await handle(eventDocument(name));
    expect(answer).toMatchObject({ kind: 'noop', why: expect.any(String) });
    expect(lines).toMatchObject([{ level: 'warn', fields: { NoopWakes: 1 } }]);
    expect(world.ledger.items()).toEqual([]);
  });

  test('is counted by a log line in embedded metric format, without dimensions', async () => {
    const world = simulatedAccount();
    const { handle, lines } = handlerOver(simulatedSweep(world));
    await handle(eventDocument('malformed-null'));
    expect(lines[0]?.fields).toEqual({
      why: 'this is no event: expected object, received null',
      _aws: {
        Timestamp: world.now(),
        CloudWatchMetrics: [
          {
            Namespace: 'Tierkeeper',
            Dimensions: [[]],
            Metrics: [{ Name: 'NoopWakes', Unit: 'Count' }],
          },
        ],
      },
      NoopWakes: 1,
    });
  });
});

describe('an event that wakes', () => {
  test.each(WAKES)('%s runs a pass and leaves one line in the log', async (name) => {
    const world = simulatedAccount();
    world.setup.instance({ name: 'web' });
    const { handle, lines } = handlerOver(simulatedSweep(world));
    expect(await handle(eventDocument(name))).toEqual({ kind: 'done' });
    const cause = name.startsWith('instance') ? 'instance' : name.startsWith('alarm') && 'alarm';
    expect(lines).toMatchObject([
      {
        level: 'info',
        message: 'pass',
        fields: { result: 'done', looks: [{ mode: 'act', verdicts: { leave: 1 } }] },
      },
    ]);
    if (cause) expect(lines[0]?.fields['cause']).toBe(cause);
    expect(world.ledger.items().map(({ item }) => item.kind)).toContain('instance');
  });

  test('of AWS Health is told by the pass that is under way, and once', async () => {
    const world = simulatedAccount();
    world.owner.confirmSubscription();
    const { handle } = handlerOver(simulatedSweep(world));
    const issue = eventDocument('health-issue');
    const answers = await Promise.all([handle(eventDocument('clock-ticked')), handle(issue)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'left-to-holder']);
    await handle(issue);
    const told = world.topic.mails.filter(({ subject }) => subject.includes('AWS has trouble'));
    expect(told).toHaveLength(1);
  });

  test('leaves the work to the pass that is under way', async () => {
    const { handle, lines } = handlerOver(simulatedSweep());
    const tick = eventDocument('clock-ticked');
    const answers = await Promise.all([handle(tick), handle(eventDocument('instance-stopped'))]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'left-to-holder']);
    expect(lines.map(({ fields }) => fields['result']).sort()).toEqual(['done', 'left-to-holder']);
  });
});

describe('the heartbeat', () => {
  const beats = async (name: string, sweep = simulatedSweep()): Promise<readonly unknown[]> => {
    const { handle, lines } = handlerOver(sweep);
    await handle(eventDocument(name));
    return lines.map(({ fields }) => fields['RegionLooksCompleted']);
  };

  test('is one data point of the line of a pass that has looked at the whole Region', async () => {
    const world = simulatedAccount();
    const { handle, lines } = handlerOver(simulatedSweep(world));
    await handle(eventDocument('clock-ticked'));
    expect(lines).toMatchObject([
      {
        message: 'pass',
        fields: {
          RegionLooksCompleted: 1,
          _aws: {
            CloudWatchMetrics: [
              { Namespace: 'Tierkeeper', Dimensions: [[]], Metrics: [{ Unit: 'Count' }] },
            ],
          },
        },
      },
    ]);
  });

  test('goes on while all is paused: paused is not broken', async () => {
    const world = simulatedAccount();
    const item = { kind: 'control', paused: true, mode: null, at: world.now() } as const;
    const { ledger, cloud } = world.portsFor({ kind: 'person', name: 'owner' });
    const key = controlKey(cloud);
    await ledger.put({ key, item, expiresAt: null }, 'any');
    expect(await beats('clock-ticked', simulatedSweep(world))).toEqual([1]);
  });

  test('is not of a look at one instance, nor of an event that asks for nothing', async () => {
    expect(await beats('instance-stopped')).toEqual([undefined]);
    expect(await beats('malformed-null')).toEqual([undefined]);
  });

  test('is of whoever has looked: a pass under way answers for the tick that asks it', async () => {
    const { handle, lines } = handlerOver(simulatedSweep());
    await Promise.all([
      handle(eventDocument('instance-stopped')),
      handle(eventDocument('clock-ticked')),
    ]);
    expect(lines).toMatchObject([
      { fields: { result: 'left-to-holder', cause: 'clock' } },
      { fields: { result: 'done', cause: 'instance', RegionLooksCompleted: 1 } },
    ]);
    expect(lines[0]?.fields).not.toHaveProperty('_aws');
  });
});

describe('what fails', () => {
  const broken = (): Sweep => {
    const sweep = simulatedSweep();
    const instances = () => Promise.reject(new RangeError('no such thing as a Region'));
    return { ...sweep, ports: { ...sweep.ports, cloud: { ...sweep.ports.cloud, instances } } };
  };

  test('in a pass is thrown out of the handler, for Lambda to retry', async () => {
    const { handle } = handlerOver(broken());
    await expect(handle(eventDocument('clock-ticked'))).rejects.toThrow(
      'no such thing as a Region',
    );
  });

  test('at the cold start is thrown at each event until the cause is gone', async () => {
    let isMended = false;
    const open = (): Sweep => {
      if (!isMended) throw new Error('TABLE_NAME is not set');
      return simulatedSweep();
    };
    const handler = sweepHandler(open, keptLog().log);
    const tick = () => handler(eventDocument('clock-ticked'), fallingContext());
    await expect(tick()).rejects.toThrow('TABLE_NAME');
    await expect(tick()).rejects.toThrow('TABLE_NAME');
    isMended = true;
    await expect(tick()).resolves.toEqual({ kind: 'done' });
  });

  test('does not open anything anew while the function stays warm', async () => {
    let opened = 0;
    const open = (): Sweep => {
      opened += 1;
      return simulatedSweep();
    };
    const handler = sweepHandler(open, keptLog().log);
    for (const name of ['clock-ticked', 'malformed-null', 'clock-ticked']) {
      await handler(eventDocument(name), fallingContext());
    }
    expect(opened).toBe(1);
  });
});
