import { DescribeReservedInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { ReservedInstances } from '../../../model/reserved-instance.ts';
import { parseDocuments, timeDocument } from '../documents.ts';

/**
 * `(Amazon VPC)` behind it is from the days of EC2-Classic. Those of Red Hat, SUSE and SQL Server
 * are for instances that DescribeInstances shows as plain Linux or Windows: they are left out.
 */
const PLATFORMS: readonly (readonly [RegExp, ReservedInstances['platform']])[] = [
  [/^Linux\/UNIX( \(Amazon VPC\))?$/, 'linux'],
  [/^Windows( \(Amazon VPC\))?$/, 'windows'],
];

const platformOf = (description: string): ReservedInstances['platform'] | null =>
  PLATFORMS.find(([form]) => form.test(description))?.[1] ?? null;

const tenancies = z.enum(['default', 'dedicated']);

const purchaseDocument = z
  .object({
    ReservedInstancesId: z.string(),
    InstanceCount: z.int(),
    InstanceType: z.string(),
    ProductDescription: z.string(),
    InstanceTenancy: z.string().default('default'),
    Scope: z.enum(['Region', 'Availability Zone']),
    AvailabilityZone: z.string().optional(),
    End: timeDocument,
    State: z.string(),
  })
  .transform((document): readonly ReservedInstances[] => {
    const platform = platformOf(document.ProductDescription);
    const tenancy = tenancies.safeParse(document.InstanceTenancy);
    if (document.State !== 'active' || platform === null || !tenancy.success) return [];
    const isZonal = document.Scope === 'Availability Zone';
    return [
      {
        id: document.ReservedInstancesId,
        count: document.InstanceCount,
        type: document.InstanceType,
        platform,
        tenancy: tenancy.data,
        availabilityZone: isZonal ? (document.AvailabilityZone ?? null) : null,
        endsAt: document.End,
      },
    ];
  });

/** Those in force. The call has no pages, and like every Describe of EC2 it costs nothing. */
export async function readReservedInstances(
  client: EC2Client,
): Promise<readonly ReservedInstances[]> {
  const state = { Name: 'state', Values: ['active'] };
  const answer = await client.send(new DescribeReservedInstancesCommand({ Filters: [state] }));
  const documents = answer.ReservedInstances ?? [];
  return parseDocuments(purchaseDocument, documents, 'ReservedInstancesId').flat();
}
