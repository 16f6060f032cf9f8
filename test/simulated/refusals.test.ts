import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { type InstanceId, idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { minutes, seconds } from '../../src/lib/model/instant.ts';

type Account = ReturnType<typeof simulatedAccount>;

const ask = async (aws: Account, verb: 'stop' | 'start' | 'hibernate', id: InstanceId) => {
  const answers = await aws.ports.cloud.power({
    verb: verb === 'start' ? 'start' : 'stop',
    instanceIds: [id],
    hibernate: verb === 'hibernate',
  });
  const answer = answers.get(id);
  return answer?.accepted === false ? answer.fault : 'accepted';
};

describe('StopInstances', () => {
  test('accepts an instance that is stopping or stopped, and changes nothing', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' }, { state: 'stopped' });
    const before = aws.account.instances.get(id);
    expect(await ask(aws, 'stop', id)).toBe('accepted');
    expect(aws.account.instances.get(id)).toBe(before);
  });

  test('refuses a pending one and one that is gone', async () => {
    const aws = simulatedAccount();
    const id = aws.owner.launch({ name: 'new' });
    expect(await ask(aws, 'stop', id)).toMatchObject({
      code: 'wrong-state',
      awsCode: 'IncorrectInstanceState',
      culprits: [id],
    });
    await aws.advance(minutes(1));
    aws.owner.terminate('new');
    expect(await ask(aws, 'stop', id)).toMatchObject({ code: 'wrong-state' });
    await aws.advance(minutes(90));
    expect(await ask(aws, 'stop', id)).toMatchObject({
      code: 'not-found',
      awsCode: 'InvalidInstanceID.NotFound',
    });
  });

  test('refuses a protected one until the protection is off', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', stopProtected: true });
    expect(await aws.ports.cloud.stopProtection(id)).toEqual({ protected: true });
    expect(await ask(aws, 'stop', id)).toMatchObject({
      code: 'stop-protected',
      message:
        `The instance '${id}' may not be stopped. ` +
        `Modify its 'disableApiStop' instance attribute and try again.`,
      awsCode: 'OperationNotPermitted',
    });
    aws.owner.setStopProtection('box', false);
    expect(await ask(aws, 'stop', id)).toBe('accepted');
  });

  test('does not protect from a shutdown from inside', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', stopProtected: true });
    aws.owner.shutDown('box');
    await aws.advance(minutes(6));
    expect(aws.account.instances.get(id)?.state).toBe('stopped');
  });

  test.each([
    ['one-time spot', { spot: 'one-time' }],
    ['an instance-store root', { rootDevice: 'instance-store' }],
    ['what a service runs', { operator: { managed: true, principal: 'eks.amazonaws.com' } }],
  ] as const)('never allows it for %s', async (_what, spec) => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', ...spec });
    expect(await ask(aws, 'stop', id)).toMatchObject({ code: 'unsupported', culprits: [id] });
    expect(aws.account.instances.get(id)?.state).toBe('running');
  });

  test('hibernates only what was configured for it', async () => {
    const aws = simulatedAccount();
    const plain = aws.setup.instance({ name: 'plain' });
    const configured = aws.setup.instance({ name: 'configured', hibernationConfigured: true });
    expect(await ask(aws, 'hibernate', plain)).toMatchObject({ code: 'cannot-hibernate' });
    expect(await ask(aws, 'hibernate', configured)).toBe('accepted');
    expect(aws.account.instances.get(configured)?.stateReason?.code).toBe(
      'Client.UserInitiatedHibernate',
    );
  });

  test('stops persistent spot', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', spot: 'persistent' });
    expect(await ask(aws, 'stop', id)).toBe('accepted');
  });

  test('lets one bad id hold no other', async () => {
    const aws = simulatedAccount();
    const good = aws.setup.instance({ name: 'good' });
    const gone = idOf(isInstanceId, 'i-0123456789abcdef0');
    const answers = await aws.ports.cloud.power({
      verb: 'stop',
      instanceIds: [gone, good],
      hibernate: false,
    });
    expect(answers.get(good)).toEqual({ accepted: true });
    expect(answers.get(gone)).toMatchObject({ accepted: false, fault: { culprits: [gone] } });
    expect(aws.account.instances.get(good)?.state).toBe('stopping');
  });
});

describe('StartInstances', () => {
  test('accepts one that runs, and refuses one that is stopping', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    expect(await ask(aws, 'start', id)).toBe('accepted');
    aws.owner.stop('box');
    await aws.advance(seconds(2));
    expect(await ask(aws, 'start', id)).toMatchObject({ code: 'wrong-state' });
  });

  test('has no capacity for an hour, whoever asks how often', async () => {
    const aws = simulatedAccount({ faults: { noCapacity: 0.5 } });
    const id = aws.setup.instance({ name: 'box' }, { state: 'stopped' });
    const hourly: string[] = [];
    for (let hour = 0; hour < 40; hour += 1) {
      const first = await ask(aws, 'start', id);
      const second = await ask(aws, 'start', id);
      const code = first === 'accepted' ? first : first.code;
      expect(second === 'accepted' ? second : second.code).toBe(code);
      hourly.push(code);
      aws.owner.stop('box');
      await aws.advance(minutes(30));
      aws.owner.stop('box');
      await aws.advance(minutes(30));
    }
    expect(new Set(hourly)).toEqual(new Set(['accepted', 'no-capacity']));
  });

  test('refuses above the quota', async () => {
    const aws = simulatedAccount({ faults: { overQuota: 1 } });
    const id = aws.setup.instance({ name: 'box' }, { state: 'stopped' });
    expect(await ask(aws, 'start', id)).toMatchObject({
      code: 'quota',
      awsCode: 'VcpuLimitExceeded',
    });
  });
});
