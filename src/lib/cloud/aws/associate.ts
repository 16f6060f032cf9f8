import { AssociateAddressCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { Association } from '../../model/intent.ts';
import type { Answer } from '../cloud.ts';
import { faultOf } from './fault.ts';
import type { Pace } from './pace.ts';

/**
 * By network interface and private address, because by InstanceId an instance with two interfaces
 * is refused; with AllowReassociation false, because reassociation is AWS's default and takes the
 * address from whoever holds it.
 */
export async function associate(
  aws: { readonly client: EC2Client; readonly pace: Pace },
  association: Association,
): Promise<Answer> {
  await aws.pace.take([{ bucket: 'change', tokens: 1 }]);
  try {
    await aws.client.send(
      new AssociateAddressCommand({
        AllocationId: association.allocationId,
        NetworkInterfaceId: association.networkInterfaceId,
        PrivateIpAddress: association.privateIpAddress,
        AllowReassociation: false,
      }),
    );
    return { accepted: true };
  } catch (error) {
    const fault = faultOf(error, 'ec2:AssociateAddress');
    if (fault) return { accepted: false, fault };
    throw error;
  }
}
