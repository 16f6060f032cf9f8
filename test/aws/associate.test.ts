import { describe, expect, it } from 'vitest';
import { idOf, isAllocationId, isNetworkInterfaceId } from '../../src/lib/model/ids.ts';
import { wiredCloud } from './wired-cloud.ts';
import { ec2Answer, ec2Refusal } from './xml.ts';

const ASSOCIATION = {
  allocationId: idOf(isAllocationId, 'eipalloc-0123456789abcdef0'),
  publicIp: '203.0.113.7',
  networkInterfaceId: idOf(isNetworkInterfaceId, 'eni-0123456789abcdef0'),
  privateIpAddress: '10.0.0.5',
};

describe('associating an address', () => {
  it('names interface and private address, and never takes it from anybody', async () => {
    const { cloud, requests } = wiredCloud(({ action }) =>
      ec2Answer(action, '<return>true</return><associationId>eipassoc-1</associationId>'),
    );
    expect(await cloud.associate(ASSOCIATION)).toEqual({ accepted: true });
    expect(Object.fromEntries(requests[0]?.parameters ?? [])).toMatchObject({
      AllocationId: 'eipalloc-0123456789abcdef0',
      NetworkInterfaceId: 'eni-0123456789abcdef0',
      PrivateIpAddress: '10.0.0.5',
      AllowReassociation: 'false',
    });
  });

  it('is refused where somebody holds it', async () => {
    const message = 'resource eipalloc-0123456789abcdef0 is already associated';
    const { cloud } = wiredCloud(() => ec2Refusal('Resource.AlreadyAssociated', message));
    expect(await cloud.associate(ASSOCIATION)).toMatchObject({
      accepted: false,
      fault: { code: 'address-taken', culprits: ['eipalloc-0123456789abcdef0'] },
    });
  });

  it('throws what nobody expects', async () => {
    const { cloud } = wiredCloud(() => ec2Refusal('InvalidMoonPhase', 'The moon is wrong.'));
    await expect(cloud.associate(ASSOCIATION)).rejects.toThrow('The moon is wrong.');
  });
});
