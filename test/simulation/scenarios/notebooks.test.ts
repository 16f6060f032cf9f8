/** SageMaker notebook instances: their night, their longest time, and what goes wrong with both. */
import { describe, expect, test } from 'vitest';
import { turnNotebook } from '../../../src/lib/cloud/simulated/notebooks.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { idOf, isNotebookName } from '../../../src/lib/model/ids.ts';
import type { Instant } from '../../../src/lib/model/instant.ts';
import { begin, type Scenario } from '../scenario.ts';

const TUTORIAL = idOf(isNotebookName, 'tutorial');
const NIGHTLY = 'alarms: off\nnotebooks: { nightly: { stop: "22:00", start: "07:00" } }';

/** Monday, 17:00 in Seoul. */
const FIVE_PM = Date.UTC(2026, 10, 2, 8);

const METRIC = { namespace: 'Team/Notebooks', name: 'BusyKernels' };
const MEASURED = `alarms: off\nnotebooks: { metric: ${JSON.stringify(METRIC)} }`;

/** A kernel works until five in the afternoon. */
const IN_USE = {
  publishes: {
    ...METRIC,
    dimension: 'NotebookInstanceName',
    valueAt: (at: Instant) => (at < FIVE_PM ? 1 : 0),
  },
};

const status = ({ world }: Scenario): string =>
  world.account.notebooks.get(TUTORIAL)?.status ?? 'gone';

const news = (week: Scenario): readonly string[] =>
  week
    .told('notebook')
    .map(({ at, facts }) => `${at} ${'news' in facts ? String(facts['news']) : ''}`);

const calls = ({ world }: Scenario): readonly string[] =>
  world.journal
    .of('call')
    .filter(({ actor, verb }) => actor.kind === 'invocation' && verb.endsWith('-notebook'))
    .map(({ verb }) => verb);

const reads = ({ world }: Scenario): number =>
  world.journal.of('read').filter(({ operation }) => operation.startsWith('sagemaker:')).length;

/** The owner, in the console. */
const turn = (week: Scenario, text: string, verb: 'stop' | 'start'): void => {
  const { account } = week.world;
  const actor = { kind: 'person', name: 'owner' } as const;
  account.engine.at(week.time(text), () => turnNotebook(account, verb, { id: TUTORIAL, actor }));
};

describe('notebooks', () => {
  test('are warned, stopped at night, and started in the morning', async () => {
    const week = begin({ policy: NIGHTLY, account: (setup) => setup.notebook('tutorial') });
    await week.until('21:50');
    expect(status(week)).toBe('InService');
    await week.until('22:20');
    expect(status(week)).toBe('Stopped');
    await week.until('+1 07:20');
    expect(status(week)).toBe('InService');
    expect(news(week)).toEqual(['21:40 about-to-stop', '22:00 stopped', '+1 07:00 started']);
  });

  test('are warned with what a stop loses, and with what prevents it', async () => {
    const week = begin({ policy: NIGHTLY, account: (setup) => setup.notebook('tutorial') });
    await week.until('21:50');
    const mail = week.world.topic.mails.at(-1)?.text.replace(/\s+/g, ' ') ?? '';
    expect(mail).toContain('Notebook tutorial stops at 22:00');
    expect(mail).toContain('A stop keeps only /home/ec2-user/SageMaker: running kernels');
    expect(mail).toContain('Stopped, it saves 0.0624 USD an hour; its volume goes on');
    expect(mail).toContain('Key=tierkeeper:keep,Value=true');
  });

  test('that cannot be stopped are tried three times, and told of', async () => {
    const week = begin({
      policy: NIGHTLY,
      account: (setup) => setup.notebook('tutorial'),
      denied: ['sagemaker:StopNotebookInstance'],
    });
    await week.until('+1 12:00');
    expect(status(week)).toBe('InService');
    expect(calls(week)).toEqual(['stop-notebook', 'stop-notebook', 'stop-notebook']);
    expect(news(week).filter((line) => line.includes('did-not-stop')).length).toBeGreaterThan(0);
    expect(news(week).filter((line) => line.includes('stopped'))).toEqual([]);
  });

  test('with a hold that cannot be read are told of once, and left alone', async () => {
    const tags = { 'tierkeeper:hold-until': 'friday' };
    const account = (setup: Setup): void => setup.notebook('tutorial', { tags });
    const week = begin({ policy: NIGHTLY, account });
    await week.until('+3 12:00');
    expect(status(week)).toBe('InService');
    const mails = week.world.topic.mails.filter(({ text }) => text.includes('friday'));
    expect(mails).toHaveLength(1);
  });

  test('stay off in the morning where somebody else has stopped them', async () => {
    const week = begin({ policy: NIGHTLY, account: (setup) => setup.notebook('tutorial') });
    turn(week, '20:00', 'stop');
    await week.until('+1 08:00');
    expect(status(week)).toBe('Stopped');
    expect(calls(week)).toEqual([]);
  });

  test('stay on until the next night where somebody starts them after the edge', async () => {
    const week = begin({ policy: NIGHTLY, account: (setup) => setup.notebook('tutorial') });
    turn(week, '22:30', 'start');
    await week.until('+1 06:00');
    expect(status(week)).toBe('InService');
    await week.until('+1 22:20');
    expect(status(week)).toBe('Stopped');
  });

  test('are stopped after the longest running time, counted from the first look', async () => {
    const week = begin({
      policy: 'alarms: off\nnotebooks: { longest: 4h }',
      account: (setup) => setup.notebook('tutorial'),
    });
    await week.until('15:55');
    expect(status(week)).toBe('InService');
    await week.until('16:20');
    expect(status(week)).toBe('Stopped');
    expect(calls(week)).toEqual(['stop-notebook']);
  });

  test('are left alone by a tag that keeps or ignores them', async () => {
    const week = begin({
      policy: NIGHTLY,
      account: (setup) => setup.notebook('tutorial', { tags: { 'tierkeeper:ignore': 'yes' } }),
    });
    await week.until('+1 08:00');
    expect(status(week)).toBe('InService');
    expect(news(week)).toEqual([]);
  });

  test('are only told of while observing', async () => {
    const week = begin({
      policy: `mode: observe\n${NIGHTLY}`,
      account: (setup) => setup.notebook('tutorial'),
    });
    await week.until('+1 10:00');
    expect(status(week)).toBe('InService');
    expect(calls(week)).toEqual([]);
  });

  test('that the role may not list are told of once a day, and instances go on', async () => {
    const week = begin({
      policy: `nightly: { stop: "22:00" }\n${NIGHTLY}`,
      account: (setup) => {
        setup.notebook('tutorial');
        setup.instance({ name: 'dev' });
      },
      denied: ['sagemaker:ListNotebookInstances'],
    });
    await week.until('22:20');
    expect(status(week)).toBe('InService');
    expect(week.state('dev')).toBe('stopped');
    const troubles = week.told('own-trouble').filter(({ facts }) => 'family' in facts);
    expect(troubles).toHaveLength(1);
  });

  test('cost no call where the policy wants nothing of them', async () => {
    const week = begin({
      policy: 'alarms: off\nsweep: { on: false }',
      account: (setup) => setup.notebook('tutorial'),
    });
    await week.until('22:20');
    expect(reads(week)).toBe(0);
  });

  test('are stopped when the metric of their own script has been low for the window', async () => {
    const week = begin({
      policy: MEASURED,
      account: (setup) => setup.notebook('tutorial', IN_USE),
    });
    await week.until('17:50');
    expect(status(week)).toBe('InService');
    await week.until('18:40');
    expect(status(week)).toBe('Stopped');
    expect(news(week)).toEqual(['18:00 about-to-stop', '18:20 stopped']);
  });

  test('stay on where their script publishes nothing', async () => {
    const publishes = { ...IN_USE.publishes, valueAt: () => null };
    const account = (setup: Setup): void => setup.notebook('tutorial', { publishes });
    const week = begin({ policy: MEASURED, account });
    await week.until('+1 12:00');
    expect(status(week)).toBe('InService');
    expect(calls(week)).toEqual([]);
  });

  test('stay on where the role may not read the metric', async () => {
    const week = begin({
      policy: MEASURED,
      account: (setup) => setup.notebook('tutorial', IN_USE),
      denied: ['cloudwatch:GetMetricStatistics'],
    });
    await week.until('+1 12:00');
    expect(status(week)).toBe('InService');
  });

  test('are looked at as soon as an event names one, without a metric of instances', async () => {
    const week = begin({
      policy: 'alarms: off\nnotebooks: { longest: 30m }\nidle: { grace: 5m }',
      account: (setup) => {
        setup.notebook('tutorial', { status: 'Stopped' });
        setup.instance({ name: 'dev' });
      },
    });
    turn(week, '13:01', 'start');
    await week.until('13:04');
    const lists = week.world.journal
      .of('read')
      .filter(({ at }) => at > week.time('13:01'))
      .map(({ operation }) => operation);
    expect(lists).toContain('sagemaker:ListNotebookInstances');
    expect(lists.filter((operation) => operation.startsWith('cloudwatch:Get'))).toEqual([]);
  });

  test('are stopped once, however often the call is cut off', async () => {
    const week = begin({
      policy: NIGHTLY,
      account: (setup) => setup.notebook('tutorial'),
      faults: { apiTimedOut: 0.05, apiThrottled: 0.05 },
    });
    await week.until('23:30');
    expect(status(week)).toBe('Stopped');
  });
});
