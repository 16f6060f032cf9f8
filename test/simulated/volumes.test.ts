import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { days, minutes } from '../../src/lib/model/instant.ts';

const twoDisks = { dataVolumes: [{ sizeGiB: 100 }, { sizeGiB: 50 }] };

const flags = (aws: ReturnType<typeof simulatedAccount>) =>
  aws.account.instances
    .list()
    .flatMap(({ volumes }) => volumes.map((one) => one.deleteOnTermination));

describe('DeleteOnTermination', () => {
  test('of a launch by console: the root goes, data stays', () => {
    const aws = simulatedAccount();
    aws.owner.launch({ name: 'box', via: 'console', ...twoDisks });
    expect(flags(aws)).toEqual([true, false, false]);
  });

  test('of a launch by API: data goes too', () => {
    const aws = simulatedAccount();
    aws.owner.launch({ name: 'box', via: 'api', ...twoDisks });
    expect(flags(aws)).toEqual([true, true, true]);
  });

  test('is what the launcher chose', () => {
    const aws = simulatedAccount();
    aws.owner.launch({
      name: 'box',
      root: { sizeGiB: 8, deleteOnTermination: false },
      dataVolumes: [{ sizeGiB: 9, deleteOnTermination: true }],
    });
    expect(flags(aws)).toEqual([false, true]);
  });

  test('of what was attached after the launch: stays, also if it was a root once', async () => {
    const aws = simulatedAccount();
    aws.owner.launch({ name: 'box', via: 'api' });
    aws.owner.createVolume('extra', { sizeGiB: 5 });
    await aws.advance(minutes(1));
    aws.owner.attachVolume('extra', 'box', '/dev/sdf');
    expect(flags(aws)).toEqual([true, false]);
    aws.owner.stop('box');
    await aws.advance(minutes(6));
    aws.owner.detachVolume('box /dev/xvda');
    aws.owner.attachVolume('box /dev/xvda', 'box', '/dev/xvda');
    expect(flags(aws)).toEqual([false, false]);
  });
});

describe('a terminated instance', () => {
  test('takes with it what is flagged, and lets go of the rest a little later', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', via: 'console', ...twoDisks });
    const before = aws.account.volumes.list().map((volume) => volume.id);
    aws.owner.terminate('box');
    await aws.advance(minutes(3));
    const family = await aws.ports.cloud.volumes(before);
    expect(family.complete && family.items).toMatchObject([
      { id: before[1], state: 'available', sizeGiB: 100, attachments: [] },
      { id: before[2], state: 'available', sizeGiB: 50, attachments: [] },
    ]);
    expect(aws.account.instances.get(id)?.volumes).toEqual([]);
    const changes = aws.journal.of('volume').filter(({ to }) => to !== 'in-use');
    const left = changes.map(({ name, to }) => `${name} ${to}`);
    expect(left.toSorted()).toEqual([
      'box /dev/sdb available',
      'box /dev/sdc available',
      'box /dev/xvda deleted',
    ]);
  });
});

describe('a volume', () => {
  test('stays with its instance over stop and start', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box', ...twoDisks });
    const volumes = aws.account.instances.get(id)?.volumes;
    aws.owner.stop('box');
    await aws.advance(minutes(6));
    aws.owner.start('box');
    await aws.advance(minutes(1));
    expect(aws.account.instances.get(id)).toMatchObject({ state: 'running', volumes });
  });

  test('is left out of the list when it does not exist, and the others are there', async () => {
    const aws = simulatedAccount();
    const there = aws.setup.volume('there', { sizeGiB: 3 });
    const gone = aws.setup.volume('gone', { sizeGiB: 4 });
    aws.owner.deleteVolume('gone');
    const family = await aws.ports.cloud.volumes([gone.id, there.id]);
    expect(family.complete && family.items).toEqual([there]);
  });

  test('cannot be deleted or attached elsewhere while it is attached', async () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'box', via: 'console' });
    aws.setup.instance({ name: 'other' });
    aws.owner.deleteVolume('box /dev/xvda');
    aws.owner.attachVolume('box /dev/xvda', 'other', '/dev/sdf');
    const refusals = aws.journal.of('call').map(({ verb, refused }) => [verb, refused?.awsCode]);
    expect(refusals).toEqual([
      ['delete-volume', 'VolumeInUse'],
      ['attach-volume', 'VolumeInUse'],
    ]);
    await aws.advance(days(1));
    expect(aws.account.volumes.list().map(({ state }) => state)).toEqual(['in-use', 'in-use']);
  });

  test('is provisioned with the baseline of gp3, and with nothing if it is of another type', () => {
    const aws = simulatedAccount();
    const gp3 = aws.setup.volume('gp3', { sizeGiB: 10 });
    const gp2 = aws.setup.volume('gp2', { sizeGiB: 100, type: 'gp2' });
    expect([gp3, gp2].map(({ iops, throughputMiBps }) => [iops, throughputMiBps])).toEqual([
      [3_000, 125],
      [null, null],
    ]);
  });
});
