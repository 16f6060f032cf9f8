import { DescribeInstanceAttributeCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { Fault } from '../../model/fault.ts';
import type { InstanceId } from '../../model/ids.ts';
import { parseDocument } from './documents.ts';
import type { Pace } from './pace.ts';
import { readFaultOf } from './pages.ts';

const attributeDocument = z.object({ DisableApiStop: z.object({ Value: z.boolean() }) });

/** One call an instance: no list shows the attribute. */
export async function readStopProtection(
  aws: { readonly client: EC2Client; readonly pace: Pace },
  InstanceId: InstanceId,
): Promise<{ readonly protected: boolean } | { readonly fault: Fault }> {
  await aws.pace.take([{ bucket: 'describe', tokens: 1 }]);
  try {
    const attribute = await aws.client.send(
      new DescribeInstanceAttributeCommand({ InstanceId, Attribute: 'disableApiStop' }),
    );
    const { DisableApiStop } = parseDocument(attributeDocument, attribute, InstanceId);
    return { protected: DisableApiStop.Value };
  } catch (error) {
    const fault = readFaultOf(error, 'ec2:DescribeInstanceAttribute');
    if (fault) return { fault };
    throw error;
  }
}
