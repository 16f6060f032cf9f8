import { describe, expect, test } from 'vitest';
import type { ChannelMessage, SendResult } from '../../src/lib/cloud/cloud.ts';
import { openTo } from '../../src/lib/cloud/simulated/setup.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { minutes, seconds } from '../../src/lib/model/instant.ts';

describe('a list', () => {
  test('is the same object until something changes', async () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'box' });
    const first = await aws.ports.cloud.instances();
    expect(await aws.ports.cloud.instances()).toBe(first);
    aws.owner.tag('box', 'team', 'web');
    const second = await aws.ports.cloud.instances();
    expect(second).not.toBe(first);
    expect(second.complete && second.items[0]?.tags).toEqual({ Name: 'box', team: 'web' });
    expect(first.complete && first.items[0]?.tags).toEqual({ Name: 'box' });
  });

  test('of security groups, targets and spot requests shows what is there', async () => {
    const aws = simulatedAccount();
    const group = aws.setup.securityGroup('web', [openTo(443)]);
    const box = aws.setup.instance({ name: 'box', securityGroupIds: [group], spot: 'persistent' });
    aws.setup.loadBalancerTarget('site', 'box');
    const requestId = aws.account.instances.get(box)?.spotRequestId ?? '';
    aws.owner.openPort(group, openTo(3306));
    const { cloud } = aws.ports;
    expect(await cloud.securityGroups([group])).toMatchObject({
      items: [{ id: group, name: 'web', ingress: [{ fromPort: 443 }, { fromPort: 3306 }] }],
    });
    expect(await cloud.loadBalancerTargets()).toEqual({
      complete: true,
      items: [{ instanceId: box, group: 'site' }],
    });
    expect(await cloud.spotRequests([requestId, 'sir-gone'])).toEqual({
      complete: true,
      items: [{ id: requestId, type: 'persistent' }],
    });
  });

  test('within ten seconds of a change may show what was, where that is asked for', async () => {
    const aws = simulatedAccount({ faults: { staleRead: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    await aws.advance(minutes(1));
    aws.owner.stop('box');
    const states = async () => {
      const family = await aws.ports.cloud.instances();
      return family.complete && family.items.map(({ state }) => state);
    };
    expect(aws.account.instances.get(id)?.state).toBe('stopping');
    expect(await states()).toEqual(['running']);
    await aws.advance(seconds(11));
    expect(await states()).toEqual(['stopping']);
  });

  test.each([
    ['apiThrottled', 'throttled'],
    ['emptyPage', 'unreadable-page'],
    ['halfPage', 'unreadable-page'],
    ['familyDenied', 'access-denied'],
  ] as const)('is incomplete under %s', async (name, code) => {
    const aws = simulatedAccount({ faults: { [name]: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    const { cloud, metrics } = aws.ports;
    const query = {
      instanceId: id,
      metric: 'CPUUtilization',
      from: aws.now(),
      to: aws.now(),
    } as const;
    const [reading] = await metrics.read([query], 1_000);
    const refused = { complete: false, fault: { code } };
    expect(await cloud.instances()).toMatchObject(refused);
    expect(await cloud.volumes([])).toMatchObject(refused);
    expect(reading?.series).toMatchObject(refused);
    expect(await cloud.stopProtection(id)).toMatchObject({ fault: { code } });
    expect(aws.journal.of('read').map(({ refused: fault }) => fault?.code)).toEqual([
      code,
      code,
      code,
      code,
    ]);
  });

  test('names the permission that the role lacks, and so does a call', async () => {
    const aws = simulatedAccount({ denied: ['ec2:DescribeVolumes', 'ec2:StopInstances'] });
    const id = aws.setup.instance({ name: 'box' });
    expect(await aws.ports.cloud.volumes([])).toMatchObject({
      fault: { code: 'access-denied', permission: 'ec2:DescribeVolumes' },
    });
    expect((await aws.ports.cloud.instances()).complete).toBe(true);
    const call = { verb: 'stop', instanceIds: [id], hibernate: false } as const;
    expect((await aws.ports.cloud.power(call)).get(id)).toMatchObject({
      accepted: false,
      fault: { code: 'access-denied', permission: 'ec2:StopInstances' },
    });
    expect(aws.account.instances.get(id)?.state).toBe('running');
  });
});

describe('a power call', () => {
  test('that is throttled does nothing to any of its instances', async () => {
    const aws = simulatedAccount({ faults: { apiThrottled: 1 } });
    const ids = [aws.setup.instance({ name: 'one' }), aws.setup.instance({ name: 'two' })];
    const answers = await aws.ports.cloud.power({
      verb: 'stop',
      instanceIds: ids,
      hibernate: false,
    });
    expect([...answers.values()]).toMatchObject([
      { accepted: false, fault: { code: 'throttled' } },
      { accepted: false, fault: { code: 'throttled' } },
    ]);
    expect(aws.account.instances.list().map(({ state }) => state)).toEqual(['running', 'running']);
  });

  test('may be refused for a state that nobody sees', async () => {
    const aws = simulatedAccount({ faults: { wrongState: 1 } });
    const id = aws.setup.instance({ name: 'box' });
    const answers = await aws.ports.cloud.power({
      verb: 'stop',
      instanceIds: [id],
      hibernate: false,
    });
    expect(answers.get(id)).toMatchObject({ accepted: false, fault: { code: 'wrong-state' } });
    expect(aws.account.instances.get(id)?.state).toBe('running');
  });

  test('is in the journal with who made it and what was so before', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', stopProtected: true });
    const before = aws.account.instances.get(id);
    await aws.ports.cloud.power({ verb: 'stop', instanceIds: [id], hibernate: false });
    expect(aws.journal.of('call')).toEqual([
      {
        kind: 'call',
        at: aws.now(),
        actor: { kind: 'invocation', lambda: 'caller', requestId: 'request', attempt: 1 },
        verb: 'stop',
        on: id,
        refused: expect.objectContaining({ code: 'stop-protected' }),
        answerLost: false,
        before: { instance: before, stopProtected: true, holds: [] },
      },
    ]);
  });
});

const MESSAGE: ChannelMessage = {
  subject: 'Tierkeeper stopped box',
  text: 'It was idle.',
  document: '{}',
  attributes: {},
  slack: null,
  amazonQ: null,
};

function channelOf(aws: ReturnType<typeof simulatedAccount>) {
  const [channel] = aws.ports.channels;
  if (channel === undefined) throw new Error('no channel');
  return channel;
}

describe('the topic', () => {
  test('accepts what nobody receives, until somebody has confirmed', async () => {
    const aws = simulatedAccount();
    const channel = channelOf(aws);
    expect(await channel.hasConfirmedRecipient()).toBe(false);
    expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    aws.owner.confirmSubscription();
    expect(await channel.hasConfirmedRecipient()).toBe(true);
    expect(await channel.send(MESSAGE)).toEqual({ sent: 'accepted' });
    const { subject, text } = MESSAGE;
    expect(aws.topic.mails).toEqual([{ at: aws.now(), subject, text }]);
    expect(aws.journal.of('message').map(({ received }) => received)).toEqual([false, true]);
  });

  test.each([
    ['a line break in the subject', { subject: 'one\ntwo' }],
    ['a subject of a hundred characters', { subject: 'x'.repeat(100) }],
    ['no text', { text: '' }],
    ['more than 256 KiB', { text: '한'.repeat(90_000) }],
  ])('refuses %s', async (_what, change) => {
    const aws = simulatedAccount();
    expect(await channelOf(aws).send({ ...MESSAGE, ...change })).toMatchObject({
      sent: 'refused',
      fault: { code: 'message-refused', awsCode: 'InvalidParameter' },
    });
  });

  test('may refuse, and may leave in doubt whether it sent', async () => {
    const refusing = simulatedAccount({ faults: { sendRefused: 1 } });
    expect(await channelOf(refusing).send(MESSAGE)).toMatchObject({ sent: 'refused' });
    const doubtful = simulatedAccount({ faults: { sendDoubtful: 1 } });
    doubtful.owner.confirmSubscription();
    const results: SendResult[] = [];
    for (let time = 0; time < 30; time += 1) results.push(await channelOf(doubtful).send(MESSAGE));
    expect(new Set(results.map(({ sent }) => sent))).toEqual(new Set(['doubtful']));
    expect(doubtful.topic.mails.length).toBeGreaterThan(0);
    expect(doubtful.topic.mails.length).toBeLessThan(30);
  });
});
