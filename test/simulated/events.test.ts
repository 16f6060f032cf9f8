import { describe, expect, test } from 'vitest';
import type { EventDocument } from '../../src/lib/cloud/simulated/documents.ts';
import type { FaultOptions } from '../../src/lib/cloud/simulated/faults.ts';
import { turnNotebook } from '../../src/lib/cloud/simulated/notebooks.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { idOf, isNotebookName } from '../../src/lib/model/ids.ts';
import { days, hours, minutes, seconds, toIso } from '../../src/lib/model/instant.ts';
import { wakeOf } from '../../src/lib/wake/wake-of.ts';

interface Delivered {
  readonly at: number;
  readonly document: EventDocument;
}

function listening(faults: Partial<FaultOptions> = {}) {
  const aws = simulatedAccount({ faults });
  const delivered: Delivered[] = [];
  aws.bus.subscribe({
    source: 'aws.ec2',
    deliver: (document) => delivered.push({ at: aws.now(), document }),
  });
  const states = () =>
    delivered.map(
      ({ document }) => JSON.stringify(document.detail).match(/"state":"([\w-]+)"/)?.[1],
    );
  return { aws, delivered, states };
}

/** Four events each time: stopping, stopped, pending, running. */
async function stopAndStart({ aws }: ReturnType<typeof listening>, times: number): Promise<void> {
  aws.setup.instance({ name: 'box' });
  for (let time = 0; time < times; time += 1) {
    aws.owner.stop('box');
    await aws.advance(minutes(20));
    aws.owner.start('box');
    await aws.advance(minutes(20));
  }
  await aws.advance(hours(3));
}

describe('an event', () => {
  test('comes within seconds and in order where nothing goes wrong', async () => {
    const bus = listening();
    await stopAndStart(bus, 1);
    expect(bus.states()).toEqual(['stopping', 'stopped', 'pending', 'running']);
    const delays = bus.delivered.map(({ at, document }) => at - Date.parse(document.time));
    expect(Math.max(...delays)).toBeLessThanOrEqual(seconds(3));
  });

  test('is the document that EC2 sends, and wakes for its instance', async () => {
    const { aws, delivered } = listening();
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.stop('box');
    const at = aws.now();
    await aws.advance(seconds(10));
    const document = delivered[0]?.document;
    expect(document).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'EC2 Instance State-change Notification',
      source: 'aws.ec2',
      account: '123456789012',
      time: `${toIso(at).slice(0, 19)}Z`,
      region: 'ap-northeast-2',
      resources: [`arn:aws:ec2:ap-northeast-2:123456789012:instance/${id}`],
      detail: { 'instance-id': id, state: 'stopping' },
    });
    const home = { account: '123456789012', region: 'ap-northeast-2' };
    expect(wakeOf(document, aws.now(), home)).toMatchObject({
      cause: 'instance',
      scope: { kind: 'instances', ids: [id] },
    });
  });

  test('may be lost', async () => {
    const bus = listening({ eventLost: 1 });
    await stopAndStart(bus, 3);
    expect(bus.delivered).toEqual([]);
    expect(bus.aws.journal.of('event')).toHaveLength(12);
  });

  test('may come twice', async () => {
    const bus = listening({ eventDuplicated: 1 });
    await stopAndStart(bus, 1);
    expect(bus.delivered).toHaveLength(8);
    expect(new Set(bus.delivered.map(({ document }) => document.id)).size).toBe(4);
  });

  test('may be minutes to hours late', async () => {
    const bus = listening({ eventLate: 1 });
    await stopAndStart(bus, 2);
    const delays = bus.delivered.map(({ at, document }) => at - Date.parse(document.time));
    expect(delays).toHaveLength(8);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(minutes(5));
    expect(Math.max(...delays)).toBeLessThanOrEqual(hours(2) + 1_000);
  });

  test('may be overtaken', async () => {
    const bus = listening({ eventReordered: 0.5 });
    await stopAndStart(bus, 30);
    const times = bus.delivered.map(({ document }) => document.time);
    expect(times).toHaveLength(120);
    expect(times).not.toEqual(times.toSorted());
  });

  test('of another source is not delivered', async () => {
    const { aws, delivered } = listening();
    aws.bus.publish({ ...delivered[0]?.document, ...UNRELATED });
    await aws.advance(minutes(1));
    expect(delivered).toEqual([]);
  });
});

test('an event of a notebook is as users publish it, and wakes for notebooks', async () => {
  const aws = simulatedAccount();
  const delivered: EventDocument[] = [];
  aws.bus.subscribe({ source: 'aws.sagemaker', deliver: (one) => delivered.push(one) });
  aws.setup.notebook('Tutorial', { tags: { team: 'ml' } });
  const id = idOf(isNotebookName, 'Tutorial');
  turnNotebook(aws.account, 'stop', { id, actor: { kind: 'person', name: 'owner' } });
  await aws.advance(minutes(10));
  const statuses = delivered.map(
    ({ detail }) => JSON.stringify(detail).match(/"NotebookInstanceStatus":"(\w+)"/)?.[1],
  );
  expect(statuses).toEqual(['Stopping', 'Stopped']);
  const arn = 'arn:aws:sagemaker:ap-northeast-2:123456789012:notebook-instance/tutorial';
  expect(delivered[0]).toMatchObject({
    'detail-type': 'SageMaker Notebook Instance State Change',
    resources: [arn],
    detail: {
      NotebookInstanceName: 'Tutorial',
      InstanceType: 'ml.t3.medium',
      Tags: { team: 'ml' },
    },
  });
  const home = { account: '123456789012', region: 'ap-northeast-2' };
  const wake = wakeOf(delivered[0], aws.now(), home);
  expect(wake).toMatchObject({ cause: 'sagemaker', scope: { kind: 'notebooks' } });
});

const UNRELATED: EventDocument = {
  version: '0',
  id: '00000000-0000-0000-0000-000000000000',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '123456789012',
  time: '2026-11-01T00:00:00Z',
  region: 'ap-northeast-2',
  resources: [],
  detail: {},
};

describe('a schedule', () => {
  function scheduled(faults: Partial<FaultOptions> = {}) {
    const aws = simulatedAccount({ faults });
    const invoked: { at: number; document: unknown }[] = [];
    aws.lambdas.deploy({
      name: 'tick',
      timeout: minutes(1),
      handler: async (document) => {
        invoked.push({ at: aws.now(), document });
      },
    });
    return { aws, invoked };
  }
  const every5 = { name: 'tick', lambda: 'tick', when: { every: minutes(5) } } as const;

  test('invokes its function every five minutes, to the minute', async () => {
    const { aws, invoked } = scheduled();
    aws.scheduler.schedule(every5);
    await aws.advance(hours(1));
    expect(
      invoked.map(({ at }) => Math.floor((at - Date.UTC(2026, 9, 31, 15)) / minutes(1))),
    ).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  });

  test('fills the scheduled time into its input', async () => {
    const { aws, invoked } = scheduled();
    const input = { source: 'tierkeeper', time: '<aws.scheduler.scheduled-time>' };
    aws.scheduler.schedule({ ...every5, input });
    await aws.advance(minutes(4));
    expect(invoked[0]?.document).toEqual({ source: 'tierkeeper', time: '2026-10-31T15:00:00Z' });
  });

  test('without an input sends the event of Scheduler itself', async () => {
    const { aws, invoked } = scheduled();
    aws.scheduler.schedule(every5);
    await aws.advance(minutes(4));
    expect(invoked[0]?.document).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      resources: ['arn:aws:scheduler:ap-northeast-2:123456789012:schedule/default/tick'],
      detail: '{}',
    });
  });

  test('by the day follows the wall clock of its zone', async () => {
    const { aws, invoked } = scheduled();
    const when = { daily: 9 * 60, zone: 'America/New_York' };
    aws.scheduler.schedule({ name: 'digest', lambda: 'tick', when });
    await aws.advance(days(3));
    const hoursUtc = invoked.map(({ at }) => new Date(at).getUTCHours());
    // Clocks go back in New York on 2026-11-01, two hours before the first of these.
    expect(hoursUtc).toEqual([14, 14, 14]);
  });

  test('is late or comes twice, and is never lost', async () => {
    const { aws, invoked } = scheduled({ tickLate: 0.3, tickDuplicated: 0.3 });
    const input = { time: '<aws.scheduler.scheduled-time>' };
    aws.scheduler.schedule({ ...every5, input });
    await aws.advance(hours(24));
    const times = invoked.map(({ document }) => JSON.stringify(document));
    expect(times.length).toBeGreaterThan(320);
    expect(new Set(times).size).toBeGreaterThanOrEqual(286);
  });
});
