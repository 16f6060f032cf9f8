import { describe, expect, test } from 'vitest';
import { patchInstance } from '../../src/lib/cloud/simulated/account.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../../src/lib/cloud/simulated/simulated-account.ts';
import type { Address } from '../../src/lib/model/address.ts';
import { type InstanceId, idOf, isAllocationId } from '../../src/lib/model/ids.ts';
import { minutes, seconds } from '../../src/lib/model/instant.ts';

const publicIpsOf = (aws: SimulatedAccount, id: InstanceId) =>
  aws.account.instances
    .get(id)
    ?.interfaces.flatMap((one) => one.privateAddresses.map(({ publicIp }) => publicIp));

/** As the product would: by interface, and never taking it from anybody. */
const associate = (aws: SimulatedAccount, address: Address, id: InstanceId) => {
  const first = aws.account.instances.get(id)?.interfaces[0];
  const privateIpAddress = first?.privateAddresses[0]?.address;
  if (first === undefined || privateIpAddress === undefined) throw new Error('no interface');
  const { allocationId, publicIp } = address;
  const networkInterfaceId = first.id;
  return aws.ports.cloud.associate({
    allocationId,
    publicIp,
    networkInterfaceId,
    privateIpAddress,
  });
};

const stopAndStart = async (aws: SimulatedAccount, name: string): Promise<void> => {
  aws.owner.stop(name);
  await aws.advance(minutes(6));
  aws.owner.start(name);
  await aws.advance(minutes(1));
};

describe('an auto-assigned address', () => {
  test('is lost at the stop, and another one comes with the start', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const [before] = publicIpsOf(aws, id) ?? [];
    expect(before).toMatch(/^198\.18\./);
    aws.owner.stop('box');
    await aws.advance(minutes(6));
    expect(publicIpsOf(aws, id)).toEqual([null]);
    aws.owner.start('box');
    const [after] = publicIpsOf(aws, id) ?? [];
    expect(after).toMatch(/^198\.18\./);
    expect(after).not.toBe(before);
  });

  test('comes neither in a private subnet nor with a second interface', () => {
    const aws = simulatedAccount();
    const hidden = aws.setup.instance({ name: 'hidden', autoAssignsPublicIp: false });
    const wide = aws.setup.instance({ name: 'wide', interfaces: 2 });
    expect(publicIpsOf(aws, hidden)).toEqual([null]);
    expect(publicIpsOf(aws, wide)).toEqual([null, null]);
  });

  test('is released for an Elastic IP, and comes again when that is taken off', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const [before] = publicIpsOf(aws, id) ?? [];
    const address = aws.setup.address('ip');
    expect(await associate(aws, address, id)).toEqual({ accepted: true });
    expect(publicIpsOf(aws, id)).toEqual([address.publicIp]);
    aws.owner.disassociate('ip');
    const [after] = publicIpsOf(aws, id) ?? [];
    expect(after).toMatch(/^198\.18\./);
    expect(after).not.toBe(before);
  });
});

describe('an Elastic IP', () => {
  test('stays on its instance over stop and start', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const address = aws.setup.address('ip', { on: 'box' });
    await stopAndStart(aws, 'box');
    expect(publicIpsOf(aws, id)).toEqual([address.publicIp]);
    expect(aws.account.addresses.list()).toEqual([address]);
  });

  test('is free, and still allocated, after its instance was terminated', async () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'box' });
    const address = aws.setup.address('ip', { on: 'box' });
    aws.owner.terminate('box');
    await aws.advance(minutes(2));
    expect(aws.account.addresses.list()).toEqual([{ ...address, association: null }]);
  });

  test('is shown alike by the instance and by the address', () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const { allocationId, publicIp, association } = aws.setup.address('ip', { on: 'box' });
    const [shown] = aws.account.instances.get(id)?.interfaces[0]?.privateAddresses ?? [];
    expect(shown).toMatchObject({ publicIp, elastic: true, allocationId });
    expect(association).toMatchObject({ instanceId: id, privateIpAddress: shown?.address });
  });

  test('is never taken from its holder', async () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'holder' });
    const address = aws.setup.address('ip', { on: 'holder' });
    const other = aws.setup.instance({ name: 'other' });
    expect(await associate(aws, address, other)).toMatchObject({
      accepted: false,
      fault: { code: 'address-taken', awsCode: 'Resource.AlreadyAssociated' },
    });
    expect(aws.account.addresses.list()).toEqual([address]);
  });

  test('is taken from its holder by a person at the console', () => {
    const aws = simulatedAccount();
    const holder = aws.setup.instance({ name: 'holder' });
    aws.setup.address('ip', { on: 'holder' });
    const other = aws.setup.instance({ name: 'other' });
    aws.owner.associate('ip', 'other');
    const [address] = aws.account.addresses.list();
    expect(address?.association?.instanceId).toBe(other);
    expect(publicIpsOf(aws, holder)).not.toContain(address?.publicIp);
  });

  test('may be associated where it already is', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const address = aws.setup.address('ip', { on: 'box' });
    expect(await associate(aws, address, id)).toEqual({ accepted: true });
    expect(aws.account.addresses.list()).toEqual([address]);
  });

  test('displaces another Elastic IP, which stays allocated', async () => {
    const aws = simulatedAccount();
    const id = aws.setup.instance({ name: 'box' });
    const first = aws.setup.address('first', { on: 'box' });
    const second = aws.setup.address('second');
    expect(await associate(aws, second, id)).toEqual({ accepted: true });
    expect(publicIpsOf(aws, id)).toEqual([second.publicIp]);
    expect(aws.account.addresses.get(first.allocationId)?.association).toBeNull();
    const changes = aws.journal.of('address').filter((one) => one.allocationId !== null);
    expect(changes.map(({ change, publicIp }) => [change, publicIp]).slice(-2)).toEqual([
      ['displaced', first.publicIp],
      ['associated', second.publicIp],
    ]);
  });

  test('is refused by a pending instance, by one without a gateway, and by none', async () => {
    const aws = simulatedAccount();
    const address = aws.setup.address('ip');
    const pending = aws.owner.launch({ name: 'pending' });
    expect(await associate(aws, address, pending)).toMatchObject({
      fault: { code: 'wrong-state', awsCode: 'InvalidInstanceID' },
    });
    const inside = aws.setup.instance({ name: 'inside', hasInternetGateway: false });
    expect(await associate(aws, address, inside)).toMatchObject({
      fault: { code: 'network-mismatch', awsCode: 'Gateway.NotAttached' },
    });
    const theirs = aws.setup.instance({ name: 'theirs' });
    const [first, ...others] = aws.account.instances.get(theirs)?.interfaces ?? [];
    if (first) {
      const interfaces = [{ ...first, managedBy: 'eks.amazonaws.com' }, ...others];
      patchInstance(aws.account, theirs, { interfaces });
    }
    expect(await associate(aws, address, theirs)).toMatchObject({
      fault: { code: 'aws-managed', awsCode: 'AuthFailure' },
    });
    const unknown = { ...address, allocationId: idOf(isAllocationId, 'eipalloc-01234567') };
    await aws.advance(seconds(30));
    expect(await associate(aws, unknown, pending)).toMatchObject({
      fault: { code: 'not-found', awsCode: 'InvalidAllocationID.NotFound' },
    });
    expect(await associate(aws, address, pending)).toEqual({ accepted: true });
  });

  test('can be released only when nobody holds it', () => {
    const aws = simulatedAccount();
    aws.setup.instance({ name: 'box' });
    aws.setup.address('ip', { on: 'box' });
    aws.owner.release('ip');
    expect(aws.account.addresses.list()).toHaveLength(1);
    aws.owner.disassociate('ip');
    aws.owner.release('ip');
    expect(aws.account.addresses.list()).toEqual([]);
  });
});
