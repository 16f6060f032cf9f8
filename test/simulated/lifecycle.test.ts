import { describe, expect, test } from 'vitest';
import type { SimulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import type { InstanceId } from '../../src/lib/model/ids.ts';
import { days, hours, instant, minus, minutes, seconds } from '../../src/lib/model/instant.ts';

const stateOf = (aws: SimulatedAccount, id: InstanceId) => aws.account.instances.get(id);

const statesOf = (aws: SimulatedAccount, id: InstanceId): readonly string[] =>
  aws.journal
    .of('state')
    .filter((entry) => entry.instanceId === id)
    .map(({ to }) => to);

describe('an instance', () => {
  test('is pending after launch, and runs within half a minute', async () => {
    const aws = simulatedAccount();
    const id = aws.owner.launch({ name: 'new' });
    expect(stateOf(aws, id)).toMatchObject({ state: 'pending', stateReason: { code: 'pending' } });
    await aws.advance(seconds(30));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'running',
      stateReason: null,
      stateTransitionReason: '',
    });
  });

  test('stops with a dated reason, and starts with a new launch time', async () => {
    const aws = simulatedAccount();
    const since = minus(aws.now(), days(3));
    const id = aws.setup.instance({ name: 'box' }, { since });
    expect(stateOf(aws, id)?.launchTime).toBe(since);
    await aws.ports.cloud.power({ verb: 'stop', instanceIds: [id], hibernate: false });
    expect(stateOf(aws, id)?.state).toBe('stopping');
    await aws.advance(minutes(6));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'stopped',
      launchTime: since,
      stateReason: {
        code: 'Client.UserInitiatedShutdown',
        message: 'Client.UserInitiatedShutdown: User initiated shutdown',
      },
      stateTransitionReason: 'User initiated (2026-10-31 15:00:00 GMT)',
    });
    const startedAt = aws.now();
    await aws.ports.cloud.power({ verb: 'start', instanceIds: [id], hibernate: false });
    await aws.advance(minutes(1));
    expect(stateOf(aws, id)).toMatchObject({ state: 'running', launchTime: startedAt });
    expect(statesOf(aws, id)).toEqual(['stopping', 'stopped', 'pending', 'running']);
  });

  test('bears a bare reason after a shutdown from inside', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.shutDown('box');
    await aws.advance(minutes(6));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'stopped',
      stateReason: { code: 'Client.InstanceInitiatedShutdown' },
      stateTransitionReason: 'User initiated',
    });
  });

  test('may have an empty transition reason', async () => {
    const aws = simulatedAccount({ faults: { reasonEmpty: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.stop('box');
    await aws.advance(minutes(6));
    expect(stateOf(aws, id)?.stateTransitionReason).toBe('');
    expect(stateOf(aws, id)?.stateReason?.code).toBe('Client.UserInitiatedShutdown');
  });

  test('falls back to stopped while the grant of its key is gone', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance(
      { name: 'box', root: { sizeGiB: 8, encrypted: true } },
      { state: 'stopped' },
    );
    aws.owner.breakKey('box', hours(1));
    const answers = await aws.ports.cloud.power({
      verb: 'start',
      instanceIds: [id],
      hibernate: false,
    });
    expect(answers.get(id)).toEqual({ accepted: true });
    await aws.advance(minutes(1));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'stopped',
      stateReason: {
        code: 'Client.InternalError',
        message: 'Client.InternalError: Client error on launch',
      },
      stateTransitionReason: 'Server.InternalError',
    });
    expect(statesOf(aws, id)).toEqual(['pending', 'stopped']);
    await aws.advance(hours(1));
    aws.owner.start('box');
    await aws.advance(minutes(1));
    expect(stateOf(aws, id)?.state).toBe('running');
  });

  test('is listed for up to an hour after its end, empty, and at last without tags', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.terminate('box');
    expect(stateOf(aws, id)?.state).toBe('shutting-down');
    expect(stateOf(aws, id)?.volumes).toHaveLength(1);
    await aws.advance(minutes(2));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'terminated',
      interfaces: [],
      volumes: [],
      tags: { Name: 'box' },
    });
    await aws.advance(minutes(36));
    expect(stateOf(aws, id)).toMatchObject({ state: 'terminated', tags: {} });
    await aws.advance(minutes(24));
    expect(stateOf(aws, id)).toBeUndefined();
  });

  test('can be terminated while it stops, and never comes back as stopped', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.stop('box');
    await aws.advance(seconds(5));
    aws.owner.terminate('box');
    await aws.advance(minutes(10));
    expect(statesOf(aws, id)).toEqual(['stopping', 'shutting-down', 'terminated']);
  });

  test('hangs in stopping for a quarter of an hour where stops hang', async () => {
    const aws = simulatedAccount({ faults: { stopHangs: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    aws.owner.stop('box');
    await aws.advance(minutes(13));
    expect(stateOf(aws, id)?.state).toBe('stopping');
    await aws.advance(minutes(4));
    expect(stateOf(aws, id)?.state).toBe('stopped');
  });

  test('with an instance-store root ends when it shuts itself down', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', rootDevice: 'instance-store' });
    aws.owner.shutDown('box');
    await aws.advance(minutes(5));
    expect(stateOf(aws, id)?.state).toBe('terminated');
  });
});

describe('an Auto Scaling group', () => {
  test('replaces a member that somebody stopped, by terminating it', async () => {
    const aws = simulatedAccount();
    aws.setup.autoScalingGroup({ name: 'workers', size: 1, member: { name: 'worker' } });
    const [first] = aws.account.instances.list();
    expect(first?.tags).toEqual({ Name: 'worker', 'aws:autoscaling:groupName': 'workers' });
    aws.owner.stop('worker');
    await aws.advance(minutes(10));
    const states = aws.account.instances.list().map(({ id, state }) => [id === first?.id, state]);
    expect(states).toEqual([
      [true, 'terminated'],
      [false, 'running'],
    ]);
  });

  test('leaves a member alone that runs', async () => {
    const aws = simulatedAccount();
    aws.setup.autoScalingGroup({ name: 'workers', size: 2, member: { name: 'worker' } });
    await aws.advance(hours(5));
    expect(aws.journal.of('call')).toEqual([]);
    expect(aws.account.instances.list()).toHaveLength(2);
  });
});

describe('a spot instance', () => {
  test('of a one-time request is terminated when AWS wants it back', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'batch', spot: 'one-time' });
    aws.setup.interruption('batch', { at: instant(aws.now() + hours(1)) });
    await aws.advance(hours(1.1));
    expect(stateOf(aws, id)).toMatchObject({
      state: 'terminated',
      lifecycle: 'spot',
      stateReason: { code: 'Server.SpotInstanceTermination' },
    });
  });

  test('of a persistent request is stopped, and only AWS starts it again', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'batch', spot: 'persistent' });
    const at = instant(aws.now() + hours(1));
    aws.setup.interruption('batch', { at, until: instant(at + hours(2)) });
    await aws.advance(hours(1.5));
    expect(stateOf(aws, id)?.state).toBe('stopped');
    const answers = await aws.ports.cloud.power({
      verb: 'start',
      instanceIds: [id],
      hibernate: false,
    });
    expect(answers.get(id)).toMatchObject({
      accepted: false,
      fault: { code: 'wrong-state', awsCode: 'IncorrectSpotRequestState' },
    });
    await aws.advance(hours(2));
    expect(stateOf(aws, id)?.state).toBe('running');
  });
});
